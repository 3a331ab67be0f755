package io.camelami.simulator;

import io.camelami.simulator.DongleSender.Message;
import io.camelami.simulator.sms.DeliverFields;
import io.camelami.simulator.sms.StatusReportPdu;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The network's delivery reports, and what the later drivers tell of them. */
final class DongleReports {
    private static final String SERVICE_CENTRE = "+49176000000";
    private static final String COUNTRY = "+49";
    private static final int STILL_TRYING = 0x20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final GatewayParts parts;
    private final DongleEvents events;
    private final Map<String, DongleDevice> devices;

    DongleReports(GatewayParts parts, DongleEvents events, Map<String, DongleDevice> devices) {
        this.parts = parts;
        this.events = events;
        this.devices = devices;
    }

    /** All parts of a message went out; the reports come as the device is scripted. */
    void tell(DongleDevice device, Message message, int partCount) {
        ReportBehaviour behaviour = device.nextReport();
        if (behaviour == ReportBehaviour.NEVER) {
            return;
        }
        if (behaviour == ReportBehaviour.EXPIRED) {
            // Whichever device looks first finds what is overdue, so it is that one's name.
            events.expired(devices.keySet().iterator().next(), message.number(), message.payload());
            return;
        }
        OffsetDateTime sentAt = OffsetDateTime.now(parts.clock()).truncatedTo(ChronoUnit.SECONDS);
        OffsetDateTime doneAt = sentAt.plusSeconds(4);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < partCount; i++) {
            int reference = parts.serial().nextReference() & 0xFF;
            if (behaviour == ReportBehaviour.LATER) {
                newCmgr(device, reference, message.number(), sentAt, doneAt, STILL_TRYING);
            }
            String recipient = behaviour == ReportBehaviour.OTHER_NUMBER
                    ? COUNTRY + message.number().substring(1)
                    : message.number();
            newCmgr(device, reference, recipient, sentAt, doneAt, behaviour.status());
            statuses.add(behaviour.status());
        }
        if (behaviour != ReportBehaviour.OTHER_NUMBER) {
            events.reported(
                    device.name(),
                    message.number(),
                    message.payload(),
                    sentAt.format(TIME),
                    doneAt.format(TIME),
                    statuses);
        }
    }

    private void newCmgr(
            DongleDevice device,
            int reference,
            String recipient,
            OffsetDateTime sentAt,
            OffsetDateTime doneAt,
            int status) {
        String pdu = StatusReportPdu.encode(SERVICE_CENTRE, reference, recipient, sentAt, doneAt, status);
        events.newCmgr(device.name(), pdu.length() / 2 - DeliverFields.centreOctets(pdu), pdu);
    }
}
