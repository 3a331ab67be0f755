package io.camelami.simulator.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Another clock's time, until it jumps, as a gateway's clock does when it finds a time server or loses its battery. */
public final class JumpingClock extends Clock {
    private final Clock clock;
    private volatile Duration offset;

    public JumpingClock(Clock clock) {
        this(clock, Duration.ZERO);
    }

    private JumpingClock(Clock clock, Duration offset) {
        this.clock = clock;
        this.offset = offset;
    }

    /** Forward, or back by a negative duration. */
    public synchronized void jump(Duration by) {
        offset = offset.plus(by);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    /** Goes on by itself: it does not jump with this one. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new JumpingClock(clock.withZone(zone), offset);
    }
}
