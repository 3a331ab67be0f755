package io.camelami.gsm;

/** The number of a span in a request: counted from 1 as the user sees it, or 0 to let the gateway choose. */
public final class SpanNumber {

    /** More than any gateway has. Each span that is named gets a queue of its own, so there has to be an end. */
    public static final int MAX = 999;

    private SpanNumber() {}

    /** @throws IllegalArgumentException if {@code span} is not in 0..{@value #MAX} */
    public static void check(int span) {
        if (span < 0 || span > MAX) {
            throw new IllegalArgumentException(
                    "span " + span + " is not in 0.." + MAX + "; spans count from 1, 0 means any");
        }
    }
}
