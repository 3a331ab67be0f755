package io.camelami.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Runs all subjects, each in a fresh process, one after the other in each of several rounds, and writes a table, a picture
 * and a line {@code metric <name> <value>} for each figure. {@code benchmarks.sh} starts it.
 */
final class SideBySide {

    /** What a quick run may take in all, with something left for the end of the last process. */
    private static final Duration QUICK = Duration.ofSeconds(45);

    private static final Duration PROCESS_LIMIT = Duration.ofMinutes(3);

    /** camel-asterisk knows no other. */
    private static final int PORT = 5038;

    private final boolean quick;
    private final String address;
    private final Path python;
    private String controlPort;

    private SideBySide(boolean quick, Path python) throws IOException {
        this.quick = quick;
        this.python = python;
        this.address = freeAddress();
    }

    /** @param args {@code quick} or how many rounds, directory for what comes out, path of panoramisk_run.py */
    public static void main(String[] args) throws Exception {
        boolean quick = args[0].equals("quick");
        SideBySide run = new SideBySide(quick, Path.of(args[2]));
        List<Round> rounds = run.rounds(quick ? 3 : Integer.parseInt(args[0]));
        Report report = new Report(rounds, quick);
        Path out = Files.createDirectories(Path.of(args[1]));
        Files.writeString(out.resolve("side-by-side.md"), report.markdown());
        if (!quick) {
            Bars.write(rounds, out.resolve("side-by-side.png"));
        }
        System.out.print(report.markdown());
        System.out.print(report.metricLines());
    }

    /** One of the many loopback addresses, on which nobody has the port yet. */
    private static String freeAddress() throws IOException {
        Random random = new Random();
        for (int i = 0; i < 20; i++) {
            String address =
                    "127." + (1 + random.nextInt(250)) + "." + random.nextInt(250) + "." + (1 + random.nextInt(250));
            try (ServerSocket probe = new ServerSocket(PORT, 1, InetAddress.getByName(address))) {
                return probe.getInetAddress().getHostAddress();
            } catch (IOException e) {
                // Taken, or this system has one loopback address only.
            }
        }
        throw new IOException("No loopback address has port " + PORT + " free, which camel-asterisk needs");
    }

    private List<Round> rounds(int most) throws Exception {
        long start = System.nanoTime();
        List<Round> rounds = new ArrayList<>();
        Process server = java("-Xmx512m", EventServer.class, address, Integer.toString(PORT))
                .start();
        try (BufferedReader told = server.inputReader()) {
            String[] ports = told.readLine().split(" ");
            controlPort = ports[2];
            long longest = 0;
            while (rounds.size() < most
                    && (!quick || rounds.isEmpty() || System.nanoTime() - start + longest < QUICK.toNanos())) {
                long begin = System.nanoTime();
                rounds.add(round());
                longest = Math.max(longest, System.nanoTime() - begin);
                System.err.println("round " + rounds.size() + " of " + most + " took "
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s");
            }
        } finally {
            server.destroy();
        }
        return rounds;
    }

    private Round round() throws Exception {
        Round round = new Round();
        for (Subjects subject : quick
                ? List.of(Subjects.SCAN, Subjects.LISTENER, Subjects.ASTERISK_JAVA)
                : Arrays.asList(Subjects.values())) {
            String[] times = times(subject);
            if (subject != Subjects.PANORAMISK) {
                add(
                        round,
                        subject,
                        java(
                                "-Xmx2g",
                                StreamRun.class,
                                subject.name(),
                                address,
                                Integer.toString(PORT),
                                controlPort,
                                times[0],
                                times[1]));
            } else if (hasPanoramisk()) {
                add(
                        round,
                        subject,
                        new ProcessBuilder(
                                "/usr/bin/python3",
                                python.toString(),
                                address,
                                Integer.toString(PORT),
                                controlPort,
                                times[0],
                                times[1],
                                Integer.toString(subject.burst)));
            }
        }
        if (!quick) {
            for (PingRun.Who who : PingRun.Who.values()) {
                String[] times = times(who);
                add(
                        round,
                        who,
                        java("-Xmx2g", PingRun.class, who.name(), address, Integer.toString(PORT), times[0], times[1]));
            }
        }
        return round;
    }

    /** Milliseconds of warm-up and of measuring; the limits have next to nothing to compile. */
    private String[] times(Enum<?> subject) {
        boolean slow = subject == Subjects.ASTERISK_JAVA || subject == Subjects.CAMEL_ASTERISK;
        if (quick) {
            return subject == Subjects.SCAN
                    ? new String[] {"700", "700"}
                    : slow ? new String[] {"4500", "2000"} : new String[] {"2500", "1200"};
        }
        return slow ? new String[] {"8000", "4000"} : new String[] {"3000", "2500"};
    }

    private static void add(Round round, Enum<?> subject, ProcessBuilder command)
            throws IOException, InterruptedException {
        Process process = command.redirectError(Redirect.INHERIT).start();
        String result = null;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("result ")) {
                    result = line;
                }
            }
        }
        if (!process.waitFor(PROCESS_LIMIT.toSeconds(), TimeUnit.SECONDS) || result == null) {
            process.destroyForcibly();
            System.err.println(subject + " gave no result in this round");
            return;
        }
        System.err.println(subject + " " + result);
        round.add(subject, result);
    }

    private static ProcessBuilder java(String heap, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    private static boolean hasPanoramisk() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) {
            return false;
        }
        return new ProcessBuilder("/usr/bin/python3", "-c", "import panoramisk")
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
