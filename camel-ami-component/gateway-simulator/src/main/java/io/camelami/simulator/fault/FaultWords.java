package io.camelami.simulator.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Faults and when they are to strike, as a line of words has them: {@code trickle 20 after-login}, {@code reset inside-reply
 * of Command after 2}, {@code half-open to-client 100}, {@code close to-server random 42 500}. To be read from left to right.
 */
public final class FaultWords {
    private final Deque<String> words;

    public FaultWords(List<String> words) {
        this.words = new ArrayDeque<>(words);
    }

    /** Whether nothing is left, so that the fault is to be done now. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * A fault with what belongs to it.
     *
     * @throws IllegalArgumentException if there is none of that name; names those that there are
     */
    public Fault fault() {
        Fault.Kind kind = one(Fault.Kind.class, "fault");
        return switch (kind) {
            case CLOSE -> Fault.CLOSE;
            case RESET -> Fault.RESET;
            case HALF_OPEN -> Fault.HALF_OPEN;
            case BLACK_HOLE -> Fault.BLACK_HOLE;
            case FRAGMENTS -> Fault.FRAGMENTS;
            case GARBAGE -> Fault.garbage(number("a seed"));
            case TRICKLE -> Fault.trickle(Duration.ofMillis(number("milliseconds")));
            case DELAY -> Fault.delay(Duration.ofMillis(number("milliseconds")));
        };
    }

    /**
     * A point in a session.
     *
     * @throws IllegalArgumentException if it is none, or if more words follow
     */
    public FaultTrigger trigger() {
        FaultTrigger trigger = one(FaultPoint.class, "point").after(0);
        while (!words.isEmpty()) {
            String word = words.remove();
            trigger = switch (word) {
                case "of" -> trigger.of(word("a name"));
                case "after" -> trigger.after(number("a number"));
                default ->
                    throw new IllegalArgumentException(
                            "Use: fault <fault> <point> [of <name>] [after <n>], not " + word);
            };
        }
        return trigger;
    }

    /**
     * A position in a connection through a proxy.
     *
     * @throws IllegalArgumentException if it is none, or if more words follow
     */
    public ByteMark mark() {
        Direction direction = one(Direction.class, "direction");
        boolean random = "random".equals(words.peek());
        if (random) {
            words.remove();
        }
        ByteMark mark = random
                ? direction.atRandom(number("a seed"), number("a bound"))
                : direction.at(number("a number of bytes"));
        if (!words.isEmpty()) {
            throw new IllegalArgumentException(
                    "Use: fault <fault> to-client|to-server <bytes> | random <seed> <bound>, not " + words.peek());
        }
        return mark;
    }

    private <E extends Enum<E>> E one(Class<E> type, String what) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(FaultWords::word).toList();
        int index = names.indexOf(words.isEmpty() ? "" : words.peek());
        if (index < 0) {
            throw new IllegalArgumentException("No " + what + " '" + (isEmpty() ? "" : words.peek()) + "': use one of "
                    + String.join(", ", names));
        }
        words.remove();
        return type.getEnumConstants()[index];
    }

    /** As words name a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String word(String what) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("There is " + what + " missing at the end");
        }
        return words.remove();
    }

    private int number(String what) {
        String word = word(what);
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not " + what + ": " + word, e);
        }
    }
}
