package io.camelami.simulator.fault;

import java.util.Random;

/** A way through a {@link FaultyProxy}. */
public enum Direction {
    TO_CLIENT,
    TO_SERVER;

    /**
     * When so many bytes of a connection have passed this way, and not one more.
     *
     * @param position 0 is before the first byte
     */
    public ByteMark at(long position) {
        return new ByteMark(this, position);
    }

    /** Somewhere among the first bytes of a connection, for one seed always at the same position. */
    public ByteMark atRandom(long seed, int bound) {
        return new ByteMark(this, new Random(seed).nextInt(bound));
    }

    /** As the program's input names it. */
    @Override
    public String toString() {
        return FaultWords.word(this);
    }
}
