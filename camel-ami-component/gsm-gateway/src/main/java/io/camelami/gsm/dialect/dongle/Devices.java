package io.camelami.gsm.dialect.dongle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which device is which span. A number once given is kept: a device that is missing from a later list, or comes back at
 * another place in it, does not move the others. Thread-safe.
 *
 * <p>Names that end in a number get that number plus one ({@code dongle0} is span 1), so that the number does not depend
 * on the order of a list either; other names get the first number that is free.
 */
final class Devices {
    private static final Pattern NUMBERED = Pattern.compile(".*?(\\d{1,3})");
    private static final int MOST_SPANS = 999;

    private final String prefix;
    private final boolean fixed;
    private final Map<String, Integer> spans = new LinkedHashMap<>();
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private Set<String> inTextMode;

    /**
     * @param prefix what the driver's example configuration begins names with
     * @param configured the devices in the order of their spans; empty to learn them
     */
    Devices(String prefix, List<String> configured) {
        this.prefix = prefix;
        this.fixed = !configured.isEmpty();
        for (int i = 0; i < configured.size(); i++) {
            put(configured.get(i), i + 1);
        }
    }

    synchronized void learn(List<String> listed) {
        for (String name : listed) {
            if (!fixed && !spans.containsKey(name)) {
                int own = numberOf(name);
                put(name, own > 0 && !names.containsKey(own) ? own : free());
            }
        }
    }

    /** Which of those listed take no PDUs: it is a setting that may be another in a later list. */
    synchronized void inTextMode(List<String> listed) {
        inTextMode = Set.copyOf(listed);
    }

    synchronized boolean inTextMode(String name) {
        return inTextMode != null && inTextMode.contains(name);
    }

    /** Whether the driver has answered with a list. */
    synchronized boolean listed() {
        return inTextMode != null;
    }

    private void put(String name, int span) {
        spans.put(name, span);
        names.put(span, name);
    }

    private int free() {
        int span = 1;
        while (names.containsKey(span)) {
            span++;
        }
        return span;
    }

    /** @return 0 if the device is none of ours */
    synchronized int span(String name) {
        Integer span = spans.get(name);
        if (span != null || fixed) {
            return span == null ? 0 : span;
        }
        int own = numberOf(name);
        return names.containsKey(own) ? 0 : own;
    }

    /** The device of a span; by the usual name if the driver has not listed it, which then says that there is none. */
    synchronized String name(int span) {
        return names.getOrDefault(span, prefix + (span - 1));
    }

    /** Whether this may be a span: of what is not known, everything may. */
    synchronized boolean mayExist(int span) {
        return names.isEmpty() || names.containsKey(span);
    }

    /** For people: {@code dongle0 (span 1), dongle1 (span 2)}. */
    synchronized String describe() {
        return String.join(
                ", ",
                spans.entrySet().stream()
                        .map(device -> device.getKey() + " (span " + device.getValue() + ")")
                        .toList());
    }

    private static int numberOf(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        int number = numbered.matches() ? Integer.parseInt(numbered.group(1)) + 1 : 0;
        return number <= MOST_SPANS ? number : 0;
    }
}
