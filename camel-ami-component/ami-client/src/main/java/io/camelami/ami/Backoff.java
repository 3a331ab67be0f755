package io.camelami.ami;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The delays between the attempts to reach one gateway. Not thread-safe. */
public final class Backoff {

    private final AmiReconnect policy;
    private final RandomGenerator random;
    private int failures;

    public Backoff(AmiReconnect policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** The link has proved itself. */
    public void reset() {
        failures = 0;
    }

    /** Before the next attempt at a gateway that is away. */
    public Duration afterLoss() {
        long ceiling = policy.max().toNanos();
        long doubled = policy.initial().toNanos();
        for (int i = 0; i < failures && doubled < ceiling; i++) {
            doubled = doubled > ceiling / 2 ? ceiling : doubled * 2;
        }
        failures++;
        return Duration.ofNanos(random.nextLong(Math.min(doubled, ceiling) + 1));
    }

    /** Before the next attempt at a gateway that refuses us. */
    public Duration afterRefusal() {
        failures++;
        long ceiling = policy.refused().toNanos();
        return Duration.ofNanos(ceiling / 2 + random.nextLong(ceiling - ceiling / 2 + 1));
    }
}
