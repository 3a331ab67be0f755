package io.camelami.simulator.sms;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.HexFormat;

/** An SMS-STATUS-REPORT as a modem stores it, service centre octets first (TS 23.040, 9.2.2.3). */
public final class StatusReportPdu {
    private static final int STATUS_REPORT_NO_MORE_MESSAGES = 0x06;

    private StatusReportPdu() {}

    /**
     * @param reference what the modem numbered the message with, 0..255
     * @param recipient as the network writes it
     * @param status TP-Status
     * @return upper-case hex
     */
    public static String encode(
            String smsc, int reference, String recipient, OffsetDateTime sentAt, OffsetDateTime doneAt, int status) {
        ByteArrayOutputStream pdu = new ByteArrayOutputStream();
        DeliverPdu.writeCentre(pdu, smsc);
        pdu.write(STATUS_REPORT_NO_MORE_MESSAGES);
        pdu.write(reference);
        DeliverPdu.writeAddress(pdu, recipient);
        pdu.writeBytes(DeliverPdu.timestamp(sentAt));
        pdu.writeBytes(DeliverPdu.timestamp(doneAt));
        pdu.write(status);
        return HexFormat.of().withUpperCase().formatHex(pdu.toByteArray());
    }
}
