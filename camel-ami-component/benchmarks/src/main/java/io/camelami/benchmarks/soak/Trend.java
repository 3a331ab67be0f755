package io.camelami.benchmarks.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether one quantity rises over a run: the straight line with the least squares through its samples, and the bound that
 * the rise of this line over the measured time must not pass. A single high sample does not decide, a leak does.
 *
 * @param unit what the figures are divided by, for people
 * @param rise of the line, from the first to the last sample
 * @param perHour of the line
 */
record Trend(String name, double unit, String unitName, double median, double rise, double perHour, double bound) {

    /**
     * @param samples those after the warm-up, in order
     * @param bound as a rise in the quantity's own measure
     */
    static Trend of(
            String name,
            double unit,
            String unitName,
            List<Sample> samples,
            ToDoubleFunction<Sample> quantity,
            double bound) {
        double meanTime =
                samples.stream().mapToDouble(Sample::seconds).average().orElseThrow();
        double mean = samples.stream().mapToDouble(quantity).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (Sample sample : samples) {
            double time = sample.seconds() - meanTime;
            above += time * (quantity.applyAsDouble(sample) - mean);
            below += time * time;
        }
        double slope = below == 0 ? 0 : above / below;
        double seconds =
                samples.get(samples.size() - 1).seconds() - samples.get(0).seconds();
        double[] sorted = samples.stream().mapToDouble(quantity).sorted().toArray();
        return new Trend(name, unit, unitName, sorted[sorted.length / 2], slope * seconds, slope * 3600, bound);
    }

    boolean flat() {
        return rise <= bound;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s, median %.2f%s, line rises by %.3f%s (%.3f an hour; bound %.3f)",
                name,
                flat() ? "flat" : "RISES",
                median / unit,
                unitName,
                rise / unit,
                unitName,
                perHour / unit,
                bound / unit);
    }
}
