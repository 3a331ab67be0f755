package io.camelami.simulator.fault;

import java.time.Duration;

/** In which pieces and how slowly bytes are written. */
public final class Pace {
    /** Without a pause the network would join pieces again. */
    private static final Duration APART = Duration.ofMillis(1);

    private static final int SMALL = 7;

    /** Finds where a piece ends. */
    @FunctionalInterface
    private interface Cutter {
        int end(byte[] bytes, int start);
    }

    /** Each write as it is. */
    public static final Pace AS_IT_IS = new Pace((bytes, start) -> bytes.length, Duration.ZERO, Duration.ZERO);

    /** A few bytes at a time, and a cut between CR and LF wherever they meet. */
    public static final Pace SMALL_PIECES = new Pace(Pace::smallPiece, Duration.ZERO, APART);

    private final Cutter cutter;
    private final Duration before;
    private final Duration between;

    private Pace(Cutter cutter, Duration before, Duration between) {
        this.cutter = cutter;
        this.before = before;
        this.between = between;
    }

    /** How a fault has it, or as it is if the fault says nothing of that. */
    static Pace of(Fault fault) {
        return switch (fault.kind()) {
            case TRICKLE -> new Pace((bytes, start) -> start + 1, fault.time(), fault.time());
            case DELAY -> new Pace((bytes, start) -> bytes.length, fault.time(), Duration.ZERO);
            case FRAGMENTS -> halves();
            default -> AS_IT_IS;
        };
    }

    private static Pace halves() {
        int[] writes = {0};
        return new Pace(
                (bytes, start) -> start > 0 || bytes.length < 2 ? bytes.length : 1 + writes[0]++ % (bytes.length - 1),
                Duration.ZERO,
                APART);
    }

    private static int smallPiece(byte[] bytes, int start) {
        int end = start + 1;
        while (end < bytes.length && end - start < SMALL && bytes[end - 1] != '\r') {
            end++;
        }
        return end;
    }

    Duration before() {
        return before;
    }

    Duration between() {
        return between;
    }

    int end(byte[] bytes, int start) {
        return cutter.end(bytes, start);
    }
}
