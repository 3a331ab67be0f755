package io.camelami.benchmarks.fleet;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a fleet costs this process: memory, threads and CPU, and how long it takes to connect, to notice what is gone and to
 * come back. Tells it in one line {@code result <field> <number> …}.
 */
final class FleetRun {

    /** There before the memory is measured for the first time, so that what every process needs is in both figures. */
    private static final int FEW = 10;

    /** Camel's own switch; our runtime has to be told. */
    static final String VIRTUAL = "camel.threads.virtual.enabled";

    /** Events a second and gateway. */
    static final int RATE = 20;

    private static final int WARM_SECONDS = 8;
    private static final int MEASURED_SECONDS = 10;

    /** Threads that were needed to connect end when they had nothing to do for a minute. */
    private static final int SETTLED_SECONDS = 65;

    /** In which every gateway is asked once for a sign of life. */
    private static final int IDLE_SECONDS = 25;

    /** So few events, and so little CPU, that it takes longer to measure. */
    private static final int LONE_SECONDS = 30;

    private static final int AWAY_SECONDS = 5;

    private final int size;
    private final Peer peer;
    private final Watch watch = new Watch();
    private final Fleet fleet;
    private final StringBuilder result = new StringBuilder("result");

    private FleetRun(boolean routes, int size, Peer peer) {
        this.size = size;
        this.peer = peer;
        this.fleet = routes ? new RouteFleet(watch) : new GatewayFleet(watch, Boolean.getBoolean(VIRTUAL));
    }

    /** @param args {@code gateway} or {@code route}, how many of them (1, or more than {@link #FEW}), the java of the peer */
    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[1]);
        try (Peer peer = new Peer(args[2], size)) {
            FleetRun run = new FleetRun(args[0].equals("route"), size, peer);
            if (size == 1) {
                run.lone();
            } else {
                run.many();
            }
            System.out.println(run.result);
        }
        // Not the orderly end of a thousand routes, one after the other.
        System.exit(0);
    }

    private void many() throws Exception {
        add(0, FEW);
        warmUp(FEW, 4000);
        long base = resident();
        long heap = heap();
        long threads = threads();
        int added = size - FEW;
        tell("connect_s", add(FEW, size));
        sleep(SETTLED_SECONDS);
        tell("idle_cores", cores(IDLE_SECONDS));
        tell("kib", (resident() - base) / 1024.0 / added);
        tell("heap_kib", (heap() - heap) / 1024.0 / added);
        tell("threads", threads());
        tell("threads_each", (double) (threads() - threads) / added);
        load();
        loss();
    }

    private void load() throws Exception {
        peer.ask("events", size, size * RATE);
        sleep(WARM_SECONDS);
        long before = watch.events();
        long start = System.nanoTime();
        tell("cores", cores(MEASURED_SECONDS));
        tell("rate", (watch.events() - before) / since(start));
        tell("busy_threads", threads());
        peer.ask("events", 1, 0);
    }

    private void loss() throws Exception {
        int some = size / 10;
        peer.ask("connects");
        int downs = watch.downs();
        long start = System.nanoTime();
        peer.ask("close", 0, size);
        watch.awaitDowns(downs + size);
        watch.awaitUp(size);
        tell("cut_back_s", since(start));
        tell("cut_herd", (double) peer.ask("connects")[1] / size);

        start = System.nanoTime();
        peer.ask("close", 0, some);
        watch.awaitDowns(downs + size + some);
        tell("closed_noticed_s", since(start));
        watch.awaitUp(size);

        start = System.nanoTime();
        peer.ask("silent", 0, some);
        watch.awaitDowns(downs + size + some + some);
        tell("silent_noticed_s", since(start));
        peer.ask("back");
        watch.awaitUp(size);

        peer.ask("away", 0, size);
        watch.awaitDowns(downs + size + some + some + size);
        sleep(AWAY_SECONDS);
        peer.ask("connects");
        start = System.nanoTime();
        peer.ask("back");
        watch.awaitUp(size);
        tell("away_back_s", since(start));
        tell("away_herd", (double) peer.ask("connects")[1] / size);
    }

    /** One gateway that tells as much as all together, and one that tells as little as each of them. */
    private void lone() throws Exception {
        add(0, 1);
        warmUp(1, 4000);
        lone("busy", 1000 * RATE, MEASURED_SECONDS);
        sleep(2);
        long start = System.nanoTime();
        Map<String, Long> before = threadCpu();
        sleep(LONE_SECONDS);
        tell("idle_cores", coresSince(before, since(start)));
        lone("quiet", RATE, LONE_SECONDS);
    }

    private void lone(String name, int rate, int seconds) throws Exception {
        peer.ask("events", 1, rate);
        sleep(seconds == LONE_SECONDS ? 1 : WARM_SECONDS);
        long events = watch.events();
        long start = System.nanoTime();
        Map<String, Long> cpu = threadCpu();
        sleep(seconds);
        double elapsed = since(start);
        tell(name + "_cores", coresSince(cpu, elapsed));
        tell(name + "_rate", (watch.events() - events) / elapsed);
        peer.ask("events", 1, 0);
    }

    /** @return seconds until all of them were up */
    private double add(int from, int to) throws Exception {
        long start = System.nanoTime();
        for (int port : peer.ports().subList(from, to)) {
            fleet.add(port);
        }
        watch.awaitUp(to);
        return since(start);
    }

    /** So that code is compiled, and the young generation is as much in memory as it will be. */
    private void warmUp(int gateways, int rate) throws Exception {
        peer.ask("events", gateways, rate);
        sleep(WARM_SECONDS);
        peer.ask("events", 1, 0);
        for (int i = 0; i < 64; i++) {
            byte[] garbage = new byte[1 << 20];
            garbage[i] = 1;
        }
    }

    private void tell(String field, double value) {
        result.append(String.format(Locale.ROOT, " %s %.6f", field, value));
        System.err.printf(Locale.ROOT, "%s %.6f%n", field, value);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void sleep(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static double cores(int seconds) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        sleep(seconds);
        return (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - start);
    }

    /**
     * Nanoseconds of each thread but those that compile and collect, where the process's own count is too coarse, in steps of
     * 10 ms, and what is compiled by chance is more than what is measured.
     */
    private static Map<String, Long> threadCpu() throws IOException {
        Map<String, Long> cpu = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                if (!Files.readString(task.resolve("comm")).matches("(?s)(C1|C2|VM|GC|Sweeper) ?.*")) {
                    cpu.put(
                            task.toString(),
                            Long.parseLong(
                                    Files.readString(task.resolve("schedstat")).split(" ")[0]));
                }
            }
        }
        return cpu;
    }

    /** Of the threads that are still there. */
    private static double coresSince(Map<String, Long> before, double seconds) throws IOException {
        long nanos = 0;
        for (Map.Entry<String, Long> now : threadCpu().entrySet()) {
            nanos += now.getValue() - before.getOrDefault(now.getKey(), 0L);
        }
        return nanos / 1e9 / seconds;
    }

    /** Bytes, after a full collection, and after the C library gave back what the compilers of Java have done with. */
    private static long resident() throws IOException, InterruptedException {
        System.gc();
        sleep(1);
        System.gc();
        trimNativeHeap();
        return status("VmRSS") * 1024;
    }

    private static void trimNativeHeap() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            System.err.println("the native heap is not trimmed, what is free in it counts: " + e);
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long threads() throws IOException {
        return status("Threads");
    }

    private static long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D+", ""));
            }
        }
        throw new IOException("/proc/self/status does not tell " + name);
    }
}
