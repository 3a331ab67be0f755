package io.camelami.gsm.event;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A call detail record: the server's own, or one made from the call model where the server gives none.
 *
 * @param source number of the caller; null if it has none
 * @param destination extension or number that was called; null if it is not known
 * @param callerId name and number of the caller, as the server writes them; null if it is not known
 * @param channel the calling channel
 * @param destinationChannel the channel that was called; null if there is none
 * @param startedAt in the zone of the gateway, which the server's own records do not name
 * @param answeredAt null if it was not answered
 * @param duration from start to end, as the server rounds it
 * @param billable from answer to end, as the server rounds it
 * @param disposition ANSWERED, NO ANSWER, BUSY, FAILED or CONGESTION
 * @param derived true if it was made from the call model
 */
public record Cdr(
        String gateway,
        Instant seenAt,
        long epoch,
        String uniqueId,
        String accountCode,
        String source,
        String destination,
        String destinationContext,
        String callerId,
        String channel,
        String destinationChannel,
        String lastApplication,
        String lastData,
        OffsetDateTime startedAt,
        OffsetDateTime answeredAt,
        OffsetDateTime endedAt,
        Duration duration,
        Duration billable,
        String disposition,
        String amaFlags,
        String userField,
        boolean derived)
        implements GatewayEvent {

    /** Without numbers and channels: they are private. */
    @Override
    public String toString() {
        return "Cdr[gateway=" + gateway + ", epoch=" + epoch + ", uniqueId=" + uniqueId + ", disposition=" + disposition
                + ", billable=" + billable + ", derived=" + derived + "]";
    }
}
