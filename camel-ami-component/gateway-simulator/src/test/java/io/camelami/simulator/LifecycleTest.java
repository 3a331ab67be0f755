package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Starting, stopping, and what is left afterwards. */
class LifecycleTest {

    @Test
    void no_thread_is_left_after_close() throws IOException {
        GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofMinutes(5))
                .start();
        try (WireClient idle = WireClient.connect(simulator);
                WireClient waiting = WireClient.loggedIn(simulator);
                WireClient queueing = WireClient.loggedIn(simulator)) {
            idle.expect("Asterisk Call Manager/1.1\n");
            waiting.command("gsm send sync sms 1 10086 hello 600");
            waiting.readUntil("ActionID: 7\r\n");
            queueing.command("gsm send sms 2 10086 hello");
            queueing.readUntil("--END COMMAND--\r\n\r\n");
            assertThat(threads()).hasSizeGreaterThanOrEqualTo(8);
            simulator.close();
            assertThat(threads()).isEmpty();
        }
    }

    @Test
    void a_restart_takes_the_same_port() throws IOException {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.OPENVOX).start()) {
            int port = simulator.port();
            try (WireClient client = WireClient.loggedIn(simulator)) {
                simulator.stop();
                assertThatThrownBy(client::expectEnd).isInstanceOf(SocketException.class);
            }
            assertThatThrownBy(() -> WireClient.connect(simulator)).isInstanceOf(ConnectException.class);
            simulator.restart();
            assertThat(simulator.port()).isEqualTo(port);
            try (WireClient client = WireClient.loggedIn(simulator)) {
                client.expectNothing();
            }
            assertThat(simulator.logins()).isEqualTo(2);
        }
    }

    @Test
    void dropped_connections_are_reset_and_new_ones_are_taken() throws IOException {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.YEASTAR_TG).start()) {
            try (WireClient client = WireClient.loggedIn(simulator)) {
                assertThat(simulator.connections()).isEqualTo(1);
                simulator.dropConnections();
                assertThatThrownBy(client::expectEnd).isInstanceOf(SocketException.class);
                assertThat(simulator.connections()).isZero();
            }
            try (WireClient client = WireClient.loggedIn(simulator)) {
                client.expectNothing();
            }
        }
    }

    @Test
    void a_shutdown_is_announced_before_the_end() throws IOException {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.ASTERISK).start();
                WireClient client = WireClient.loggedIn(simulator)) {
            simulator.shutDown();
            client.expect("Event: Shutdown\nPrivilege: system,all\nShutdown: Cleanly\nRestart: False\n\n");
            client.expectEnd();
        }
    }

    @Test
    void core_stop_ends_the_session_that_says_it_without_an_answer_and_tells_the_others() throws IOException {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.ASTERISK_1_8).start();
                WireClient other = WireClient.loggedIn(simulator);
                WireClient client = WireClient.loggedIn(simulator)) {
            client.command("core stop now");
            client.expect("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            client.expectEnd();
            other.expect("Event: Shutdown\nPrivilege: system,all\nShutdown: Cleanly\nRestart: False\n\n");
            other.expectEnd();
        }
    }

    @Test
    void a_client_that_does_not_log_in_is_cut_without_a_word() throws IOException {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                        .authTimeout(Duration.ofMillis(100))
                        .start();
                WireClient client = WireClient.connect(simulator)) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.expectEnd();
        }
    }

    @Test
    void a_client_that_logged_in_may_be_silent_for_longer() throws IOException {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                        .authTimeout(Duration.ofSeconds(2))
                        .start();
                WireClient client = WireClient.loggedIn(simulator)) {
            await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            client.expectNothing();
        }
    }

    @Test
    void a_taken_port_is_named() {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.OPENVOX).start()) {
            assertThatThrownBy(() -> GatewaySimulator.builder(Personality.OPENVOX)
                            .port(simulator.port())
                            .start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + simulator.port());
        }
    }

    @Test
    void the_listener_hears_what_clients_do() throws IOException {
        List<SimulatorEvent> events = new CopyOnWriteArrayList<>();
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .refusalDelay(Duration.ZERO)
                .listener(events::add)
                .start()) {
            try (WireClient client = WireClient.connect(simulator)) {
                client.send("Action: Login\nUsername: other\nSecret: secret\n\n");
                client.readUntil("Authentication failed\r\n\r\n");
                client.expectEnd();
            }
            try (WireClient client = WireClient.loggedIn(simulator)) {
                simulator.receiveSms(1, "Bank", "hi");
                client.command("gsm send sync sms 1 10086 hello 5");
                client.readUntil("SUCCESSFULLY");
            }
            await().untilAsserted(() -> assertThat(events)
                    .containsExactly(
                            new SimulatorEvent.Listening(simulator.port()),
                            new SimulatorEvent.LoginRefused("other"),
                            new SimulatorEvent.Login("ami"),
                            new SimulatorEvent.SmsReceived(1, "Bank", "hi"),
                            new SimulatorEvent.SmsSent(new SentSms(1, "10086", "hello", "")),
                            new SimulatorEvent.Logout("ami")));
        }
    }

    @Test
    void a_listener_that_fails_stops_neither_sessions_nor_modems() throws IOException {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.YEASTAR_TG)
                        .listener(event -> {
                            throw new IllegalStateException("a fault of the test's own");
                        })
                        .start();
                WireClient client = WireClient.loggedIn(simulator)) {
            for (int i = 0; i < 2; i++) {
                client.send("Action: smscommand\nCommand: gsm send sms 2 10086 hi\n\n");
                client.readUntil("Status: 1\r\n--END SMS EVENT--\r\n\r\n");
            }
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gateway-simulator/"))
                .toList();
    }
}
