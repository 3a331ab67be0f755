package io.camelami.gsm.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * An SMS that arrived, put together from all its parts.
 *
 * @param span the span it came in on, counted from 1 as the user sees it
 * @param sender number or alphanumeric name of the sender, as the network gave it
 * @param text the whole text
 * @param sentAt when the network took it, or null if the gateway does not tell
 * @param zoneAssumed true if the gateway printed a local time without a zone, so that the configured one was taken
 * @param messageId the gateway's own id of it, or null
 * @param parts how many parts it has, at least 1
 * @param missingParts numbers, from 1, of the parts that never came; empty for a complete message
 * @param source from what it was decoded
 */
public record InboundSms(
        String gateway,
        Instant seenAt,
        long epoch,
        int span,
        String sender,
        String text,
        OffsetDateTime sentAt,
        boolean zoneAssumed,
        String messageId,
        int parts,
        List<Integer> missingParts,
        Source source)
        implements GatewayEvent {

    public InboundSms {
        missingParts = List.copyOf(missingParts);
    }

    /** Where text and sender were read from. */
    public enum Source {
        /** The PDU as the modem received it: exact. */
        PDU,
        /** The gateway's own event for an SMS. */
        EVENT,
        /** The argument of a dialplan step, as OpenVox shows it: the driver's own decoding, without parts. */
        APP_DATA
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "InboundSms[gateway=" + gateway + ", span=" + span + ", epoch=" + epoch + ", parts=" + parts
                + ", missingParts=" + missingParts + ", source=" + source + "]";
    }
}
