package io.camelami.ami;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The delays between the attempts of one link. */
final class Backoff {

    private final AmiReconnect policy;
    private final RandomGenerator random;
    private int failures;

    Backoff(AmiReconnect policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** The link has proved itself. */
    void reset() {
        failures = 0;
    }

    /** Before the next attempt at a gateway that is away. */
    Duration afterLoss() {
        long ceiling = policy.max().toNanos();
        long doubled = policy.initial().toNanos();
        for (int i = 0; i < failures && doubled < ceiling; i++) {
            doubled = doubled > ceiling / 2 ? ceiling : doubled * 2;
        }
        failures++;
        return Duration.ofNanos(random.nextLong(Math.min(doubled, ceiling) + 1));
    }

    /** Before the next attempt at a gateway that refuses us. */
    Duration afterRefusal() {
        failures++;
        long ceiling = policy.refused().toNanos();
        return Duration.ofNanos(ceiling / 2 + random.nextLong(ceiling - ceiling / 2 + 1));
    }
}
