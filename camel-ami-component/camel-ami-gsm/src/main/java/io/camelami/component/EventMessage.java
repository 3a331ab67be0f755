package io.camelami.component;

import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes an event of the gateway into a message: the text of an SMS, or the event itself, as body; the rest in headers. */
final class EventMessage {

    private EventMessage() {}

    static void write(GatewayEvent event, Message message) {
        message.setHeader(AmiGsmConstants.GATEWAY, event.gateway());
        message.setHeader(AmiGsmConstants.SEEN_AT, event.seenAt());
        message.setHeader(AmiGsmConstants.EPOCH, event.epoch());
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, event.seenAt().toEpochMilli());
        if (event instanceof InboundSms sms) {
            writeSms(sms, message);
        } else {
            message.setBody(event);
            message.setHeader(AmiGsmConstants.EVENT, name(event));
            setIfKnown(message, AmiGsmConstants.DETAIL, detail(event));
        }
    }

    private static void writeSms(InboundSms sms, Message message) {
        message.setBody(sms.text());
        message.setHeader(AmiGsmConstants.EVENT, "sms");
        message.setHeader(AmiGsmConstants.SPAN, sms.span());
        message.setHeader(AmiGsmConstants.FROM, sms.sender());
        message.setHeader(AmiGsmConstants.PARTS, sms.parts());
        message.setHeader(AmiGsmConstants.SOURCE, sms.source());
        setIfKnown(message, AmiGsmConstants.MESSAGE_ID, sms.messageId());
        if (sms.sentAt() != null) {
            Instant sentAt = sms.sentAt().toInstant();
            message.setHeader(AmiGsmConstants.SENT_AT, sms.sentAt());
            message.setHeader(AmiGsmConstants.ZONE_ASSUMED, sms.zoneAssumed());
            message.setHeader(Exchange.MESSAGE_TIMESTAMP, sentAt.toEpochMilli());
        }
        if (!sms.missingParts().isEmpty()) {
            message.setHeader(AmiGsmConstants.MISSING_PARTS, sms.missingParts());
        }
    }

    private static String name(GatewayEvent event) {
        if (event instanceof LinkUp) {
            return "link-up";
        }
        if (event instanceof LinkDown) {
            return "link-down";
        }
        return event instanceof Gap ? "gap" : "raw";
    }

    private static String detail(GatewayEvent event) {
        if (event instanceof LinkDown down) {
            return down.reason();
        }
        return event instanceof Gap gap ? gap.mayBeMissing() : null;
    }

    private static void setIfKnown(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
