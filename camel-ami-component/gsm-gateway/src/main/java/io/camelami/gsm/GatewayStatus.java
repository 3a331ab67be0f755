package io.camelami.gsm;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a gateway at one moment.
 *
 * @param up whether the link is logged in and was heard within the liveness window
 * @param since since when it is so
 * @param epoch number of the current or last login session; 0 before the first
 * @param reason a sentence for people: why it is as it is
 * @param lastHeard when the gateway was last heard; null if never
 * @param spans the spans that the gateway listed or that were used, in the order of their numbers
 */
public record GatewayStatus(
        String gateway,
        boolean up,
        Instant since,
        long epoch,
        String reason,
        Instant lastHeard,
        List<SpanHealth> spans) {

    public GatewayStatus {
        spans = List.copyOf(spans);
    }

    /** Without spans. */
    public GatewayStatus(String gateway, boolean up, Instant since, long epoch, String reason, Instant lastHeard) {
        this(gateway, up, since, epoch, reason, lastHeard, List.of());
    }
}
