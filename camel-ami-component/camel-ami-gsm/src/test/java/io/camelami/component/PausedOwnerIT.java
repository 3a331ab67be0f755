package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Owners in processes of their own, which are paused, woken and killed by signals. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals that pause a process")
class PausedOwnerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.DONGLE_WDOEKES).user("camel").secret("secret"));

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private String gateway;

    @BeforeEach
    void address() {
        gateway = "ami-gsm:127.0.0.1:" + simulator.gateway().port()
                + "?username=camel&secret=secret&dialect=chan-dongle&clusterNamespace=gw1";
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void an_owner_that_wakes_up_after_a_take_over_neither_sends_nor_logs_in() throws Exception {
        Path locks = Files.createDirectory(folder.resolve("locks"));
        Process a = node("a", gateway, locks.toString());
        await().atMost(PATIENCE).until(() -> simulator.gateway().logins() == 1);
        Process b = node("b", gateway, locks.toString());

        signal(a, "STOP");
        // The lock of the system's stays with a process that is paused; so its file goes, as with a share that is lost.
        forget(locks);
        await().atMost(PATIENCE).until(() -> simulator.gateway().logins() == 2);
        wakesAsNobody(a);
        send(b, "from the owner");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts()).containsExactly("from the owner"));
    }

    @Test
    void nor_does_one_whose_cluster_service_still_takes_it_for_the_leader() throws Exception {
        Process a = node("a", gateway);
        await().atMost(PATIENCE).until(() -> simulator.gateway().logins() == 1);
        signal(a, "STOP");
        wakesAsNobody(a);
        assertThat(texts()).isEmpty();
    }

    /** Its connection is gone, so it would have to log in, and there is something to send. */
    private void wakesAsNobody(Process paused) throws Exception {
        List<String> texts = List.of("stale 1", "stale 2", "stale 3");
        texts.forEach(text -> send(paused, text));
        simulator.gateway().dropConnections();
        long since = System.nanoTime();
        await().atMost(PATIENCE)
                .until(() -> System.nanoTime() - since
                        > Ownership.LONGEST_PAUSE.plusMillis(500).toNanos());
        signal(paused, "CONT");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(said("a"))
                .filteredOn(line -> line.startsWith("stale "))
                .hasSize(3)
                .allMatch(line -> line.contains("SmsNotSentException") && line.contains("clusterNamespace=gw1")));
        String node = nodeOfLogin(0);
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> logins().stream().filter(node::equals).count() == 1);
        assertThat(texts()).doesNotContainAnyElementsOf(texts);
    }

    @Test
    void when_the_owner_is_killed_another_takes_over() throws Exception {
        Path locks = Files.createDirectory(folder.resolve("locks"));
        Process a = node("a", gateway, locks.toString());
        await().atMost(PATIENCE).until(() -> simulator.gateway().logins() == 1);
        Process b = node("b", gateway, locks.toString());
        signal(a, "KILL");
        await().atMost(PATIENCE).until(() -> simulator.gateway().logins() == 2);
        send(b, "from the next owner");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts()).containsExactly("from the next owner"));
        assertThat(nodeOfLogin(1)).isNotEqualTo(nodeOfLogin(0));
    }

    private Process node(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PausedOwnerNode.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void send(Process to, String text) {
        PrintStream input = new PrintStream(to.getOutputStream(), true, StandardCharsets.UTF_8);
        input.println(text);
    }

    private static void forget(Path locks) throws IOException {
        try (Stream<Path> files = Files.list(locks)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private List<String> said(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    private List<String> texts() {
        return simulator.gateway().sentSms().stream().map(SentSms::text).toList();
    }

    /** The nodes that have logged in, in order, by their ActionIDs. */
    private List<String> logins() {
        return simulator.gateway().actions().stream()
                .filter(action -> action.name().equalsIgnoreCase("Login"))
                .map(action -> action.header("ActionID").split("-")[0])
                .toList();
    }

    private String nodeOfLogin(int number) {
        return logins().get(number);
    }
}
