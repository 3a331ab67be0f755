package io.camelami.simulator.fault;

import java.util.Objects;

/**
 * When a fault strikes: once, the first time that the point is reached after it was passed some times.
 *
 * @param name the action or the event that it has to be, in any case; null for any
 * @param passes how often the point is passed without anything happening, in whichever session
 */
public record FaultTrigger(FaultPoint point, String name, int passes) {

    public FaultTrigger {
        Objects.requireNonNull(point, "point");
        if (passes < 0) {
            throw new IllegalArgumentException("A point is passed 0 times or more, not " + passes);
        }
    }

    public FaultTrigger of(String action) {
        return new FaultTrigger(point, action, passes);
    }

    public FaultTrigger after(int times) {
        return new FaultTrigger(point, name, times);
    }

    boolean isFor(FaultPoint reached, String what) {
        return point == reached && (name == null || name.equalsIgnoreCase(what));
    }
}
