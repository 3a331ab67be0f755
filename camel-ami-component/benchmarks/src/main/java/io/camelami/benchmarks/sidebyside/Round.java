package io.camelami.benchmarks.sidebyside;

import java.util.HashMap;
import java.util.Map;

/** What every subject reached in one round; ratios are taken inside one. */
final class Round {

    private final Map<String, Map<String, Double>> results = new HashMap<>();

    /** @param line {@code result <field> <number> …} as a subject's process told it */
    void add(Enum<?> subject, String line) {
        String[] words = line.split(" ");
        Map<String, Double> fields = new HashMap<>();
        for (int i = 1; i + 1 < words.length; i += 2) {
            fields.put(words[i], Double.valueOf(words[i + 1]));
        }
        results.put(key(subject), fields);
    }

    /** Not a number if that subject did not run, or does not tell it. */
    double of(Enum<?> subject, String field) {
        return results.getOrDefault(key(subject), Map.of()).getOrDefault(field, Double.NaN);
    }

    private static String key(Enum<?> subject) {
        return subject.getDeclaringClass().getSimpleName() + "." + subject.name();
    }
}
