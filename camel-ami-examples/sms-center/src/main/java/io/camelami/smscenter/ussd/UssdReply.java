package io.camelami.smscenter.ussd;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.camelami.component.AmiGsmConstants;
import io.camelami.gsm.ussd.UssdStatus;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What became of a code, or of a choice in a menu.
 *
 * @param text of the network; null if it said nothing
 * @param session the menu that is open now and waits for a choice; null if none is
 * @param span it went over; null if none was chosen
 * @param detail a sentence for people about how it ended; null if there is nothing to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UssdReply(UssdStatus status, String text, String session, Integer span, String detail) {

    static UssdReply of(Exchange exchange) {
        Message message = exchange.getMessage();
        return new UssdReply(
                message.getHeader(AmiGsmConstants.USSD_STATUS, UssdStatus.class),
                message.getBody(String.class),
                message.getHeader(AmiGsmConstants.USSD_SESSION, String.class),
                message.getHeader(AmiGsmConstants.SENT_SPAN, Integer.class),
                message.getHeader(AmiGsmConstants.DETAIL, String.class));
    }

    /** Without text and menu: they are private. */
    @Override
    public String toString() {
        return "UssdReply[" + status + ", span=" + span + "]";
    }
}
