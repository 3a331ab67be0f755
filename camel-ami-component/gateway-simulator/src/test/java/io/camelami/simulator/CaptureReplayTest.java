package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Says to the simulator what a client said to a real Asterisk, and expects the same bytes back.
 *
 * <p>A capture is a title line and records: {@code @ <seconds> C>S <count>} or {@code S>C <count>}, a line feed, that many
 * bytes and a line feed; or {@code @ <seconds> # remark}.
 */
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
            for (Exchange exchange : read(Files.readAllBytes(capture))) {
                switch (exchange.kind()) {
                    case SERVER -> {
                        expected.writeBytes(exchange.bytes());
                        readUpTo(expected.size(), socket, actual);
                    }
                    case CLIENT -> socket.getOutputStream().write(exchange.bytes());
                    case CLIENT_HALF_CLOSES -> socket.shutdownOutput();
                    case SERVER_ENDS -> {
                        assertThat(socket.getInputStream().read())
                                .as("end of stream")
                                .isEqualTo(-1);
                        return;
                    }
                }
                assertThat(comparable(actual)).isEqualTo(comparable(expected));
                if (exchange.kind() == Kind.CLIENT) {
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

    private enum Kind {
        SERVER,
        CLIENT,
        CLIENT_HALF_CLOSES,
        SERVER_ENDS
    }

    private record Exchange(Kind kind, byte[] bytes) {}

    private static List<Exchange> read(byte[] file) {
        List<Exchange> exchanges = new ArrayList<>();
        int position = endOfLine(file, 0) + 1;
        while (position < file.length) {
            int end = endOfLine(file, position);
            String record = new String(file, position, end - position, StandardCharsets.ISO_8859_1);
            position = end + 1;
            String[] words = record.split(" ", 4);
            if (words[2].equals("#")) {
                if (words[3].startsWith("EOF from server")) {
                    exchanges.add(new Exchange(Kind.SERVER_ENDS, new byte[0]));
                } else if (words[3].equals("client half-closed")) {
                    exchanges.add(new Exchange(Kind.CLIENT_HALF_CLOSES, new byte[0]));
                }
                continue;
            }
            int count = Integer.parseInt(words[3]);
            byte[] bytes = Arrays.copyOfRange(file, position, position + count);
            exchanges.add(new Exchange(words[2].equals("S>C") ? Kind.SERVER : Kind.CLIENT, bytes));
            position += count + 1;
        }
        return exchanges;
    }

    private static int endOfLine(byte[] file, int from) {
        int i = from;
        while (i < file.length && file[i] != '\n') {
            i++;
        }
        return i;
    }
}
