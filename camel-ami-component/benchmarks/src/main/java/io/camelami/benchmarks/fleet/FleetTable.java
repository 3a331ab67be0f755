package io.camelami.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Has a fleet measured on each kind of threads, in processes of their own, and writes the table, the picture and the metrics. */
final class FleetTable {

    /** What the gateways have for threads. */
    enum Threads {
        PLATFORM,
        VIRTUAL;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of the fleet, and of a single gateway. */
    record Result(Figures many, Figures one) {

        /** At the rate that was meant: on a machine that is busy with other things fewer events come, and take less. */
        double cores(int gateways) {
            return many.of("idle_cores") + many.cost("cores", "rate") / 1e6 * gateways * FleetRun.RATE;
        }

        double costRatio() {
            return many.cost("cores", "rate") / one.cost("quiet_cores", "quiet_rate");
        }
    }

    /** A line of the table. */
    private record Row(String what, ToDoubleFunction<Result> value) {}

    private static final List<Row> ROWS = List.of(
            many("resident KiB, idle, each", "kib"),
            many("of which heap", "heap_kib"),
            many("threads, idle", "threads"),
            many("threads, 20 events/s each", "busy_threads"),
            many("cores, idle", "idle_cores"),
            many("events/s that came", "rate"),
            many("cores, with so many", "cores"),
            new Row("CPU µs an event", result -> result.many().cost("cores", "rate")),
            new Row("CPU µs an event of one gateway alone, 20 a second", result -> result.one()
                    .cost("quiet_cores", "quiet_rate")),
            new Row("CPU µs an event of one gateway alone, 20,000 a second", result -> result.one()
                    .cost("busy_cores", "busy_rate")),
            new Row("cost per event in the fleet ÷ alone, the same rate each", Result::costRatio),
            many("s to connect all", "connect_s"),
            many("s to notice that a tenth was closed", "closed_noticed_s"),
            many("s to notice that a tenth is silent", "silent_noticed_s"),
            many("s until all are back after all were cut", "cut_back_s"),
            many("most connects in 100 ms of those ÷ all", "cut_herd"),
            many("s until all are back after all were away for 5 s", "away_back_s"),
            many("most connects in 100 ms of those ÷ all", "away_herd"));

    private static final String JAVA = "java";

    private final String level;
    private final int size;
    private final Map<Threads, Result> results = new EnumMap<>(Threads.class);

    private FleetTable(int size, String level) {
        this.size = size;
        this.level = level;
    }

    private static Row many(String what, String field) {
        return new Row(what, result -> result.many().of(field));
    }

    /**
     * @param args how many gateways; route or gateway, without Camel; directory for what comes out; home of the Java for
     *     virtual threads, or nothing
     */
    public static void main(String[] args) throws Exception {
        FleetTable table = new FleetTable(Integer.parseInt(args[0]), args[1]);
        table.measure(Threads.PLATFORM, System.getProperty("java.home"));
        if (args[3].isEmpty()) {
            System.err.println("virtual: left out, there is no Java 24 or later (VIRTUAL_JAVA_HOME)");
        } else {
            table.measure(Threads.VIRTUAL, args[3]);
        }
        Path out = Files.createDirectories(Path.of(args[2]));
        Files.writeString(out.resolve("fleet.md"), table.markdown());
        FleetChart.write(table.results, table.size, out.resolve("fleet.png"));
        System.out.print(table.markdown());
        System.out.print(table.metricLines());
    }

    private void measure(Threads threads, String home) throws IOException, InterruptedException {
        results.put(threads, new Result(run(threads, home, size), run(threads, home, 1)));
    }

    private Figures run(Threads threads, String home, int gateways) throws IOException, InterruptedException {
        String what = threads.title() + ", " + gateways + " of " + level;
        List<String> command = List.of(
                executable(home),
                // A collector whose memory is that of the objects, and a heap that is as large at the end as at the
                // start.
                "-XX:+UseSerialGC",
                "-Xms192m",
                "-Xmx192m",
                "-Xmn16m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-D" + FleetRun.VIRTUAL + "=" + (threads == Threads.VIRTUAL),
                "-cp",
                System.getProperty("java.class.path"),
                FleetRun.class.getName(),
                level,
                Integer.toString(gateways),
                executable(System.getProperty("java.home")));
        System.err.println(what);
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        String result = null;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                result = line.startsWith("result ") ? line : result;
            }
        }
        if (process.waitFor() != 0 || result == null) {
            throw new IOException(what + ": no result, see above");
        }
        return new Figures(result);
    }

    private static String executable(String home) {
        return home + File.separator + "bin" + File.separator + JAVA;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d of %s, %d processors; platform threads on Java %s%n%n| |",
                size,
                level,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version()));
        results.keySet()
                .forEach(threads -> text.append(' ').append(threads.title()).append(" threads |"));
        text.append("\n|---|").append("---|".repeat(results.size())).append('\n');
        List<Row> rows = new ArrayList<>(ROWS);
        rows.add(new Row("cores, with 20 events/s each", result -> result.cores(size)));
        for (Row row : rows) {
            text.append("| ").append(row.what()).append(" |");
            results.values().forEach(result -> text.append(' ')
                    .append(number(row.value().applyAsDouble(result)))
                    .append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    }

    /** Without a suffix, those of platform threads, which the most have. */
    private String metricLines() {
        StringBuilder lines = new StringBuilder();
        results.forEach((threads, result) -> {
            metric(
                    lines,
                    "kib_per_idle_gateway_" + threads.title(),
                    result.many().of("kib"));
            String suffix = threads == Threads.PLATFORM ? "" : "_" + threads.title();
            metric(lines, "fleet_cores" + suffix, result.cores(size));
            metric(lines, "fleet_cost_per_event_at_" + size + "_per_1" + suffix, result.costRatio());
        });
        return lines.toString();
    }

    private static void metric(StringBuilder lines, String name, double value) {
        lines.append(String.format(Locale.ROOT, "metric %s %.4f%n", name, value));
    }
}
