package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C programs of OpenVox's application note, compiled as printed, take the simulator for a gateway. They know only
 * port 5038, and their login buffer holds three characters of user and password together.
 */
class ApplicationNoteProgramsIT {
    private static final int PORT = 5038;
    private static final LocalDateTime TIME = LocalDateTime.of(2013, 8, 20, 15, 17, 45);

    @TempDir
    private Path directory;

    private ApplicationNote note;
    private GatewaySimulator simulator;

    @BeforeEach
    void start() throws Exception {
        note = ApplicationNote.fromEnvironment();
        Program.skipUnless(note != null, ApplicationNote.VARIABLE + " names no file with OpenVox's application note");
        Program.require(Program.succeeds("gcc", "--version"), "gcc is not there to compile the programs");
        Program.require(Program.succeeds("stdbuf", "--version"), "stdbuf is not there to see what they print");
        Program.require(isPortFree(), "port 5038 is taken and the programs know no other");
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .port(PORT)
                .user("u")
                .secret("pw")
                .start();
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void the_login_program_logs_in() throws Exception {
        try (Program program = compileAndStart(note.loginProgram())) {
            program.type("127.0.0.1\nu\npw\n");
            assertThat(program.waitFor(20)).isZero();
            assertThat(program.output()).contains("Asterisk Call Manager/1.1").contains("login success");
        }
        assertThat(simulator.logins()).isEqualTo(1);
    }

    @Test
    void the_send_program_sends_the_word_it_read() throws Exception {
        try (Program program = compileAndStart(note.sendProgram())) {
            program.type("127.0.0.1\nu\npw\n2\n13632919026\nhello\n");
            assertThat(program.waitFor(20)).isZero();
            assertThat(program.output()).contains("send SMS success");
        }
        assertThat(simulator.commands()).containsExactly("GSM send sms 2 13632919026 hello");
        await().untilAsserted(() ->
                assertThat(simulator.sentSms()).containsExactly(new SentSms(2, "13632919026", "hello", "")));
    }

    @Test
    void the_read_program_prints_span_number_time_and_text() throws Exception {
        try (Program program = compileAndStart(note.readProgram())) {
            program.type("127.0.0.1\nu\npw\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> program.output().contains("login success"));
            simulator.receiveSms(2, "+8613632919026", "hello world, code 4711", TIME);
            await().atMost(Duration.ofSeconds(20)).until(() -> program.output().contains("message = "));
            assertThat(program.output())
                    .contains("span = 2\n")
                    .contains("num=13632919026\n")
                    .contains("time = 2013/08/20 15:17:45\n")
                    .contains("message = hello world, code 4711\"");
        }
    }

    @Test
    void the_read_program_stands_the_longest_single_message() throws Exception {
        try (Program program = compileAndStart(note.readProgram())) {
            program.type("127.0.0.1\nu\npw\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> program.output().contains("login success"));
            String text = "0123456789".repeat(16);
            simulator.receiveSms(1, "+8613632919026", text, TIME);
            await().atMost(Duration.ofSeconds(20)).until(() -> program.output().contains("message = " + text + "\""));
            assertThat(program.isAlive()).isTrue();
        }
    }

    private Program compileAndStart(String program) throws Exception {
        Path source = Files.writeString(directory.resolve("program.c"), program);
        Path binary = directory.resolve("program");
        try (Program gcc = Program.start("gcc", "-std=gnu89", "-w", "-o", binary.toString(), source.toString())) {
            assertThat(gcc.waitFor(60)).as(gcc.output()).isZero();
        }
        return Program.start("stdbuf", "-o0", binary.toString());
    }

    private static boolean isPortFree() {
        try (ServerSocket socket = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
