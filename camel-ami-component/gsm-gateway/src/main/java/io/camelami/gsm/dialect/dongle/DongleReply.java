package io.camelami.gsm.dialect.dongle;

import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.dialect.Verdict;
import java.util.List;
import java.util.Locale;

/** What the drivers answer to a send. They tell why they refuse in their own words only. */
final class DongleReply {
    private static final int LONGEST_REPLY = 160;

    /** A text of a driver or of Asterisk, and what it means. */
    private record Refusal(String text, FailureClass failure, String meaning) {}

    private static final List<Refusal> REFUSALS = List.of(
            // wdoekes' driver says this for all that can be wrong with a device, its being unknown included.
            new Refusal(
                    "Device disconnected",
                    FailureClass.SPAN_BROKEN,
                    "there is no such device, or it is stopped, unplugged, not initialized or not registered"),
            new Refusal("device disabled", FailureClass.SPAN_BROKEN, "the device is stopped or unplugged"),
            new Refusal("Device disbaled", FailureClass.SPAN_BROKEN, "the device is stopped"),
            new Refusal(
                    "Device not connected / initialized / registered",
                    FailureClass.SPAN_BROKEN,
                    "the device is not ready or not registered"),
            new Refusal("no such device", FailureClass.CONFIGURATION, "the driver knows no such device"),
            new Refusal("Device not found", FailureClass.CONFIGURATION, "the driver knows no such device"),
            new Refusal("Invalid phone number", FailureClass.RECIPIENT, "the driver refuses the recipient"),
            new Refusal("Invalid destination number", FailureClass.RECIPIENT, "the driver refuses the recipient"),
            new Refusal("Cannot parse UTF-8", FailureClass.RECIPIENT, "the driver cannot read the text"),
            new Refusal("Cannot encode GSM7", FailureClass.RECIPIENT, "the driver cannot encode the text"),
            new Refusal("PDU building error", FailureClass.RECIPIENT, "the driver cannot encode the message"),
            new Refusal("Input too large", FailureClass.RECIPIENT, "the message is too long for the driver"),
            new Refusal("Error adding SMS commands to queue", FailureClass.RECIPIENT, "the driver refuses the message"),
            new Refusal("not specified", FailureClass.CONFIGURATION, "the driver misses a header"),
            new Refusal("Invalid Value", FailureClass.CONFIGURATION, "the driver refuses a header"),
            new Refusal("Permission denied", FailureClass.CONFIGURATION, "the AMI user needs the right (write) call"),
            new Refusal(
                    "Invalid/unknown command",
                    FailureClass.CONFIGURATION,
                    "the server does not know the action: the driver is not loaded, or it is another one (option"
                            + " driver)"));

    private DongleReply() {}

    static Verdict verdict(AmiResponse reply) {
        if (reply.success()) {
            return Verdict.awaitReport();
        }
        String message = reply.message();
        String shown = message.strip().substring(0, Math.min(message.strip().length(), LONGEST_REPLY));
        String lower = message.toLowerCase(Locale.ROOT);
        for (Refusal refusal : REFUSALS) {
            if (lower.contains(refusal.text().toLowerCase(Locale.ROOT))) {
                return Verdict.failed(refusal.failure(), shown, "nothing was sent: " + refusal.meaning());
            }
        }
        return Verdict.failed(
                FailureClass.RETRY_LATER, shown, "nothing was sent: refused in words this dialect does not know");
    }
}
