package io.camelami.ami;

import java.time.Duration;

/**
 * When a lost link is tried again: after a random time between nothing and a ceiling ("full jitter", so that a fleet
 * does not come back in one moment), the ceiling doubling with each failure in a row.
 *
 * @param initial the first ceiling
 * @param max the last ceiling; also, and half of it the least delay, where the gateway admits one login and still has
 *     one: our own before, perhaps, which it holds until it notices that nobody is there
 * @param refused the ceiling, and half of it the least delay, after a refused login: a wrong secret does not cure
 *     itself, and gateways ban addresses that try
 * @param proven how long a link must stay up before the next loss starts from {@code initial} again
 */
public record AmiReconnect(Duration initial, Duration max, Duration refused, Duration proven) {

    public static final AmiReconnect DEFAULT = new AmiReconnect(
            Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(30));

    public AmiReconnect {
        if (initial.isNegative()
                || initial.isZero()
                || max.compareTo(initial) < 0
                || refused.isNegative()
                || proven.isNegative()) {
            throw new IllegalArgumentException("reconnect delays must not be negative, and initial " + initial
                    + " must be positive and not above max " + max);
        }
    }
}
