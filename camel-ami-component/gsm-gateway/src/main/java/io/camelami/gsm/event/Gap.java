package io.camelami.gsm.event;

import java.time.Instant;

/**
 * A time in which something may have been missed, told after the link is up again or after events had to be dropped.
 *
 * @param from the last moment at which the gateway was surely heard
 * @param to the moment from which it is heard again
 * @param epochBefore the session that ended; equal to {@code epoch} if events were dropped within one session
 * @param dropped how many events were dropped here; 0 if the link was down, when nobody can know
 * @param mayBeMissing a sentence for people: what this gateway may have told meanwhile and will not repeat
 */
public record Gap(
        String gateway,
        Instant seenAt,
        long epoch,
        Instant from,
        Instant to,
        long epochBefore,
        long dropped,
        String mayBeMissing)
        implements GatewayEvent {}
