package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
            awaitLine(program, "{\"event\":\"error\",\"message\":\"" + GatewayConsole.USE + "\"}");
            program.type("quit\n");
            assertThat(program.waitFor(20)).isZero();
        }
    }

    @Test
    void its_lines_of_input_make_calls_come_in_the_network_speak_and_spans_and_the_gateway_go_down() throws Exception {
        try (Program program = start("openvox")) {
            int port = port(program);
            try (Socket client = loggedIn(port)) {
                program.type("call 2 +8613632919026 abandon 0\n");
                awaitLine(program, "{\"event\":\"call-received\",\"span\":2,\"caller\":\"+8613632919026\"}");
                awaitLine(
                        program,
                        "{\"event\":\"call-ended\",\"span\":2,\"caller\":\"+8613632919026\",\"answered\":false}");
                readUntil(client, "DialStatus: CANCEL");
                program.type("call 2 +8613632919026 answer 0.1\n");
                awaitLine(program, "{\"event\":\"call-answered\",\"span\":2,\"caller\":\"+8613632919026\"}");
                awaitLine(
                        program,
                        "{\"event\":\"call-ended\",\"span\":2,\"caller\":\"+8613632919026\",\"answered\":true}");
                program.type("ussd-menu 1 1 balance, 2 data\n");
                awaitLine(
                        program,
                        "{\"event\":\"ussd-received\",\"span\":1,\"text\":\"1 balance, 2 data\",\"menu\":true}");
                write(client, "Action: Command\r\nCommand: gsm send ussd 1 *100#\r\n\r\n");
                awaitLine(program, "{\"event\":\"ussd-sent\",\"span\":1,\"code\":\"*100#\"}");
                readUntil(client, "Text:1 balance, 2 data\n");
                program.type("span 1 no-sim\n");
                awaitLine(program, "{\"event\":\"span\",\"span\":1,\"link\":\"Undetected SIM Card\"}");
                write(client, "Action: Command\r\nCommand: gsm show spans\r\n\r\n");
                readUntil(client, "GSM span 1: Power on, Provisioned, Undetected SIM Card, Active, Standard\n");
                program.type("down\n");
                awaitLine(program, "{\"event\":\"stopped\"}");
                assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
            }
            program.type("up\n");
            await().until(() -> program.output()
                            .lines()
                            .filter(line -> line.contains("listening"))
                            .count()
                    == 2);
            loggedIn(port).close();
            program.type("quit\n");
            assertThat(program.waitFor(20)).isZero();
        }
    }

    @Test
    void its_lines_of_input_do_faults_and_let_the_clock_jump() throws Exception {
        try (Program program = start("openvox")) {
            int port = port(program);
            program.type("fault close in-banner\nfault reset after-reply of Ping after 2\n");
            awaitLine(program, "{\"event\":\"fault-planned\",\"point\":\"after-reply\",\"fault\":\"reset\"}");
            try (Socket client = connect(port)) {
                assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("Asterisk Call");
            }
            awaitLine(program, "{\"event\":\"fault\",\"point\":\"in-banner\",\"fault\":\"close\"}");
            try (Socket client = loggedIn(port)) {
                write(client, "Action: Ping\r\n\r\n");
                long before = timestamp(client);
                program.type("clock PT1000H\n");
                await().until(() -> program.output().contains("{\"event\":\"clock\",\"time\":"));
                write(client, "Action: Ping\r\n\r\n");
                assertThat(timestamp(client) - before).isBetween(3_600_000L, 3_600_100L);
            }
            awaitLine(program, "{\"event\":\"fault\",\"point\":\"after-reply\",\"fault\":\"reset\"}");
            program.type("fault explode\nfault reset soon\nfault trickle\nfault reset in-banner now\nclock later\n");
            awaitLine(
                    program,
                    "{\"event\":\"error\",\"message\":\"No fault 'explode': use one of close, reset, half-open, black-hole,"
                            + " garbage, trickle, fragments, delay\"}");
            awaitLine(
                    program,
                    "{\"event\":\"error\",\"message\":\"No point 'soon': use one of before-banner, in-banner, after-banner,"
                            + " after-login, before-reply, inside-reply, after-reply, inside-event\"}");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"There is milliseconds missing at the end\"}");
            awaitLine(
                    program,
                    "{\"event\":\"error\",\"message\":\"Use: fault <fault> <point> [of <name>] [after <n>], not now\"}");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"Not a duration such as PT1H or -PT30M: later\"}");
        }
    }

    @Test
    void a_call_to_a_gateway_without_calls_is_an_error_and_no_end() throws Exception {
        try (Program program = start("yeastar-tg")) {
            port(program);
            program.type("call 2 +79001234567\n");
            awaitLine(
                    program,
                    "{\"event\":\"error\",\"message\":\"This gateway does not tell of calls: its AMI is about messages"
                            + " alone\"}");
        }
    }

    @Test
    void it_plays_a_recording() throws Exception {
        try (Program program = run("--transcript", "src/test/resources/captures/1.8.32.3/login_events_off.txt");
                Socket client = connect(port(program))) {
            write(client, "Action: Other\r\n\r\nAction: Login\r\nActionID: mine\r\n\r\n");
            awaitLine(program, "{\"event\":\"unexpected\",\"action\":\"Other\"}");
            awaitLine(program, "{\"event\":\"played\"}");
            readUntil(client, "Response: Success\r\nActionID: mine\r\nMessage: Authentication accepted\r\n\r\n");
            program.type("sms 1 2 3\n");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"Use: quit\"}");
        }
        try (Program program = run("--transcript", "pom.xml")) {
            assertThat(program.waitFor(20)).isEqualTo(2);
            assertThat(program.output()).contains("pom.xml: byte 39 begins no record");
        }
    }

    @Test
    void it_stands_before_a_server_and_does_faults_to_its_connections() throws Exception {
        try (GatewaySimulator server =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                Program program = run("--proxy", server.host() + ":" + server.port())) {
            int port = port(program);
            program.type("fault reset to-client 5\n");
            awaitLine(program, "{\"event\":\"fault-planned\",\"point\":\"to-client 5\",\"fault\":\"reset\"}");
            try (Socket client = connect(port)) {
                assertThat(new String(client.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
                        .isEqualTo("Aster");
            }
            awaitLine(program, "{\"event\":\"fault\",\"point\":\"to-client 5\",\"fault\":\"reset\"}");
            try (Socket client = connect(port)) {
                readUntil(client, "Asterisk Call Manager/1.1\r\n");
                program.type("fault half-open\n");
                awaitLine(program, "{\"event\":\"fault\",\"point\":\"now\",\"fault\":\"half-open\"}");
                write(client, "Action: Ping\r\n\r\n");
                client.setSoTimeout(200);
                assertThatThrownBy(() -> readUntil(client, "x")).isInstanceOf(SocketTimeoutException.class);
            }
            program.type("fault close to-server random 42\nfault close to-server x\nsms 1 2 3\n");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"There is a bound missing at the end\"}");
            awaitLine(program, "{\"event\":\"error\",\"message\":\"Not a number of bytes: x\"}");
        }
        try (Program program = run("--proxy", "nowhere")) {
            assertThat(program.waitFor(20)).isEqualTo(2);
            assertThat(program.output()).contains("Not a server such as 192.168.1.50:5038: nowhere");
        }
    }

    @Test
    void a_gateway_needs_a_login_and_the_program_something_to_be() throws Exception {
        try (Program program = run("--dialect", "openvox")) {
            assertThat(program.waitFor(20)).isEqualTo(2);
            assertThat(program.output()).contains("give --user and --secret");
        }
        try (Program program = run()) {
            assertThat(program.waitFor(20)).isEqualTo(2);
            assertThat(program.output())
                    .contains("--dialect")
                    .contains("--transcript")
                    .contains("--proxy");
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
        return run("--dialect", dialect, "--user", "tester", "--secret", "p\"w");
    }

    private static Program run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar().toString(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        return Program.start(command.toArray(String[]::new));
    }

    private static Socket loggedIn(int port) throws IOException {
        Socket client = connect(port);
        write(client, "Action: Login\r\nUsername: tester\r\nSecret: p\"w\r\n\r\nAction: Ping\r\n\r\n");
        readUntil(client, "Timestamp: ");
        readUntil(client, "\r\n\r\n");
        return client;
    }

    private static long timestamp(Socket client) throws IOException {
        readUntil(client, "Timestamp: ");
        String seconds = readUntil(client, ".");
        readUntil(client, "\r\n\r\n");
        return Long.parseLong(seconds.substring(0, seconds.length() - 1));
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
