package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.simulator.transcript.Transcript;
import io.camelami.simulator.transcript.Transcript.Entry;
import io.camelami.simulator.transcript.Transcript.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Says to the simulator what a client said to a real Asterisk, and expects the same bytes back. */
class CaptureReplayTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void answers_a_recorded_client_with_the_bytes_of_asterisk(Path capture) throws IOException {
        Personality personality =
                capture.toString().contains("1.8.32.3") ? Personality.ASTERISK_1_8 : Personality.ASTERISK;
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(personality).user("admin").start();
                Socket socket = new Socket(simulator.host(), simulator.port())) {
            socket.setSoTimeout(2_000);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            ByteArrayOutputStream actual = new ByteArrayOutputStream();
            for (Entry entry : Transcript.read(capture).entries()) {
                switch (entry.kind()) {
                    case SERVER -> {
                        expected.writeBytes(entry.bytes());
                        readUpTo(expected.size(), socket, actual);
                    }
                    case CLIENT -> socket.getOutputStream().write(entry.bytes());
                    case REMARK -> {
                        if (entry.text().startsWith("EOF from server")) {
                            assertThat(socket.getInputStream().read())
                                    .as("end of stream")
                                    .isEqualTo(-1);
                            return;
                        }
                        if (entry.text().equals("client half-closed")) {
                            socket.shutdownOutput();
                        }
                        continue;
                    }
                }
                assertThat(comparable(actual)).isEqualTo(comparable(expected));
                if (entry.kind() == Kind.CLIENT) {
                    // What was right so far need not be seen again.
                    expected.reset();
                    actual.reset();
                }
            }
        }
    }

    static Stream<Named<Path>> captures() throws IOException, URISyntaxException {
        Path root = Path.of(CaptureReplayTest.class.getResource("/captures").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> Named.of(root.relativize(file).toString(), file))
                    .toList()
                    .stream();
        }
    }

    private static void readUpTo(int size, Socket socket, ByteArrayOutputStream actual) throws IOException {
        InputStream in = socket.getInputStream();
        while (actual.size() < size) {
            try {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                actual.write(next);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    /** Without what differs from one run to the next, and with line ends to be seen. */
    private static String comparable(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1)
                .replaceAll("Timestamp: \\d+\\.\\d{6}", "Timestamp: (now)")
                .replaceAll("Challenge: \\d{9}", "Challenge: (random)")
                .replace("\r", "\\r");
    }
}
