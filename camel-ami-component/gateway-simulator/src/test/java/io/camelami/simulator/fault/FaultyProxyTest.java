package io.camelami.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.WireClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyProxyTest {
    private static final String BANNER = "Asterisk Call Manager/1.1\r\n";
    private static final String PING = "Action: Ping\r\nActionID: p1\r\n\r\n";

    private GatewaySimulator server;
    private FaultyProxy proxy;

    @BeforeEach
    void start() {
        server = GatewaySimulator.builder(Personality.YEASTAR_TG).start();
        proxy = FaultyProxy.to(server.host(), server.port());
    }

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    // ------------------------------------------------------------------ without a fault

    @Test
    void without_a_fault_it_hands_on_every_byte() throws IOException {
        try (WireClient client = loggedIn()) {
            String text = "long ".repeat(1000);
            server.receiveSms(2, "10086", text);
            int parts = 33;
            for (int i = 0; i < parts; i++) {
                client.readUntil("--END SMS EVENT--\r\n\r\n");
            }
            client.expectNothing();
        }
    }

    @Test
    void without_a_fault_it_hands_on_the_end_of_either_side() throws IOException {
        try (WireClient client = loggedIn()) {
            client.send("Action: Logoff\n\n");
            client.expect("Response: Goodbye\nMessage: Thanks for all the fish.\n\n");
            client.expectEnd();
        }
        nothingIsOpen();
        loggedIn().close();
        nothingIsOpen();
        try (WireClient client = loggedIn()) {
            server.dropConnections();
            client.expectReset();
        }
        nothingIsOpen();
    }

    @Test
    void a_client_is_reset_if_the_server_cannot_be_reached() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (FaultyProxy toNobody = FaultyProxy.to("127.0.0.1", nobody)) {
            // So soon, sometimes, that it is already there when the connection is made.
            assertThatThrownBy(() ->
                            WireClient.connect(toNobody.host(), toNobody.port()).readSome())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            await().until(() -> toNobody.connections() == 0);
        }
    }

    // ------------------------------------------------------------------ cuts

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 26, 27, 40})
    void a_client_gets_exactly_the_bytes_before_the_cut(int position) throws IOException {
        proxy.fault(Direction.TO_CLIENT.at(position), Fault.CLOSE);
        String all = BANNER + "Response: Error\r\nActionID: p1\r\nMessage: Permission denied\r\n\r\n";
        try (WireClient client = connect()) {
            client.sendRaw(PING.getBytes());
            client.expectRaw(all.substring(0, position));
            client.expectEnd();
        }
        nothingIsOpen();
        try (WireClient client = loggedIn()) {
            client.expectNothing();
        }
    }

    @Test
    void a_server_gets_exactly_the_bytes_before_the_cut() throws IOException {
        proxy.fault(Direction.TO_SERVER.at(2L * PING.length() - 1), Fault.CLOSE);
        try (WireClient client = connect()) {
            client.sendRaw(PING.getBytes());
            client.readUntil("Permission denied\r\n\r\n");
            client.sendRaw(PING.getBytes());
            client.expectEnd();
        }
        nothingIsOpen();
        assertThat(server.actions()).extracting(ReceivedAction::name).containsExactly("Ping");
    }

    @Test
    void a_random_cut_is_the_same_for_a_seed() {
        assertThat(Direction.TO_CLIENT.atRandom(7, 1000)).isEqualTo(Direction.TO_CLIENT.atRandom(7, 1000));
        assertThat(List.of(1L, 2L, 3L, 4L, 5L))
                .extracting(seed -> Direction.TO_SERVER.atRandom(seed, 1000).position())
                .doesNotHaveDuplicates()
                .allMatch(position -> position >= 0 && position < 1000);
    }

    @Test
    void faults_that_are_planned_together_strike_the_same_connection() throws IOException {
        for (int round = 0; round < 50; round++) {
            proxy.fault(Direction.TO_CLIENT.at(5), Fault.garbage(1), Fault.RESET);
            int whole = 0;
            List<WireClient> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                try {
                    clients.add(connect());
                } catch (SocketException e) {
                    // It was as quick as that.
                    assertThat(e).hasMessageContaining("reset");
                }
            }
            for (WireClient client : clients) {
                try (client) {
                    byte[] read = client.socket().getInputStream().readNBytes(BANNER.length());
                    whole += new String(read, StandardCharsets.ISO_8859_1).equals(BANNER) ? 1 : 0;
                } catch (SocketException e) {
                    assertThat(e).hasMessageContaining("reset");
                }
            }
            assertThat(whole).isEqualTo(2);
            nothingIsOpen();
        }
    }

    @Test
    void each_planned_fault_strikes_once_and_several_may_strike_in_one_connection() throws IOException {
        proxy.fault(Direction.TO_CLIENT.at(20), Fault.RESET);
        proxy.fault(Direction.TO_CLIENT.at(5), Fault.garbage(1));
        try (WireClient client = connect()) {
            client.expectRaw(BANNER.substring(0, 5));
            client.socket().getInputStream().readNBytes(64);
            client.expectRaw(BANNER.substring(5, 20));
            client.expectReset();
        }
        try (WireClient client = loggedIn()) {
            client.expectNothing();
        }
    }

    // ------------------------------------------------------------------ faults

    @Test
    void a_reset_is_one_for_both_sides() throws IOException {
        try (WireClient client = loggedIn()) {
            proxy.fault(Direction.TO_CLIENT, Fault.RESET);
            client.expectReset();
        }
        nothingIsOpen();
    }

    @Test
    void a_half_open_connection_stays_open_on_both_sides_and_nothing_passes() throws IOException {
        try (WireClient client = loggedIn()) {
            int actions = server.actions().size();
            proxy.fault(Direction.TO_CLIENT, Fault.HALF_OPEN);
            server.receiveSms(2, "10086", "an event");
            client.send("Action: Ping\n\n");
            client.expectSilence();
            assertThat(server.actions()).hasSize(actions);
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void a_black_hole_takes_nothing_in_its_direction_and_lets_the_other_pass() throws IOException {
        try (WireClient client = loggedIn()) {
            proxy.fault(Direction.TO_SERVER, Fault.BLACK_HOLE);
            int actions = server.actions().size();
            client.send("Action: Ping\n\n");
            server.receiveSms(2, "10086", "an event");
            client.readUntil("--END SMS EVENT--\r\n\r\n");
            client.expectSilence();
            assertThat(server.actions()).hasSize(actions);
        }
        try (WireClient client = loggedIn()) {
            proxy.fault(Direction.TO_CLIENT, Fault.BLACK_HOLE);
            client.send("Action: SMSCommand\nCommand: gsm send sms 2 10086 hi\n\n");
            await().until(() -> !server.sentSms().isEmpty());
            client.expectSilence();
        }
    }

    @Test
    void a_delay_and_a_trickle_take_their_time() throws IOException {
        proxy.fault(Direction.TO_CLIENT.at(0), Fault.delay(Duration.ofMillis(150)));
        long begin = System.nanoTime();
        try (WireClient client = connect()) {
            client.expectRaw(BANNER);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(150));
        proxy.fault(Direction.TO_CLIENT.at(0), Fault.trickle(Duration.ofMillis(5)));
        begin = System.nanoTime();
        try (WireClient client = connect()) {
            client.expectRaw(BANNER);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(5L * BANNER.length()));
    }

    @Test
    void a_fragment_is_whole_again_at_the_other_end() throws IOException {
        try (WireClient client = loggedIn()) {
            proxy.fault(Direction.TO_SERVER, Fault.FRAGMENTS);
            proxy.fault(Direction.TO_CLIENT, Fault.FRAGMENTS);
            for (int i = 0; i < 60; i++) {
                client.expectNothing();
            }
        }
    }

    // ------------------------------------------------------------------ what is left

    @Test
    void no_thread_and_no_socket_is_left_after_close() throws IOException {
        proxy.fault(Direction.TO_CLIENT.at(27), Fault.HALF_OPEN);
        proxy.fault(Direction.TO_CLIENT.at(27), Fault.BLACK_HOLE);
        proxy.fault(Direction.TO_CLIENT.at(26), Fault.trickle(Duration.ofMinutes(1)));
        try (WireClient one = connect();
                WireClient two = connect();
                WireClient three = connect()) {
            three.readSome();
            two.readSome();
            one.readSome();
            assertThat(threads()).hasSizeGreaterThanOrEqualTo(6);
            proxy.close();
            assertThat(threads()).isEmpty();
            one.expectReset();
            two.expectReset();
            three.expectReset();
        }
        await().untilAsserted(() -> assertThat(server.connections()).isZero());
    }

    private WireClient connect() throws IOException {
        return WireClient.connect(proxy.host(), proxy.port());
    }

    private WireClient loggedIn() throws IOException {
        WireClient client = connect();
        client.logIn(server.user(), server.secret());
        return client;
    }

    private void nothingIsOpen() {
        await().untilAsserted(() -> {
            assertThat(proxy.connections()).isZero();
            assertThat(server.connections()).isZero();
        });
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gateway-simulator/") && name.contains("/proxy-"))
                .toList();
    }
}
