package io.camelami.gsm.pdu;

import java.time.OffsetDateTime;

/**
 * What became of a message sent earlier, as the network says.
 *
 * @param reference the modem's number of that message, 0..255
 * @param recipient its recipient, as the network writes the number
 * @param sentAt when the SMS centre took it, or null
 * @param doneAt when what {@code status} says happened, or null
 * @param status TP-Status, 0..255
 */
public record SmsStatusReport(
        String smsc, int reference, String recipient, OffsetDateTime sentAt, OffsetDateTime doneAt, int status)
        implements ReceivedPdu {

    /** Whether the recipient's phone has it (TS 23.040 §9.2.3.15: 0x00, and 0x01, 0x02 for a relay that cannot know). */
    public boolean delivered() {
        return status == 0x00;
    }

    /** Whether the network still tries. */
    public boolean pending() {
        return (status & 0x60) == 0x20;
    }

    /** Whether the network gave up. */
    public boolean failed() {
        return status >= 0x40;
    }

    /** Without the number: it is private. */
    @Override
    public String toString() {
        return "SmsStatusReport[reference=" + reference + ", status=" + status + "]";
    }
}
