package io.camelami.simulator.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.WireClient;
import io.camelami.simulator.transcript.Transcript.Entry;
import io.camelami.simulator.transcript.Transcript.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptGatewayTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void the_recorded_client_gets_every_byte_of_the_recorded_server(Path file) throws IOException {
        Transcript transcript = Transcript.read(file);
        try (TranscriptGateway gateway = TranscriptGateway.of(file);
                Socket socket = new Socket(gateway.host(), gateway.port())) {
            socket.setSoTimeout(5_000);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (Entry entry : transcript.entries()) {
                if (entry.kind() == Kind.CLIENT) {
                    socket.getOutputStream().write(entry.bytes());
                } else if (entry.kind() == Kind.SERVER) {
                    expected.writeBytes(entry.bytes());
                }
            }
            socket.shutdownOutput();
            String read = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(read).isEqualTo(expected.toString(StandardCharsets.ISO_8859_1));
            assertThat(gateway.unexpected()).isEmpty();
            await().until(() -> gateway.played() == 1);
        }
    }

    static Stream<Named<Path>> recordings() throws IOException, URISyntaxException {
        Path root = Path.of(TranscriptGatewayTest.class.getResource("/captures").toURI())
                .getParent();
        try (Stream<Path> files = Stream.concat(
                Files.walk(root.resolve("captures")),
                Files.walk(root.resolve("dongle").resolve("captures")))) {
            return files
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> Named.of(root.relativize(file).toString(), file))
                    .toList()
                    .stream();
        }
    }

    @Test
    void a_client_gets_its_own_action_ids() throws IOException {
        try (TranscriptGateway gateway = play(
                        """
                        # some title
                        @ 0.1 S>C 27
                        Asterisk Call Manager/1.1\r

                        @ 0.2 C>S 34
                        Action: Login\r
                        Username: admin\r
                        \r

                        @ 0.3 S>C 19
                        Response: Success\r

                        @ 0.3 S>C 36
                        Message: Authentication accepted\r
                        \r

                        @ 0.4 C>S 33
                        Action: Command\r
                        ActionID: a1\r
                        \r

                        @ 0.5 S>C 41
                        Response: Follows\r
                        Privilege: Command\r
                        Ac
                        @ 0.5 S>C 48
                        tionID: a1\r
                        ActionID: other\r
                        --END COMMAND--\r
                        \r

                        @ 0.6 # EOF from server
                        @ 0.7 # client closed
                        """);
                WireClient client = WireClient.connect(gateway.host(), gateway.port())) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: login\nActionID: mine-1\nUsername: me\nSecret: any\n\n");
            client.expect("Response: Success\nActionID: mine-1\nMessage: Authentication accepted\n\n");
            client.send("Action: Command\nActionID: mine-2\n\n");
            client.expect("Response: Follows\nPrivilege: Command\nActionID: mine-2\nActionID: other\n"
                    + "--END COMMAND--\n\n");
            client.expectEnd();
        }
    }

    @Test
    void a_client_that_gives_no_action_ids_gets_none() throws IOException {
        try (TranscriptGateway gateway = TranscriptGateway.of(recording("ping.txt"));
                WireClient client = WireClient.connect(gateway.host(), gateway.port())) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: Login\n\n");
            client.readUntil("Status: Fully Booted\r\n\r\n");
            client.send("Action: Ping\n\n");
            client.expect("Response: Success\nPing: Pong\n");
        }
    }

    @Test
    void what_is_not_in_the_recording_is_unknown_and_a_ping_is_answered() throws IOException {
        try (TranscriptGateway gateway = TranscriptGateway.of(recording("login_events_off.txt"));
                WireClient client = WireClient.connect(gateway.host(), gateway.port())) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: Challenge\nActionID: 1\nAuthType: MD5\n\n");
            client.expect("Response: Error\nActionID: 1\nMessage: Invalid/unknown command: Challenge\n\n");
            client.send("Action: Ping\nActionID: 2\n\n");
            client.expect("Response: Success\nActionID: 2\nPing: Pong\n\n");
            client.send("Action: Login\nActionID: 3\n\n");
            client.expect("Response: Success\nActionID: 3\nMessage: Authentication accepted\n\n");
            await().until(() -> gateway.played() == 1);
            client.send("Action: Ping\n\nAction: Other\n\n");
            client.expect("Response: Success\nPing: Pong\n\n");
            client.expect("Response: Error\nMessage: Invalid/unknown command: Other\n\n");
            assertThat(gateway.unexpected()).containsExactly("Challenge", "Other");
        }
    }

    @Test
    void each_client_is_shown_it_from_the_beginning() throws IOException {
        try (TranscriptGateway gateway = TranscriptGateway.of(recording("login_events_off.txt"));
                WireClient one = WireClient.connect(gateway.host(), gateway.port());
                WireClient two = WireClient.connect(gateway.host(), gateway.port())) {
            for (WireClient client : List.of(two, one)) {
                client.expect("Asterisk Call Manager/1.1\n");
                client.send("Action: Login\n\n");
                client.expect("Response: Success\nMessage: Authentication accepted\n\n");
            }
        }
    }

    @Test
    void no_thread_and_no_socket_is_left_after_close() throws IOException {
        TranscriptGateway gateway = TranscriptGateway.of(recording("ping.txt"));
        try (WireClient client = WireClient.connect(gateway.host(), gateway.port())) {
            client.expect("Asterisk Call Manager/1.1\n");
            assertThat(threads()).hasSize(2);
            gateway.close();
            assertThat(threads()).isEmpty();
            client.expectReset();
        }
    }

    private static TranscriptGateway play(String recording) {
        Transcript transcript = Transcript.parse(recording.getBytes(StandardCharsets.ISO_8859_1));
        return TranscriptGateway.of(transcript);
    }

    private static Path recording(String name) {
        try {
            return Path.of(TranscriptGatewayTest.class
                    .getResource("/captures/1.8.32.3/" + name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gateway-simulator/"))
                .toList();
    }
}
