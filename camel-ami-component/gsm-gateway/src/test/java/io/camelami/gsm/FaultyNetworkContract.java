package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.simulator.asterisk.RealAsterisk;
import io.camelami.simulator.fault.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A gateway behind a network that fails at random points, before a real Asterisk. Numbered events are raised past the
 * network, so that it is known which there were; actions go through it, and what they did is heard past it.
 *
 * <p>{@code -Dami.faults=1000} does more of it, {@code -Dami.faults.seed=17} draws the same faults again. The threads and
 * the server keep a time of their own, so the same seed is much the same run but not to the byte.
 */
abstract class FaultyNetworkContract {
    private static final int FAULTS = Integer.getInteger("ami.faults", 40);
    private static final long SEED = Long.getLong("ami.faults.seed", new Random().nextInt(1_000_000));

    private static final int EVENTS = Math.max(2_000, 20 * FAULTS);
    private static final int ACTIONS = Math.max(500, 5 * FAULTS);
    /** What lies between two faults, more or less: the time in which the share of a fault is sent. */
    private static final Duration ROUND = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    abstract RealAsterisk asterisk();

    @Test
    void each_event_is_told_once_or_lies_in_a_gap_and_each_action_ends_as_what_it_was() throws Exception {
        try {
            run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + SEED + ": -Dami.faults.seed=" + SEED + " draws the same faults", e);
        }
    }

    private void run() throws Exception {
        long sessionsBefore = sessions();
        long socketsBefore = sockets();
        long begin = System.nanoTime();
        NumberedEvents events = new NumberedEvents();
        ActionsUnderFaults actions = new ActionsUnderFaults();
        String faults;
        try (SystemRuntime runtime = AmiRuntime.system();
                GsmGateway direct = direct(runtime)) {
            direct.subscribe(actions::heardPastTheNetwork);
            up(direct);
            try (RandomFaults network = new RandomFaults(asterisk(), SEED);
                    AmiGsmGateway gateway = through(network.proxy(), runtime)) {
                gateway.subscribe(events::told);
                up(gateway);
                faults = storm(network, direct, gateway, events, actions);
                await().atMost(PATIENCE).until(events::lastOneWasTold);
                await().atMost(PATIENCE).until(actions::allHaveEnded);
                assertThat(gateway.counters().pending()).isZero();
                assertThat(gateway.counters().waiting()).isZero();
            }
            settle(direct, actions);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
        await().atMost(PATIENCE).until(() -> sessions() == sessionsBefore);
        assertThat(sockets()).isEqualTo(socketsBefore);

        System.out.printf(
                "%s: %s; %s; %s; %d s%n",
                getClass().getSimpleName(),
                faults,
                events.check(),
                actions.check(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }

    /** @return the figures of the faults */
    private static String storm(
            RandomFaults network,
            GsmGateway direct,
            GsmGateway gateway,
            NumberedEvents events,
            ActionsUnderFaults actions) {
        Random random = new Random(SEED);
        ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
        try {
            traffic.scheduleAtFixedRate(
                    () -> {
                        if (random.nextInt(EVENTS + ACTIONS) < EVENTS) {
                            events.raise(direct);
                        } else {
                            actions.send(gateway);
                        }
                    },
                    0,
                    ROUND.toNanos() * FAULTS / (EVENTS + ACTIONS),
                    TimeUnit.NANOSECONDS);
            network.strike(FAULTS, () -> answers(gateway));
        } finally {
            traffic.shutdown();
        }
        await().atMost(PATIENCE).until(traffic::isTerminated);
        await().atMost(PATIENCE).until(() -> answers(gateway));
        // At least one, since what comes after the last gap shows what it covers.
        do {
            events.raise(direct);
        } while (events.raised() < EVENTS);
        while (actions.sent() < ACTIONS) {
            actions.send(gateway);
        }
        return "seed " + SEED + ": " + network;
    }

    private static boolean answers(GsmGateway gateway) {
        return gateway.action(AmiAction.of("Ping"))
                .handle((answer, failure) -> failure == null)
                .join();
    }

    /** What is on its way past the network arrives: the server does one action of a session after the other. */
    private static void settle(GsmGateway direct, ActionsUnderFaults actions) {
        direct.action(AmiAction.of("UserEvent").with("UserEvent", ActionsUnderFaults.LAST))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        await().atMost(PATIENCE).until(actions::lastWasHeard);
    }

    private GsmGateway direct(AmiRuntime runtime) {
        return GsmGateways.create(
                GatewayConfig.builder(asterisk().host())
                        .name("direct")
                        .port(asterisk().port())
                        .username("admin")
                        .secret(RealAsterisk.SECRET)
                        .dialect("asterisk")
                        .actionTimeout(PATIENCE)
                        .build(),
                runtime);
    }

    /** Impatient, so that a thousand faults take minutes and not hours. */
    private static AmiGsmGateway through(FaultyProxy proxy, AmiRuntime runtime) {
        GatewayConfig config = GatewayConfig.builder(proxy.host())
                .name("faulty")
                .port(proxy.port())
                .username("admin")
                .secret(RealAsterisk.SECRET)
                .dialect("asterisk")
                .connectTimeout(Duration.ofMillis(600))
                .actionTimeout(Duration.ofSeconds(1))
                .keepAlive(Duration.ofMillis(150))
                .livenessWindow(Duration.ofMillis(450))
                .reconnectMin(Duration.ofMillis(10))
                .reconnectMax(Duration.ofMillis(40))
                .build();
        return (AmiGsmGateway) GsmGateways.create(config, runtime);
    }

    private static void up(GsmGateway gateway) {
        gateway.start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> gateway.status()
                .up());
    }

    private long sessions() {
        return asterisk()
                .cli("manager show connected")
                .lines()
                .filter(line -> line.strip().startsWith("admin"))
                .count();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ami-gsm/") || name.startsWith("gateway-simulator/"));
    }

    /** Those of the network: a debugger or a profiler that looks at this JVM has one of its own. */
    private static long sockets() throws IOException {
        List<String> local = Files.readAllLines(Path.of("/proc/self/net/unix"));
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(FaultyNetworkContract::target)
                    .filter(target -> target.startsWith("socket:"))
                    .map(target -> target.replaceAll("\\D", ""))
                    .filter(inode -> local.stream().noneMatch(line -> line.contains(" " + inode)))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // It was the one that lists the others.
            return "";
        }
    }
}
