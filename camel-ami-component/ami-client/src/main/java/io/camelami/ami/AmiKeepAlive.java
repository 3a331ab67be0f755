package io.camelami.ami;

import java.time.Duration;

/**
 * How a link notices that a gateway no longer talks.
 *
 * @param interval a Ping is sent when no complete message came for so long
 * @param window a session without a complete message for so long is closed; it must leave time for a Ping and its answer
 */
public record AmiKeepAlive(Duration interval, Duration window) {

    public static final AmiKeepAlive DEFAULT = new AmiKeepAlive(Duration.ofSeconds(20), Duration.ofSeconds(30));

    public AmiKeepAlive {
        if (interval.isNegative() || interval.isZero() || window.compareTo(interval) <= 0) {
            throw new IllegalArgumentException(
                    "keepAliveInterval " + interval + " must be positive and less than livenessWindow " + window);
        }
    }
}
