package io.camelami.gsm.dialect;

import io.camelami.gsm.event.InboundSms;
import java.time.OffsetDateTime;

/**
 * An SMS as it is told on the wire: a whole message, or one part of a long one.
 *
 * @param span the span it came in on, counted from 1 as the user sees it
 * @param sentAt when the network took it, or null
 * @param zoneAssumed whether the gateway printed no zone
 * @param reference what the parts of one message have in common, also its id at the gateway; null if it has none
 * @param index which part this is, as the gateway counts: from 0 or from 1
 * @param total how many parts there are; 1 for a message that stands alone
 */
public record InboundPart(
        int span,
        String sender,
        String text,
        OffsetDateTime sentAt,
        boolean zoneAssumed,
        String reference,
        int index,
        int total,
        InboundSms.Source source)
        implements Signal {

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "InboundPart[span=" + span + ", reference=" + reference + ", index=" + index + ", total=" + total + "]";
    }
}
