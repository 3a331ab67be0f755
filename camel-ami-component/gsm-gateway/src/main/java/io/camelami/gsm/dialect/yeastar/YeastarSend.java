package io.camelami.gsm.dialect.yeastar;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Mask;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.CliCommands;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * {@code gsm send sms <port + 1> <dest> "<URL-encoded text>" <id>}: an empty answer now, an UpdateSMSSend event with the
 * id later (gateways.md §3.2).
 *
 * @param encoded the text, of which nothing but letters, digits and {@code %+.-*_} is left
 */
record YeastarSend(String to, String encoded, String id, int parts) implements SmsStep {

    String command(int span) {
        return "gsm send sms " + span + " " + to + " \"" + encoded + "\" " + id;
    }

    @Override
    public AmiAction action(int port, Duration timeLeft) {
        return CliCommands.withCommand(
                YeastarTgSession.ACTION, YeastarTgSession.HEADER, command(YeastarTgSession.spanOfPort(port)));
    }

    /** What a TG answers to a bad span or a refused command was never published; 1.8 with this driver does it so. */
    @Override
    public Verdict onReply(int port, AmiResponse reply) {
        List<String> output = reply.output();
        if (!reply.success() && output.isEmpty()) {
            return Verdict.failed(
                    FailureClass.CONFIGURATION,
                    reply.message(),
                    "it refused the command; the API user of the gateway needs the right to send");
        }
        for (String line : output) {
            if (line.startsWith("Invalid span") || line.startsWith("Usage:") || line.startsWith("No such command")) {
                return Verdict.failed(FailureClass.CONFIGURATION, shown(line), "it does not take this command or port");
            }
            if (line.startsWith("Destination number") || line.startsWith("SMS message too")) {
                return Verdict.failed(FailureClass.RECIPIENT, shown(line), "it refuses the recipient or the text");
            }
            if (line.startsWith("No GSM running") || line.startsWith("No dchannel running")) {
                return Verdict.failed(FailureClass.SPAN_BROKEN, shown(line), "the port is not running");
            }
            if (line.startsWith("Command '") && line.stripTrailing().endsWith("' failed.")) {
                return Verdict.of(Outcome.UNKNOWN, null, "the command failed with words this dialect does not know");
            }
        }
        return Verdict.awaitReport();
    }

    private String shown(String line) {
        String masked =
                line.replace(encoded, "***").replace(to, Mask.number(to)).strip();
        return masked.substring(0, Math.min(masked.length(), 160));
    }

    @Override
    public String reportKey() {
        return id;
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "YeastarSend[id=" + id + ", parts=" + parts + "]";
    }
}
