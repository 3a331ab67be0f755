package io.camelami.ami;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The delays between the attempts of one link. */
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

    /** Whether the gateway was there and did not let us in, and so will not soon. */
    static boolean refuses(AmiException why) {
        return why instanceof AmiLoginRefusedException
                || why instanceof AmiLoginInUseException
                || why instanceof AmiEncodingException;
    }

    /** The delay before the next attempt, after one that ended so. */
    public Duration after(AmiException why) {
        if (!refuses(why)) {
            return afterLoss();
        }
        if (!(why instanceof AmiLoginInUseException)) {
            return afterRefusal();
        }
        failures++;
        return upperHalf(policy.max());
    }

    /** The delay before the next attempt at a gateway with which something is wrong that a person has to mend. */
    public Duration afterRefusal() {
        failures++;
        return upperHalf(policy.refused());
    }

    /** The delay before the next attempt at a gateway that is away. */
    public Duration afterLoss() {
        Duration delay = Duration.ofNanos(random.nextLong(ceiling() + 1));
        failures++;
        return delay;
    }

    private long ceiling() {
        long last = policy.max().toNanos();
        long doubled = policy.initial().toNanos();
        for (int i = 0; i < failures && doubled < last; i++) {
            doubled = doubled > last / 2 ? last : doubled * 2;
        }
        return Math.min(doubled, last);
    }

    private Duration upperHalf(Duration most) {
        long ceiling = most.toNanos();
        return Duration.ofNanos(ceiling / 2 + random.nextLong(ceiling - ceiling / 2 + 1));
    }
}
