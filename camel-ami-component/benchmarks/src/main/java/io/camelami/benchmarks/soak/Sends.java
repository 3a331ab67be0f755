package io.camelami.benchmarks.soak;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The numbered SMS that a soak sends: what the component said became of each, held against what really went out. All room
 * is taken at the start, so that the harness itself does not grow.
 */
final class Sends {

    private static final int SENT = 1;
    private static final int NOT_SENT = 2;
    private static final int UNKNOWN = 3;

    private final AtomicIntegerArray outcome;
    private final AtomicIntegerArray wentOut;
    private int begun;

    Sends(int most) {
        outcome = new AtomicIntegerArray(most);
        wentOut = new AtomicIntegerArray(most);
    }

    /** The number of the next one, or -1 if there is no room for more. */
    int next() {
        return begun < outcome.length() ? begun++ : -1;
    }

    void sent(int number) {
        end(number, SENT);
    }

    /** Refused or not written: it must not have gone out. */
    void notSent(int number) {
        end(number, NOT_SENT);
    }

    void unknown(int number) {
        end(number, UNKNOWN);
    }

    private void end(int number, int how) {
        outcome.set(number, how);
    }

    /** It was seen on the air. */
    void wentOut(int number) {
        wentOut.incrementAndGet(number);
    }

    /** How many have no outcome yet. */
    int open() {
        return count(0, 0, Integer.MAX_VALUE);
    }

    /** Sends that were told as one thing and were another, and texts that went out twice. */
    int broken() {
        return count(SENT, 0, 0)
                + count(NOT_SENT, 1, Integer.MAX_VALUE)
                + count(SENT, 2, Integer.MAX_VALUE)
                + count(UNKNOWN, 2, Integer.MAX_VALUE)
                + open();
    }

    private int count(int how, int from, int to) {
        int count = 0;
        for (int i = 0; i < begun; i++) {
            if (outcome.get(i) == how && wentOut.get(i) >= from && wentOut.get(i) <= to) {
                count++;
            }
        }
        return count;
    }

    String summary() {
        return begun + " sends: " + count(SENT, 1, 1) + " told as sent and on the air once, "
                + count(NOT_SENT, 0, 0) + " told as not sent and not on the air, "
                + count(UNKNOWN, 0, 1) + " told as unknown (" + count(UNKNOWN, 1, 1) + " of them on the air), "
                + broken() + " broken promises";
    }
}
