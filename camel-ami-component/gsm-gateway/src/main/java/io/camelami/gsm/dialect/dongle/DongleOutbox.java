package io.camelami.gsm.dialect.dongle;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.SmsOptions;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.SmsChecks;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.pdu.SmsPdu;
import io.camelami.gsm.pdu.SmsPduException;
import io.camelami.gsm.pdu.SmsSubmit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages that go out: as PDUs where the driver takes them, else as text in the driver's escapes. */
final class DongleOutbox {
    /** What a line holds of a header's value, {@code Message: } in front (gateways.md §1.2). */
    private static final int MESSAGE_BYTES = 1022 - "Message: ".length();

    /**
     * Why nothing goes out over a device in text mode. The driver would pass a PDU on all the same, to a modem that takes the
     * line before it for a recipient. As text it takes 70 bytes at most, and what a modem makes of most characters in that
     * mode is not known: no way of sending that could be relied on, and the driver's own advice is {@code smsaspdu=yes}.
     */
    static final String TEXT_MODE = "it has smsaspdu=no and takes no PDUs; set smsaspdu=yes for it in the driver's"
            + " dongle.conf and reload the driver with 'dongle reload now', or send over another span";

    private final String prefix;
    private final DongleOptions options;
    private final Devices devices;
    private final Ledger ledger;
    private final AtomicInteger references =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(256));
    /** Ours alone, so that a report cannot be taken for that of a message somebody else sent. */
    private final String keyPrefix =
            "g" + Long.toString(ThreadLocalRandom.current().nextLong(60_466_176, 1L << 30), 36) + "-";

    private final AtomicInteger keys = new AtomicInteger();

    DongleOutbox(String prefix, DongleOptions options, Devices devices, Ledger ledger) {
        this.prefix = prefix;
        this.options = options;
        this.devices = devices;
        this.ledger = ledger;
    }

    SmsPlan plan(SmsRequest request, Driver driver) throws SmsRefusedException {
        SmsChecks.check(request);
        if (request.span() > 0 && !devices.mayExist(request.span())) {
            throw new SmsRefusedException(
                    FailureClass.CONFIGURATION,
                    "there is no span " + request.span() + "; the driver has " + devices.describe()
                            + " (option devices)");
        }
        return driver == Driver.ORIGINAL ? pdus(request) : text(request);
    }

    private SmsPlan pdus(SmsRequest request) throws SmsRefusedException {
        SmsOptions asked = request.options();
        // What a message itself asks for and this driver lacks is refused where it is for all dialects.
        if (options.report() && asked.deliveryReport() == null) {
            throw new SmsRefusedException(
                    FailureClass.CONFIGURATION,
                    "option report=true of dialect " + DongleDialect.NAME + DongleOptions.NO_REPORTS
                            + ". Leave the option out, or let the message say that it wants no report");
        }
        SmsSubmit message = new SmsSubmit(
                request.to(),
                request.text(),
                asked.flashOr(options.flash()),
                false,
                asked.validityOr(options.validity()));
        List<SmsStep> steps = new ArrayList<>();
        try {
            for (String pdu : SmsPdu.encode(message, references.getAndIncrement() & 0xFF)) {
                steps.add(new PduStep(nextKey(), request.to(), pdu));
            }
        } catch (SmsPduException e) {
            throw new SmsRefusedException(FailureClass.RECIPIENT, e.getMessage());
        }
        return new SmsPlan(request.id(), steps);
    }

    private SmsPlan text(SmsRequest request) throws SmsRefusedException {
        if (request.text().indexOf('\0') >= 0) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT, "the text contains NUL, which no AMI header can carry");
        }
        String text = DongleText.sendable(request.text());
        String header = DongleText.escaped(text);
        int bytes = header.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MESSAGE_BYTES) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT,
                    "the text is " + (bytes - MESSAGE_BYTES)
                            + " bytes too long for one action: as the driver takes it, it has "
                            + bytes + " bytes, and a line of AMI holds " + MESSAGE_BYTES
                            + " of them; send it as several"
                            + " messages");
        }
        return new SmsPlan(request.id(), List.of(new TextStep(nextKey(), request, header, DongleText.parts(text))));
    }

    private String nextKey() {
        return keyPrefix + keys.incrementAndGet();
    }

    /** {@code DongleSendPDU}: answered by an ID, under which {@code DongleSMSStatus} tells what the modem said. */
    private final class PduStep implements SmsStep {
        private final String key;
        private final String number;
        private final String pdu;

        PduStep(String key, String number, String pdu) {
            this.key = key;
            this.number = number;
            this.pdu = pdu;
        }

        @Override
        public Verdict refusal(int span) {
            String device = devices.name(span);
            return devices.inTextMode(device)
                    ? Verdict.failed(
                            FailureClass.CONFIGURATION,
                            null,
                            "nothing was sent over device " + device + ": " + TEXT_MODE)
                    : null;
        }

        @Override
        public AmiAction action(int span, Duration timeLeft) {
            String device = devices.name(span);
            ledger.written(key, device, number, 1, false);
            return AmiAction.of(prefix + "SendPDU").with("Device", device).with("PDU", pdu);
        }

        @Override
        public Verdict onReply(int span, AmiResponse reply) {
            return answered(key, reply, reply.get("ID"));
        }

        @Override
        public String reportKey() {
            return key;
        }

        @Override
        public String toString() {
            return "PduStep[" + key + "]";
        }
    }

    /** {@code DongleSendSMS}: {@code DongleReport} tells the rest, with our key as the payload. */
    private final class TextStep implements SmsStep {
        private final String key;
        private final String number;
        private final String header;
        private final int parts;
        private final boolean report;
        private final Duration validity;

        TextStep(String key, SmsRequest request, String header, int parts) {
            this.key = key;
            this.number = request.to();
            this.header = header;
            this.parts = parts;
            this.report = request.options().deliveryReportOr(options.report());
            this.validity = request.options().validityOr(options.validity());
        }

        @Override
        public AmiAction action(int span, Duration timeLeft) {
            String device = devices.name(span);
            ledger.written(key, device, number, parts, report);
            AmiAction action = AmiAction.of(prefix + "SendSMS")
                    .with("Device", device)
                    .with("Number", number)
                    .with("Message", header)
                    .with("Payload", key);
            if (validity != null) {
                action = action.with("Validity", Long.toString(minutes(validity)));
            }
            return report ? action.with("Report", "true") : action;
        }

        /** Begun ones count: of 0 the driver makes three days (sms_report of the recordings). */
        private static long minutes(Duration validity) {
            return validity.plusMinutes(1).minusNanos(1).toMinutes();
        }

        @Override
        public Verdict onReply(int span, AmiResponse reply) {
            return answered(key, reply, null);
        }

        @Override
        public int parts() {
            return parts;
        }

        @Override
        public String reportKey() {
            return key;
        }

        /** Without number and text: they are private. */
        @Override
        public String toString() {
            return "TextStep[" + key + ", parts=" + parts + "]";
        }
    }

    private Verdict answered(String key, AmiResponse reply, String id) {
        Verdict verdict = DongleReply.verdict(reply);
        if (verdict.outcome() != null) {
            ledger.refused(key);
            return verdict;
        }
        return ledger.acknowledged(key, id);
    }
}
