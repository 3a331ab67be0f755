package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stand-alone program, run from its jar. */
class SimulatorMainIT {
    private static final Pattern LISTENING = Pattern.compile("\\{\"event\":\"listening\",\"port\":(\\d+)}");

    @Test
    void it_tells_in_json_lines_what_clients_do() throws Exception {
        try (Program program = start("openvox");
                Socket client = connect(port(program))) {
            write(client, "Action: Login\r\nUsername: tester\r\nSecret: p\"w\r\n\r\n");
            awaitLine(program, "{\"event\":\"login\",\"user\":\"tester\"}");
            write(
                    client,
                    "action:command\r\ncommand:gsm send sync sms 1 10086 \"h\u00E9llo \\\"you\\\"\" 10 id7\r\n\r\n");
            awaitLine(
                    program,
                    "{\"event\":\"sms-sent\",\"span\":1,\"to\":\"10086\",\"text\":\"h\u00E9llo \\\"you\\\"\",\"id\":\"id7\"}");
            write(client, "Action: Logoff\r\n\r\n");
            awaitLine(program, "{\"event\":\"logout\",\"user\":\"tester\"}");
        }
    }

    @Test
    void its_lines_of_input_make_messages_arrive_and_cut_connections() throws Exception {
        try (Program program = start("yeastar-tg");
                Socket client = connect(port(program))) {
            write(client, "Action: Login\r\nUsername: tester\r\nSecret: p\"w\r\n\r\n");
            awaitLine(program, "{\"event\":\"login\",\"user\":\"tester\"}");
            program.type("sms 2 +79001234567 two  words\n");
            awaitLine(
                    program,
                    "{\"event\":\"sms-received\",\"span\":2,\"sender\":\"+79001234567\",\"text\":\"two  words\"}");
            String read = readUntil(client, "--END SMS EVENT--");
            assertThat(read).contains("Event: ReceivedSMS\r\n").contains("Content: two++words\r\n");
            program.type("drop\n");
            awaitLine(program, "{\"event\":\"logout\",\"user\":\"tester\"}");
            program.type("quit\n");
            assertThat(program.waitFor(20)).isZero();
        }
    }

    @Test
    void a_bad_line_is_an_error_and_no_end() throws Exception {
        try (Program program = start("openvox")) {
            port(program);
            program.type("sms nine +79001234567 x\nsms 9 +79001234567 x\nfoo\n");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"Not a span number: nine\"}");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"No span 9: there are [1, 2, 3, 4]\"}");
            awaitLine(
                    program, "{\"event\":\"error\",\"message\":\"Use: sms <span> <sender> <text...> | drop | quit\"}");
            program.type("quit\n");
            assertThat(program.waitFor(20)).isZero();
        }
    }

    @Test
    void it_serves_on_when_its_input_ends() throws Exception {
        try (Program program = start("asterisk")) {
            int port = port(program);
            program.closeInput();
            for (int i = 0; i < 3; i++) {
                try (Socket client = connect(port)) {
                    assertThat(readUntil(client, "\r\n")).isEqualTo("Asterisk Call Manager/11.0.0\r\n");
                }
            }
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void an_unknown_dialect_is_named_with_the_known_ones() throws Exception {
        try (Program program = start("nokia")) {
            assertThat(program.waitFor(20)).isEqualTo(2);
            assertThat(program.output()).contains("Unknown dialect 'nokia'").contains("yeastar-tg");
        }
    }

    private static Program start(String dialect) throws IOException {
        return Program.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar().toString(),
                "--dialect",
                dialect,
                "--port",
                "0",
                "--user",
                "tester",
                "--secret",
                "p\"w");
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith("-standalone.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }

    private static int port(Program program) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> LISTENING.matcher(program.output()).find());
        Matcher matcher = LISTENING.matcher(program.output());
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readUntil(Socket client, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = client.getInputStream().read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }

    private static void awaitLine(Program program, String line) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(program.output().lines()).contains(line));
    }
}
