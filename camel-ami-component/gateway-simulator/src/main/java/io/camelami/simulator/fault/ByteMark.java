package io.camelami.simulator.fault;

import java.util.Objects;

/** A position among the bytes that pass through a proxy in one direction of a connection. */
public record ByteMark(Direction direction, long position) {

    public ByteMark {
        Objects.requireNonNull(direction, "direction");
        if (position < 0) {
            throw new IllegalArgumentException("Bytes are counted from 0, not from " + position);
        }
    }

    /** As the program's input names it. */
    @Override
    public String toString() {
        return direction + " " + position;
    }
}
