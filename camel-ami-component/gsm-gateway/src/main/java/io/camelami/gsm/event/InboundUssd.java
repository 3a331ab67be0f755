package io.camelami.gsm.event;

import io.camelami.gsm.ussd.UssdStatus;
import java.time.Instant;

/**
 * USSD that the network sent unasked, or later than anybody waited for it.
 *
 * @param span the span it came in on, counted from 1
 * @param text what it says; null if it has no text
 * @param dcs its data coding scheme, or {@link io.camelami.gsm.ussd.UssdText#NO_DCS}
 * @param raw the text as the gateway printed it; null if it has none
 * @param session by which it is answered, if it asks for an answer; else null
 */
public record InboundUssd(
        String gateway,
        Instant seenAt,
        long epoch,
        int span,
        UssdStatus status,
        String text,
        int dcs,
        String raw,
        String session)
        implements GatewayEvent {

    /** Without the text: it may be private. */
    @Override
    public String toString() {
        return "InboundUssd[gateway=" + gateway + ", span=" + span + ", epoch=" + epoch + ", " + status + "]";
    }
}
