package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.pdu.Concatenation;
import io.camelami.gsm.pdu.ReceivedPdu;
import io.camelami.gsm.pdu.SmsDeliver;
import io.camelami.gsm.pdu.SmsPdu;
import io.camelami.gsm.pdu.SmsPduException;
import io.camelami.gsm.pdu.SmsStatusReport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that come in. The driver tells each three times, in this order: {@code NewCMGR} with what the modem has,
 * {@code NewSMS} and {@code NewSMSBase64} with what the driver made of it, if it made anything of it. The first counts; the
 * last is taken only where the first cannot be read. One thread at a time.
 */
final class DongleInbox {
    private static final Logger LOG = LoggerFactory.getLogger(DongleInbox.class);
    private static final int MOST_UNCONFIRMED = 256;

    /**
     * What the last NewCMGR of a device was, until the driver's own reading of it came.
     *
     * @param part the part of a long message that it was, or null
     */
    private record Last(String line, boolean read, InboundPart part) {}

    private final String gateway;
    private final Devices devices;
    private final BooleanSupplier driverKeepsAndJoins;
    private final JoinedByDriver joined = new JoinedByDriver();
    private final Map<String, Last> last = new HashMap<>();
    /**
     * What was read and the driver has not told as a message. Of that, wdoekes' driver leaves what it cannot read in the
     * SIM, and tells it again whenever the modem connects: it is no new message then.
     */
    private final Map<String, Set<String>> unconfirmed = new HashMap<>();

    private long unreadable;

    /**
     * @param driverKeepsAndJoins whether the driver leaves what it cannot read in the SIM and joins parts: all but bg111's do
     */
    DongleInbox(String gateway, Devices devices, BooleanSupplier driverKeepsAndJoins) {
        this.gateway = gateway;
        this.devices = devices;
        this.driverKeepsAndJoins = driverKeepsAndJoins;
    }

    /** What a NewCMGR holds: one of the two, or nothing. */
    record Content(InboundPart part, SmsStatusReport report) {
        static final Content NOTHING = new Content(null, null);
    }

    Content cmgr(String device, String line) {
        last.put(device, new Last(line, true, null));
        if (driverKeepsAndJoins.getAsBoolean()
                && unconfirmed.getOrDefault(device, Set.of()).contains(line)) {
            return Content.NOTHING;
        }
        String pdu = Cmgr.pdu(line);
        if (pdu == null) {
            return textMode(device, line);
        }
        try {
            ReceivedPdu received = SmsPdu.decode(pdu);
            if (received instanceof SmsDeliver message) {
                remember(device, line);
                InboundPart part = part(device, message);
                if (part.reference() != null && driverKeepsAndJoins.getAsBoolean()) {
                    joined.seen(part);
                    last.put(device, new Last(line, true, part));
                }
                return new Content(part, null);
            }
            return new Content(null, (SmsStatusReport) received);
        } catch (SmsPduException e) {
            unreadable(device, line, e.getMessage());
            return Content.NOTHING;
        }
    }

    private Content textMode(String device, String line) {
        Cmgr.Text text = Cmgr.text(line);
        if (text == null) {
            unreadable(device, line, "it is neither a PDU nor a message of text mode");
            return Content.NOTHING;
        }
        remember(device, line);
        return new Content(
                new InboundPart(
                        devices.span(device),
                        text.sender(),
                        text.text(),
                        text.sentAt(),
                        false,
                        null,
                        1,
                        1,
                        InboundSms.Source.EVENT),
                null);
    }

    private InboundPart part(String device, SmsDeliver message) {
        Concatenation part = message.concatenation();
        return new InboundPart(
                devices.span(device),
                message.sender(),
                message.text(),
                message.sentAt(),
                false,
                part == null ? null : Integer.toString(part.reference()),
                part == null ? 1 : part.number(),
                part == null ? 1 : part.total(),
                InboundSms.Source.PDU);
    }

    /** @return nothing if the message is known already */
    List<InboundPart> base64(String device, String from, String encoded) {
        Last told = last.remove(device);
        if (told == null || !told.read()) {
            return List.of(new InboundPart(
                    devices.span(device), from, decoded(encoded), null, false, null, 1, 1, InboundSms.Source.EVENT));
        }
        Set<String> lines = unconfirmed.get(device);
        // None if all that the device told was a status report.
        if (lines != null) {
            lines.remove(told.line());
        }
        return told.part() == null ? List.of() : joined.unseen(told.part(), decoded(encoded));
    }

    /** Without the zeros that bg111's driver has at the end when the octets hold more septets than the text has. */
    private static String decoded(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded.strip());
        } catch (IllegalArgumentException e) {
            return encoded;
        }
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void remember(String device, String line) {
        Set<String> lines = unconfirmed.computeIfAbsent(device, d -> new LinkedHashSet<>());
        if (lines.size() >= MOST_UNCONFIRMED) {
            Iterator<String> oldest = lines.iterator();
            oldest.next();
            oldest.remove();
        }
        lines.add(line);
    }

    private void unreadable(String device, String line, String why) {
        last.put(device, new Last(line, false, null));
        if (Long.bitCount(++unreadable) == 1) {
            LOG.warn(
                    "{}: device {} has a message that cannot be read ({}); what the driver makes of it is taken, if it makes"
                            + " anything of it. So far {} of that kind",
                    gateway,
                    device,
                    why,
                    unreadable);
        }
    }

    /** What was told before the loss has been told; the other half of it will not come. */
    void linkLost() {
        last.clear();
    }
}
