package io.camelami.smscenter.message;

import io.camelami.component.AmiGsmConstants;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Between the headers of {@code ami-gsm:} and the messages of this application. */
@Component
public class SmsExchange {

    /** Exchange property: id of the message that is being sent. */
    public static final String MESSAGE_ID = "messageId";

    private final Clock clock;

    SmsExchange(Clock clock) {
        this.clock = clock;
    }

    /** Reads an SMS that arrived. */
    public ReceivedSms received(Exchange exchange) {
        org.apache.camel.Message sms = exchange.getMessage();
        OffsetDateTime sentAt = sms.getHeader(AmiGsmConstants.SENT_AT, OffsetDateTime.class);
        List<?> missing = sms.getHeader(AmiGsmConstants.MISSING_PARTS, List.class);
        return new ReceivedSms(
                UUID.randomUUID(),
                sms.getHeader(AmiGsmConstants.GATEWAY, String.class),
                sms.getHeader(AmiGsmConstants.SPAN, 0, Integer.class),
                sms.getHeader(AmiGsmConstants.FROM, "", String.class),
                sms.getBody(String.class),
                sms.getHeader(AmiGsmConstants.PARTS, Integer.class),
                missing == null ? null : "Incomplete: parts missing: " + missing,
                sentAt == null ? null : sentAt.toInstant(),
                sms.getHeader(AmiGsmConstants.SEEN_AT, clock.instant(), Instant.class));
    }

    /** Writes a stored message as a send. */
    public void toSend(@Body Message stored, Exchange exchange) {
        org.apache.camel.Message sms = exchange.getMessage();
        sms.setHeader(AmiGsmConstants.TO, stored.to());
        sms.setHeader(AmiGsmConstants.ID, "sms" + stored.id());
        if (stored.span() != null) {
            sms.setHeader(AmiGsmConstants.SPAN, stored.span());
        }
        sms.setBody(stored.text());
    }

    /** Reads how the send ended. */
    public SendResult result(Exchange exchange) {
        org.apache.camel.Message sms = exchange.getMessage();
        Outcome outcome = sms.getHeader(AmiGsmConstants.OUTCOME, Outcome.class);
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (outcome == null) {
            // Cannot be: every send has one outcome. If it can after all, nobody knows whether the message is out.
            return new SendResult(
                    Outcome.UNKNOWN,
                    null,
                    caught == null ? null : caught.getClass().getSimpleName(),
                    null,
                    null);
        }
        return new SendResult(
                outcome,
                sms.getHeader(AmiGsmConstants.FAILURE_CLASS, FailureClass.class),
                sms.getHeader(AmiGsmConstants.DETAIL, String.class),
                sms.getHeader(AmiGsmConstants.SENT_SPAN, Integer.class),
                sms.getHeader(AmiGsmConstants.PARTS, Integer.class));
    }
}
