package io.camelami.gsm.event;

import java.time.Instant;

/**
 * A time in which something may have been missed, told after the link is up again or after events had to be dropped.
 *
 * <p>In the order of events it is exact: what is missing is missing between the {@link LinkDown} before it and the
 * {@link LinkUp}. In time it may begin earlier than {@code from}, since what the gateway had told and the network still
 * carried is lost with the connection: who reads again what may be missing, such as call records, begins so much earlier
 * as the network may be late.
 *
 * @param from the last moment at which something of the gateway was read
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
