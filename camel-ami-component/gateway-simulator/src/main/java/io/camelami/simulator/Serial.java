package io.camelami.simulator;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers that are given out once. */
final class Serial {
    private final Clock clock;
    private final AtomicInteger channels = new AtomicInteger();
    private final AtomicInteger uniqueIds = new AtomicInteger();
    private final AtomicInteger references = new AtomicInteger();

    Serial(Clock clock) {
        this.clock = clock;
    }

    int nextChannel() {
        return channels.incrementAndGet();
    }

    /** As Asterisk makes it: seconds since 1970, a dot, a counter. */
    String nextUniqueId() {
        return clock.instant().getEpochSecond() + "." + uniqueIds.getAndIncrement();
    }

    int nextReference() {
        return references.incrementAndGet();
    }
}
