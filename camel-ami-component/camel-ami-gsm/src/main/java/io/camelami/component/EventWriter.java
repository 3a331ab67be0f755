package io.camelami.component;

import io.camelami.gsm.Span;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.RawEvent;
import io.camelami.gsm.event.SmsReport;
import io.camelami.gsm.event.SpanChange;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Writes the events of one gateway into messages: the text of an SMS or USSD, or the event itself, as body; the rest in headers.
 * For one thread at a time.
 */
final class EventWriter {

    /**
     * The headers of the last raw event, which are those of all that were read with it. Camel keeps headers in a tree, where
     * every name that is put is compared with some of the others; a tree of the same order is taken over as a whole without
     * any comparison.
     */
    private final SortedMap<String, Object> rawHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Instant rawSeenAt;
    private long rawEpoch;

    void write(GatewayEvent event, Message message) {
        // First, as the only ones that come by the thousand.
        if (event instanceof RawEvent raw) {
            writeRaw(raw, message);
            return;
        }
        writeCommon(event, message.getHeaders());
        if (event instanceof InboundSms sms) {
            writeSms(sms, message);
            return;
        }
        if (event instanceof InboundUssd ussd) {
            writeUssd(ussd, message);
            return;
        }
        message.setBody(event);
        if (event instanceof SmsReport report) {
            writeReport(report, message);
        } else if (event instanceof CallEvent change) {
            writeChange(change, message);
        } else if (event instanceof Call call) {
            writeCall(call, message);
        } else if (event instanceof Cdr cdr) {
            writeCdr(cdr, message);
        } else if (event instanceof SpanChange change) {
            writeSpan(change, message);
        } else if (event instanceof LinkUp) {
            message.setHeader(AmiGsmConstants.EVENT, "link-up");
        } else if (event instanceof LinkDown down) {
            message.setHeader(AmiGsmConstants.EVENT, "link-down");
            message.setHeader(AmiGsmConstants.DETAIL, down.reason());
        } else if (event instanceof Gap gap) {
            message.setHeader(AmiGsmConstants.EVENT, "gap");
            message.setHeader(AmiGsmConstants.DETAIL, gap.mayBeMissing());
        }
    }

    private void writeRaw(RawEvent raw, Message message) {
        if (!raw.seenAt().equals(rawSeenAt) || raw.epoch() != rawEpoch) {
            writeCommon(raw, rawHeaders);
            rawHeaders.put(AmiGsmConstants.EVENT, "raw");
            rawSeenAt = raw.seenAt();
            rawEpoch = raw.epoch();
        }
        message.getHeaders().putAll(rawHeaders);
        message.setBody(raw);
    }

    private static void writeCommon(GatewayEvent event, Map<String, Object> headers) {
        headers.put(AmiGsmConstants.GATEWAY, event.gateway());
        headers.put(AmiGsmConstants.SEEN_AT, event.seenAt());
        headers.put(AmiGsmConstants.EPOCH, event.epoch());
        headers.put(Exchange.MESSAGE_TIMESTAMP, event.seenAt().toEpochMilli());
    }

    private static void writeSpan(SpanChange change, Message message) {
        Span span = change.span();
        message.setBody(span);
        message.setHeader(AmiGsmConstants.EVENT, "span");
        message.setHeader(AmiGsmConstants.SPAN, span.number());
        message.setHeader(AmiGsmConstants.SPAN_UP, span.up());
        message.setHeader(
                AmiGsmConstants.SPAN_CHANGES,
                change.changed().stream().sorted().map(Enum::name).toList());
        setIfKnown(message, AmiGsmConstants.OPERATOR, span.operator());
        setIfKnown(message, AmiGsmConstants.SIGNAL, span.signal());
        setIfKnown(message, AmiGsmConstants.DETAIL, span.state());
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

    private static void writeUssd(InboundUssd ussd, Message message) {
        message.setBody(ussd.text());
        message.setHeader(AmiGsmConstants.EVENT, "ussd");
        message.setHeader(AmiGsmConstants.SPAN, ussd.span());
        message.setHeader(AmiGsmConstants.USSD_STATUS, ussd.status());
        setIfKnown(message, AmiGsmConstants.USSD_SESSION, ussd.session());
        setIfKnown(message, AmiGsmConstants.USSD_DCS, ussd.dcs() < 0 ? null : ussd.dcs());
        setIfKnown(message, AmiGsmConstants.USSD_RAW, ussd.raw());
    }

    private static void writeReport(SmsReport report, Message message) {
        message.setHeader(AmiGsmConstants.EVENT, "delivery");
        message.setHeader(AmiGsmConstants.OUTCOME, report.outcome());
        setIfKnown(message, AmiGsmConstants.SPAN, report.span() == 0 ? null : report.span());
        setIfKnown(message, AmiGsmConstants.MESSAGE_ID, report.id() == null ? report.gatewayId() : report.id());
        setIfKnown(message, AmiGsmConstants.REPLY, report.reply());
    }

    private static void writeChange(CallEvent change, Message message) {
        message.setHeader(AmiGsmConstants.EVENT, "call-event");
        message.setHeader(AmiGsmConstants.CALL_ID, change.callId());
        message.setHeader(AmiGsmConstants.CALL_CHANGE, change.change());
        message.setHeader(AmiGsmConstants.DIRECTION, change.direction());
        message.setHeader(AmiGsmConstants.CHANNEL, change.channel());
        message.setHeader(AmiGsmConstants.UNIQUE_ID, change.uniqueId());
        setIfKnown(message, AmiGsmConstants.FROM, change.caller());
        setIfKnown(message, AmiGsmConstants.CALLED, change.called());
        setIfKnown(message, AmiGsmConstants.PEER_CHANNEL, change.peerChannel());
        if (change.change() == CallEvent.Change.ENDED) {
            message.setHeader(AmiGsmConstants.CAUSE, change.cause());
            message.setHeader(AmiGsmConstants.CAUSE_TEXT, change.causeText());
        }
    }

    private static void writeCall(Call call, Message message) {
        message.setHeader(AmiGsmConstants.EVENT, "call");
        message.setHeader(AmiGsmConstants.CALL_ID, call.id());
        message.setHeader(AmiGsmConstants.DIRECTION, call.direction());
        message.setHeader(AmiGsmConstants.CALL_OUTCOME, call.outcome());
        message.setHeader(AmiGsmConstants.CAUSE, call.cause());
        message.setHeader(AmiGsmConstants.CAUSE_TEXT, call.causeText());
        message.setHeader(AmiGsmConstants.MISSED, call.missed());
        message.setHeader(AmiGsmConstants.COMPLETE, call.complete());
        message.setHeader(AmiGsmConstants.RING_SECONDS, call.ringing().toSeconds());
        message.setHeader(AmiGsmConstants.TALK_SECONDS, call.talking().toSeconds());
        setIfKnown(message, AmiGsmConstants.FROM, call.caller());
        setIfKnown(message, AmiGsmConstants.CALLED, call.called());
    }

    private static void writeCdr(Cdr cdr, Message message) {
        message.setHeader(AmiGsmConstants.EVENT, "cdr");
        message.setHeader(AmiGsmConstants.DERIVED, cdr.derived());
        message.setHeader(AmiGsmConstants.TALK_SECONDS, cdr.billable().toSeconds());
        setIfKnown(message, AmiGsmConstants.UNIQUE_ID, cdr.uniqueId());
        setIfKnown(message, AmiGsmConstants.CHANNEL, cdr.channel());
        setIfKnown(message, AmiGsmConstants.FROM, cdr.source());
        setIfKnown(message, AmiGsmConstants.CALLED, cdr.destination());
    }

    private static void setIfKnown(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
