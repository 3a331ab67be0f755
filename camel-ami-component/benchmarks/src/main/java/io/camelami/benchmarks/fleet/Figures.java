package io.camelami.benchmarks.fleet;

import java.util.HashMap;
import java.util.Map;

/** What one process told of its fleet. */
final class Figures {

    private final Map<String, Double> values = new HashMap<>();

    /** @param line {@code result <field> <number> …} */
    Figures(String line) {
        String[] words = line.split(" ");
        for (int i = 1; i + 1 < words.length; i += 2) {
            values.put(words[i], Double.valueOf(words[i + 1]));
        }
    }

    /** Not a number if it does not tell it. */
    double of(String field) {
        return values.getOrDefault(field, Double.NaN);
    }

    /** CPU microseconds that an event takes, without what the process takes when there are none. */
    double cost(String cores, String rate) {
        return (of(cores) - of("idle_cores")) / of(rate) * 1e6;
    }
}
