package io.camelami.simulator.fault;

import java.time.Duration;
import java.util.Objects;

/** Something that happens to a connection. */
public final class Fault {

    enum Kind {
        CLOSE,
        RESET,
        HALF_OPEN,
        BLACK_HOLE,
        GARBAGE,
        TRICKLE,
        FRAGMENTS,
        DELAY
    }

    /** It is closed in order: the client reads what was written, and then the end. */
    public static final Fault CLOSE = new Fault(Kind.CLOSE, Duration.ZERO, 0);

    /** It is reset, as when a gateway starts again or a firewall has forgotten the connection. */
    public static final Fault RESET = new Fault(Kind.RESET, Duration.ZERO, 0);

    /** It stays open, but nothing is read or written any more, as when a cable is pulled. */
    public static final Fault HALF_OPEN = new Fault(Kind.HALF_OPEN, Duration.ZERO, 0);

    /** Nothing that the client sends is read any more; events go on. */
    public static final Fault BLACK_HOLE = new Fault(Kind.BLACK_HOLE, Duration.ZERO, 0);

    /** From now on each write arrives in two pieces, cut one byte further on with each write. */
    public static final Fault FRAGMENTS = new Fault(Kind.FRAGMENTS, Duration.ZERO, 0);

    private final Kind kind;
    private final Duration time;
    private final long seed;

    private Fault(Kind kind, Duration time, long seed) {
        this.kind = kind;
        this.time = Objects.requireNonNull(time, "time");
        this.seed = seed;
    }

    /** Bytes without any meaning come in between, and all goes on after them; a seed makes the same bytes each time. */
    public static Fault garbage(long seed) {
        return new Fault(Kind.GARBAGE, Duration.ZERO, seed);
    }

    /** From now on what is written arrives byte by byte, with a pause before each. */
    public static Fault trickle(Duration pause) {
        return new Fault(Kind.TRICKLE, pause, 0);
    }

    /** From now on what is written is held back for a time. */
    public static Fault delay(Duration time) {
        return new Fault(Kind.DELAY, time, 0);
    }

    Kind kind() {
        return kind;
    }

    Duration time() {
        return time;
    }

    long seed() {
        return seed;
    }

    /** Whether nothing that is written afterwards arrives. */
    public boolean endsOutput() {
        return kind == Kind.CLOSE || kind == Kind.RESET || kind == Kind.HALF_OPEN;
    }

    /** As the program's input names it. */
    @Override
    public String toString() {
        return FaultWords.word(kind);
    }
}
