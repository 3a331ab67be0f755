package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;
import io.camelami.simulator.fault.JumpingClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault does what its name says, at the point that it is for, once. */
class FaultsTest {
    private static final String BANNER = "Asterisk Call Manager/1.1\n";
    private static final String LOGIN = "Action: Login\nUsername: ami\nSecret: secret\n\n";
    private static final String LOGGED_IN = "Response: Success\nMessage: Authentication accepted\n\n";

    private final List<SimulatorEvent> events = new CopyOnWriteArrayList<>();
    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    // ------------------------------------------------------------------ points

    @Test
    void a_connection_can_end_before_the_banner() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.BEFORE_BANNER, Fault.CLOSE);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expectEnd();
        }
        theNextClientIsWell();
    }

    @Test
    void a_connection_can_end_in_the_banner() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.IN_BANNER, Fault.CLOSE);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER.substring(0, 13));
            client.expectEnd();
        }
        theNextClientIsWell();
    }

    @Test
    void a_connection_can_end_after_the_banner() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.AFTER_BANNER, Fault.CLOSE);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER);
            client.expectEnd();
        }
        theNextClientIsWell();
    }

    @Test
    void a_connection_can_end_after_the_login() throws IOException {
        start(Personality.YEASTAR_TG);
        simulator.fault(FaultPoint.AFTER_LOGIN, Fault.CLOSE);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER);
            client.send("Action: Challenge\nAuthType: plain\n\n");
            client.expect("Response: Error\nMessage: Must specify AuthType\n\n");
            client.send(LOGIN);
            client.expect(LOGGED_IN);
            client.expectEnd();
        }
        assertThat(simulator.logins()).isEqualTo(1);
        theNextClientIsWell();
    }

    @Test
    void a_connection_can_end_between_an_action_and_its_reply_and_then_the_action_was_not_run() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.BEFORE_REPLY.of("Command"), Fault.RESET);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hello 5");
            client.expectReset();
        }
        assertThat(simulator.actions()).last().extracting(ReceivedAction::name).isEqualTo("Command");
        assertThat(simulator.commands()).isEmpty();
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void a_connection_can_end_inside_a_reply_and_then_the_action_was_run() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.INSIDE_REPLY.of("Command"), Fault.CLOSE);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hello 5");
            client.expect("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            client.expectRaw("SPAN:1 SEND SMS TO PHONE:10086 ");
            client.expectEnd();
        }
        assertThat(simulator.sentSms()).containsExactly(new SentSms(1, "10086", "hello", ""));
    }

    @Test
    void a_connection_can_end_inside_an_event() throws IOException {
        start(Personality.YEASTAR_TG);
        simulator.fault(FaultPoint.INSIDE_EVENT.of("UpdateSMSSend"), Fault.CLOSE);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "10086", "another event");
            client.readUntil("--END SMS EVENT--\r\n\r\n");
            client.send("Action: SMSCommand\nCommand: gsm send sms 2 10086 hi id1\n\n");
            client.expect("Response: Follows\nPrivilege: SMSCommand\n--END COMMAND--\n\n");
            client.expect("Event: UpdateSMSSend\nPrivilege: all,smscommand\nID");
            client.expectEnd();
        }
    }

    @Test
    void a_connection_can_end_after_a_reply_and_before_the_report() throws IOException {
        start(Personality.YEASTAR_TG);
        simulator.fault(FaultPoint.AFTER_REPLY.of("smscommand"), Fault.CLOSE);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: SMSCommand\nCommand: gsm send sms 2 10086 hi id1\n\n");
            client.expect("Response: Follows\nPrivilege: SMSCommand\n--END COMMAND--\n\n");
            client.expectEnd();
        }
        await().untilAsserted(() -> assertThat(simulator.sentSms()).hasSize(1));
    }

    @Test
    void a_point_can_be_passed_some_times_first_and_a_fault_strikes_once() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.AFTER_REPLY.of("Ping").after(2), Fault.CLOSE);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: UserEvent\nUserEvent: Other\n\n");
            client.readUntil("Action: UserEvent\r\n\r\n");
            client.expectNothing();
            client.expectNothing();
            client.expectEnd();
        }
        theNextClientIsWell();
        assertThat(events)
                .filteredOn(SimulatorEvent.FaultStruck.class::isInstance)
                .containsExactly(new SimulatorEvent.FaultStruck(FaultPoint.AFTER_REPLY, Fault.CLOSE));
    }

    @Test
    void faults_for_the_same_point_strike_one_after_the_other() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.BEFORE_BANNER, Fault.CLOSE);
        simulator.fault(FaultPoint.BEFORE_BANNER.after(1), Fault.CLOSE);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expectEnd();
        }
        theNextClientIsWell();
        try (WireClient client = WireClient.connect(simulator)) {
            client.expectEnd();
        }
    }

    // ------------------------------------------------------------------ faults

    @Test
    void a_reset_is_seen_as_a_reset() throws IOException {
        start(Personality.OPENVOX);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.fault(Fault.RESET);
            client.expectReset();
        }
        await().untilAsserted(() -> assertThat(simulator.connections()).isZero());
    }

    @Test
    void a_close_is_an_end_even_while_an_action_is_running() throws IOException {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofMinutes(1))
                .start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hello 60");
            client.expect("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            simulator.fault(Fault.CLOSE);
            client.expectEnd();
        }
    }

    @Test
    void a_black_hole_reads_nothing_but_tells_of_events() throws IOException {
        start(Personality.YEASTAR_TG);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.fault(Fault.BLACK_HOLE);
            client.send("Action: Ping\n\n");
            client.expectSilence();
            simulator.receiveSms(2, "10086", "an event");
            client.expect("Event: ReceivedSMS\n");
        }
    }

    @Test
    void a_black_hole_takes_no_more_than_the_buffers_on_the_way() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.AFTER_BANNER, Fault.BLACK_HOLE);
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(simulator.host(), simulator.port()))) {
            client.configureBlocking(false);
            ByteBuffer pings =
                    ByteBuffer.wrap("Action: Ping\r\n\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                int taken = 0;
                while (client.write(pings.rewind()) > 0) {
                    taken++;
                }
                return taken == 0;
            });
        }
        assertThat(simulator.actions()).isEmpty();
    }

    @Test
    void a_half_open_connection_is_silent_and_does_not_end() throws IOException {
        start(Personality.YEASTAR_TG);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.fault(Fault.HALF_OPEN);
            client.send("Action: Ping\n\n");
            simulator.receiveSms(2, "10086", "an event");
            client.expectSilence();
        }
        // It knows nothing of the client's end either.
        assertThat(simulator.connections()).isEqualTo(1);
        theNextClientIsWell();
        simulator.dropConnections();
        assertThat(simulator.connections()).isZero();
    }

    @Test
    void a_half_open_connection_cannot_answer_what_was_read() throws IOException {
        start(Personality.OPENVOX);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.fault(FaultPoint.INSIDE_REPLY, Fault.HALF_OPEN);
            client.send("Action: Ping\nActionID: p1\n\n");
            client.expect("Response: Success\nActionID: p1\nPing:");
            client.expectSilence();
        }
    }

    @Test
    void a_half_open_connection_before_a_reply_does_not_run_the_action() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.BEFORE_REPLY.of("Command"), Fault.HALF_OPEN);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hello 5");
            client.expectSilence();
        }
        assertThat(simulator.actions()).last().extracting(ReceivedAction::name).isEqualTo("Command");
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void garbage_comes_in_between_and_is_the_same_for_a_seed() throws IOException {
        start(Personality.OPENVOX);
        byte[] garbage = new byte[64];
        new Random(42).nextBytes(garbage);
        simulator.fault(FaultPoint.AFTER_BANNER, Fault.garbage(42));
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER);
            assertThat(client.socket().getInputStream().readNBytes(64)).isEqualTo(garbage);
            client.send(LOGIN);
            client.expect(LOGGED_IN);
        }
    }

    @Test
    void a_trickle_takes_its_time_for_each_byte() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.BEFORE_BANNER, Fault.trickle(Duration.ofMillis(5)));
        long begin = System.nanoTime();
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(5 * 27));
    }

    @Test
    void fragments_cut_each_write_at_another_byte() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.AFTER_LOGIN, Fault.FRAGMENTS);
        Set<Integer> firstPieces = new HashSet<>();
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER);
            client.send(LOGIN);
            client.expect(LOGGED_IN);
            client.readUntil("Status: Fully Booted\r\n\r\n");
            for (int i = 0; i < 80; i++) {
                client.send("Action: Ping\n\n");
                String reply = client.readSome();
                firstPieces.add(reply.length());
                while (!reply.endsWith("\r\n\r\n")) {
                    reply += client.readSome();
                }
            }
        }
        // Two pieces may arrive as one when this machine is busy.
        assertThat(firstPieces).hasSizeGreaterThan(20);
    }

    @Test
    void a_delay_holds_back_what_is_written() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.BEFORE_BANNER, Fault.delay(Duration.ofMillis(150)));
        long begin = System.nanoTime();
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect(BANNER);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void a_clock_that_jumps_shows_in_all_that_the_gateway_says_of_time() throws IOException {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        JumpingClock clock = new JumpingClock(Clock.fixed(noon, ZoneOffset.UTC));
        simulator =
                GatewaySimulator.builder(Personality.YEASTAR_TG).clock(clock).start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            clock.jump(Duration.ofHours(-2));
            simulator.receiveSms(2, "10086", "early");
            assertThat(client.readUntil("--END SMS EVENT--")).contains("Recvtime: 2026-11-21 10:00:00\r\n");
            clock.jump(Duration.ofDays(1));
            simulator.receiveSms(2, "10086", "late");
            assertThat(client.readUntil("--END SMS EVENT--")).contains("Recvtime: 2026-11-22 10:00:00\r\n");
            client.send("Action: Ping\n\n");
            client.readUntil(
                    "Timestamp: " + Instant.parse("2026-11-22T10:00:00Z").getEpochSecond() + ".000000");
        }
    }

    // ------------------------------------------------------------------ what is left

    @Test
    void no_thread_and_no_connection_is_left_after_close_whatever_was_done_to_it() throws IOException {
        start(Personality.OPENVOX);
        simulator.fault(FaultPoint.AFTER_BANNER, Fault.HALF_OPEN);
        simulator.fault(FaultPoint.AFTER_BANNER, Fault.BLACK_HOLE);
        simulator.fault(FaultPoint.AFTER_BANNER, Fault.trickle(Duration.ofMinutes(1)));
        try (WireClient halfOpen = afterBanner();
                WireClient blackHole = afterBanner();
                WireClient trickle = afterBanner()) {
            trickle.send("Action: Ping\n\n");
            await().until(() -> simulator.actions().size() == 1);
            assertThat(threads()).hasSizeGreaterThanOrEqualTo(7);
            simulator.close();
            assertThat(threads()).isEmpty();
            halfOpen.expectReset();
            blackHole.expectReset();
            trickle.expectReset();
        }
    }

    @Test
    void no_socket_is_left_after_many_rounds_of_faults() throws IOException {
        faultyRound();
        long before = openFiles();
        for (int i = 0; i < 30; i++) {
            faultyRound();
        }
        await().untilAsserted(() -> assertThat(openFiles()).isLessThan(before + 10));
    }

    private void faultyRound() throws IOException {
        start(Personality.OPENVOX);
        List<Fault> faults = List.of(Fault.CLOSE, Fault.RESET, Fault.HALF_OPEN, Fault.BLACK_HOLE, Fault.garbage(1));
        for (Fault fault : faults) {
            try (WireClient client = WireClient.loggedIn(simulator)) {
                simulator.fault(fault);
                assertThat(client.socket().isClosed()).isFalse();
            }
        }
        simulator.close();
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private WireClient afterBanner() throws IOException {
        int before = events.size();
        WireClient client = WireClient.connect(simulator);
        client.expect(BANNER);
        await().until(() -> events.size() > before);
        return client;
    }

    private void theNextClientIsWell() throws IOException {
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.expectNothing();
        }
    }

    private void start(Personality personality) {
        simulator = GatewaySimulator.builder(personality).listener(events::add).start();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gateway-simulator/"))
                .toList();
    }
}
