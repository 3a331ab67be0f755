package io.camelami.gsm.dialect.openvox;

import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Mask;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Verdict;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the send commands print (gateways.md §2.3).
 *
 * <p>Only a whole line that names our span and our recipient decides; a text that contains such a line cannot, because
 * what it is repeated in ({@code Command '…' failed.}) begins otherwise.
 *
 * @param to the recipient, as sent
 * @param secret the text or PDU, as sent: taken out of what is handed on
 * @param id the id, as sent; may be null
 */
record SendResult(String to, String secret, String id) {
    /** {@code PHONE:} with the network's answers, {@code PHONE } with the driver's own: its inconsistency, not ours. */
    private static final Pattern LINE = Pattern.compile("SPAN:(\\d+) SEND (?:CONCATENATED )?SMS TO PHONE[: ](\\S*) "
            + "(SUCCESSFULLY|WAS FAILED|TIMEOUT|WAS USING|ENCODE PDU FAIL)\\s*");

    private static final int LONGEST_REPLY = 160;
    private static final String UNKNOWN_COMMAND = "No such command";
    /** Words of a text that would give it away; shorter ones are in every line. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{4,}");

    /** A text of the driver, and what it means. */
    private record Refusal(Pattern line, FailureClass failure, String meaning) {}

    private static final List<Refusal> REFUSALS = List.of(
            refusal("Destination number too (short|long)\\.", FailureClass.RECIPIENT, "it refuses the recipient"),
            refusal("SMS message too (short|long)\\.", FailureClass.RECIPIENT, "it refuses the length of the text"),
            refusal("Encode pdu error", FailureClass.RECIPIENT, "it cannot encode the text"),
            refusal(
                    "Only support ASCII on text mode",
                    FailureClass.CONFIGURATION,
                    "the span is in text mode; switch it with 'gsm set send sms mode pdu <span>'"),
            refusal(
                    "Send concatenated SMS can't support text mode.*",
                    FailureClass.CONFIGURATION,
                    "the span is in text mode; switch it with 'gsm set send sms mode pdu <span>'"),
            refusal("Invalid span '.*", FailureClass.CONFIGURATION, "it has no such span"),
            refusal("No (GSM|dchannel) running on span .*", FailureClass.SPAN_BROKEN, "the span is not running"),
            refusal(
                    "Usage: .*",
                    FailureClass.CONFIGURATION,
                    "it expects other arguments; firmware differs, see the dialect options flashArgument and syncsms"),
            refusal(
                    "No such command .*",
                    FailureClass.CONFIGURATION,
                    "it does not know the command; firmware differs, see the dialect options sync and syncsms, or the"
                            + " dialect is not the right one"));

    private static Refusal refusal(String line, FailureClass failure, String meaning) {
        return new Refusal(Pattern.compile(line + "\\s*"), failure, meaning);
    }

    /** The result of {@code gsm send sync ...}: exactly one line says it. */
    Verdict ofSync(int span, AmiResponse reply) {
        for (String line : reply.output()) {
            Verdict verdict = ofResultLine(span, line);
            if (verdict != null) {
                return verdict;
            }
        }
        Verdict refused = refused(reply);
        return refused != null
                ? refused
                : Verdict.of(
                        Outcome.UNKNOWN,
                        unknown(reply.output()),
                        "the gateway's answer holds no result this dialect knows");
    }

    /**
     * The result of {@code gsm send sms} and {@code gsm send pdu}: nothing at all if the gateway took it. Whatever else
     * it prints without a failure is not the driver's, and no refusal either.
     */
    Verdict ofAsync(AmiResponse reply) {
        Verdict refused = refused(reply);
        if (refused != null) {
            return refused;
        }
        if (reply.output().stream().anyMatch(SendResult::isFailureLine)) {
            return Verdict.of(
                    Outcome.UNKNOWN,
                    unknown(reply.output()),
                    "the command failed with words this dialect does not know");
        }
        return Verdict.of(
                Outcome.ACCEPTED,
                unknown(reply.output()),
                "the gateway took it; this command does not tell what the network says");
    }

    private Verdict ofResultLine(int span, String line) {
        String own = "ID:" + id + " ";
        Matcher result = LINE.matcher(line.startsWith(own) ? line.substring(own.length()) : line);
        if (!result.matches()
                || !result.group(1).equals(Integer.toString(span))
                || !result.group(2).equals(to)) {
            return null;
        }
        String shown = known(line);
        return switch (result.group(3)) {
            case "SUCCESSFULLY" -> Verdict.of(Outcome.SENT, shown, "the network took it");
            case "WAS FAILED" ->
                Verdict.failed(
                        FailureClass.RETRY_LATER, shown, "the modem or the network refused it and did not say why");
            case "WAS USING" -> Verdict.failed(FailureClass.RETRY_NOW, shown, "the span was busy with another command");
            case "ENCODE PDU FAIL" ->
                Verdict.failed(FailureClass.RECIPIENT, shown, "the gateway could not encode the text");
            default ->
                Verdict.of(
                        Outcome.UNKNOWN,
                        shown,
                        "the gateway got no answer of the network in time; it may have been sent or not");
        };
    }

    private Verdict refused(AmiResponse reply) {
        for (String line : reply.output()) {
            for (Refusal refusal : REFUSALS) {
                if (refusal.line().matcher(line).matches()) {
                    return Verdict.failed(refusal.failure(), known(line), refusal.meaning());
                }
            }
        }
        if (!reply.success() && reply.output().isEmpty()) {
            return Verdict.failed(
                    FailureClass.CONFIGURATION,
                    reply.message(),
                    "it refused the command; the AMI user needs write permission for class command");
        }
        return null;
    }

    private static boolean isFailureLine(String line) {
        return line.startsWith("Command '") && line.stripTrailing().endsWith("' failed.");
    }

    /** A line of the driver's own words, without the number. */
    private String known(String line) {
        return line.startsWith(UNKNOWN_COMMAND)
                ? UNKNOWN_COMMAND
                : limited(line.replace(to, Mask.number(to)).strip());
    }

    /** Lines of words we do not know: none that repeats the command or the text, which may be quoted anew in them. */
    private String unknown(List<String> lines) {
        StringBuilder shown = new StringBuilder();
        for (String line : lines) {
            boolean repeatsText =
                    WORD.matcher(secret).results().map(MatchResult::group).anyMatch(line::contains);
            if (!isFailureLine(line) && shown.length() < LONGEST_REPLY) {
                shown.append(shown.isEmpty() ? "" : " / ")
                        .append(repeatsText ? "(a line that repeats the text)" : known(line));
            }
        }
        return shown.isEmpty() ? null : limited(shown.toString());
    }

    private static String limited(String line) {
        return line.substring(0, Math.min(line.length(), LONGEST_REPLY));
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "SendResult[id=" + id + "]";
    }
}
