package io.camelami.benchmarks.sidebyside;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The table of a run, for people, and its lines for programs. */
final class Report {

    private final List<Round> rounds;
    private final boolean quick;

    Report(List<Round> rounds, boolean quick) {
        this.rounds = rounds;
        this.quick = quick;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(rounds.size())
                .append(" rounds; each cell is min / **median** / max. ")
                .append(machine())
                .append(
                        "\n\n| figure, of one round each | min / median / max | must | goal | reached |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.ALL) {
            Spread spread = Spread.of(rounds, metric.value());
            if (spread != null) {
                String bound = metric.most() ? "≤ " : "≥ ";
                text.append(String.format(
                        "| %s | %s | %s | %s | %s |%n",
                        metric.what(),
                        spread.cells(),
                        bound + Spread.number(metric.must()),
                        bound + Spread.number(metric.goal()),
                        metric.reached(spread.median())));
            }
        }
        text.append("\n| subject | events/s | CPU µs/event | bytes allocated/event |\n|---|---|---|---|\n");
        for (Subjects subject : Subjects.values()) {
            row(text, subject, subject.title, "rate", "cpu", "bytes");
        }
        if (!quick) {
            text.append("\n| Ping | p50 µs, 1 in flight | p99 µs | ops/s, ")
                    .append(PingRun.DEEP)
                    .append(" in flight | CPU µs/op | bytes/op |\n|---|---|---|---|---|---|\n");
            for (PingRun.Who who : PingRun.Who.values()) {
                row(text, who, who.title, "p50", "p99", "deep", "cpu", "bytes");
            }
        }
        return text.toString();
    }

    String metricLines() {
        StringBuilder lines = new StringBuilder();
        for (Metric metric : Metric.ALL) {
            Spread spread = Spread.of(rounds, metric.value());
            if (spread != null) {
                lines.append(String.format(Locale.ROOT, "metric %s %.4f%n", metric.name(), spread.median()));
            }
        }
        return lines.toString();
    }

    private void row(StringBuilder text, Enum<?> subject, String title, String... fields) {
        if (Spread.of(rounds, round -> round.of(subject, fields[0])) == null) {
            return;
        }
        text.append("| ").append(title);
        for (String field : fields) {
            Spread spread = Spread.of(rounds, round -> round.of(subject, field));
            text.append(" | ").append(spread == null ? "" : spread.cells());
        }
        text.append(" |\n");
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, Java %s, load average at the end %.1f.",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
