package io.camelami.benchmarks.sidebyside;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The least, the middle and the greatest of what some rounds gave. */
record Spread(double min, double median, double max) {

    /** @return null if no round tells it */
    static Spread of(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return null;
        }
        double middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new Spread(sorted[0], middle, sorted[sorted.length - 1]);
    }

    /** As cells of a table, with the median in bold. */
    String cells() {
        return number(min) + " / **" + number(median) + "** / " + number(max);
    }

    static String number(double value) {
        if (value >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(
                Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.3f", value);
    }
}
