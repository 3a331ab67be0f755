package io.camelami.gsm.ussd;

import io.camelami.gsm.FailureClass;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code gsm send ussd} prints, on OpenVox and Yeastar TG alike: their drivers have one origin, and differ in
 * spelling (gateways.md §2.3, §3.4).
 *
 * <p>The first line that is the driver's own and names our span decides. The text of the network comes behind it and so
 * can never pass for a result, whatever lines it contains.
 *
 * @param status how it ended
 * @param failure why, for {@link UssdStatus#FAILED}; else null
 * @param text the answer, decoded; null if there is none
 * @param raw the answer as printed; null if there is none
 * @param dcs data coding scheme as printed, or {@link UssdText#NO_DCS}
 * @param line the line that decided, which never holds text of the network; null if none did
 * @param detail what it means, as a sentence for people
 */
public record UssdReply(
        UssdStatus status, FailureClass failure, String text, String raw, int dcs, String line, String detail) {

    /**
     * {@code 1:Recive USSD on span 1,responses:0,code:15} with the text behind {@code Text:}, or {@code 1:Recive USSD
     * sucess on span 1} and {@code 1:Received USSD success on span: 2} with lines of their own for each field.
     */
    private static final Pattern ANSWERED = Pattern.compile(
            "1:\\s*Rece?ived? USSD(?: suc+es+)? on span:?\\s*(\\d{1,4})\\s*"
                    + "(?:,\\s*responses:\\s*(\\d{1,3}),\\s*code:\\s*(\\d{1,3}))?\\s*(Text:.*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_ANSWERED = Pattern.compile(
            "0:\\s*(Send USSD failed|Send USSD timeout|Sending USSD now) on span:?\\s*(\\d{1,4})\\s*(?:\\(-?\\d+\\))?\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FIELD =
            Pattern.compile("\\s*USSD (Responses|Code|Len|Message):[ \\t]*(.*)", Pattern.CASE_INSENSITIVE);

    private static final String TEXT = "Text:";
    private static final int LONGEST_LINE = 160;

    /** A text of the driver or of Asterisk, and what it means. */
    private record Refusal(String start, FailureClass failure, String meaning) {}

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("Invalid span", FailureClass.CONFIGURATION, "the gateway has no such span"),
            new Refusal("No GSM running", FailureClass.SPAN_BROKEN, "the span is not running"),
            new Refusal("No dchannel running", FailureClass.SPAN_BROKEN, "the span is not running"),
            new Refusal("Usage:", FailureClass.CONFIGURATION, "the gateway expects other arguments"),
            new Refusal(
                    "No such command",
                    FailureClass.CONFIGURATION,
                    "the gateway does not know the command; is this the right dialect?"));

    /**
     * Reads the output of the command. Total: what is no known output is {@link UssdStatus#UNKNOWN}.
     *
     * @param span the span as it was written, by which the gateway calls it
     */
    public static UssdReply parse(List<String> output, int span) {
        for (int i = 0; i < output.size(); i++) {
            String line = output.get(i).strip();
            Matcher answered = ANSWERED.matcher(line);
            if (answered.matches() && Integer.parseInt(answered.group(1)) == span) {
                return answer(answered, line, output.subList(i + 1, output.size()));
            }
            Matcher not = NOT_ANSWERED.matcher(line);
            if (not.matches() && Integer.parseInt(not.group(2)) == span) {
                return notAnswered(not.group(1), line);
            }
            for (Refusal refusal : REFUSALS) {
                if (line.startsWith(refusal.start())) {
                    return without(UssdStatus.FAILED, refusal.failure(), withoutCode(line), refusal.meaning());
                }
            }
        }
        return without(
                UssdStatus.UNKNOWN,
                null,
                null,
                "the gateway's answer of " + output.size() + " lines holds no result that this dialect knows");
    }

    private static UssdReply notAnswered(String words, String line) {
        return switch (words.toLowerCase(java.util.Locale.ROOT)) {
            case "send ussd failed" ->
                without(
                        UssdStatus.FAILED,
                        // Not to be repeated by itself: the driver says so also when the network ended the session
                        // without a text (it looks for the quotes), which it may do after it has acted. The same
                        // holds for chan_dongle's NotSent.
                        FailureClass.RECIPIENT,
                        line,
                        "modem or network refused it, or ended the session without a text");
            case "send ussd timeout" ->
                without(
                        UssdStatus.TIMEOUT,
                        null,
                        line,
                        "the network gave no answer in the time of the request; it may still have carried out the code,"
                                + " and a late answer may be taken for that to the next request");
            default -> without(UssdStatus.BUSY, null, line, "another USSD request has the span");
        };
    }

    private static UssdReply answer(Matcher head, String headLine, List<String> rest) {
        Fields fields = new Fields();
        fields.type = head.group(2);
        fields.dcs = head.group(3);
        if (head.group(4) != null) {
            fields.begin(head.group(4).substring(TEXT.length()));
        }
        rest.forEach(fields::read);
        int dcs = fields.dcs == null ? UssdText.NO_DCS : Integer.parseInt(fields.dcs);
        String shown = head.group(4) == null
                ? headLine
                : headLine.substring(0, head.start(4)).strip();
        String raw = fields.message == null ? null : fields.message.toString().stripTrailing();
        String text = raw == null ? null : UssdText.printed(raw, dcs).text();
        UssdStatus status = fields.type == null
                ? text == null ? UssdStatus.UNKNOWN : UssdStatus.DONE
                : UssdStatus.ofType(Integer.parseInt(fields.type));
        return new UssdReply(status, null, text, raw, dcs, shown, meaning(status));
    }

    private static String meaning(UssdStatus status) {
        return switch (status) {
            case DONE -> "the network answered";
            case FURTHER_ACTION -> "the network answered and waits for a choice";
            case TERMINATED -> "the network ended the session";
            case OTHER_CLIENT -> "another client of the SIM has answered";
            case NOT_SUPPORTED -> "the network does not support this code";
            case TIMEOUT -> "the network did not answer in time";
            default -> "the gateway tells of an answer of a kind that does not exist";
        };
    }

    /** Asterisk repeats the command in its complaint, and a code may hold a PIN. */
    private static String withoutCode(String line) {
        int quote = line.startsWith("No such command") ? line.indexOf('\'') : -1;
        String shown = quote < 0 ? line : line.substring(0, quote).strip();
        return shown.substring(0, Math.min(shown.length(), LONGEST_LINE));
    }

    private static UssdReply without(UssdStatus status, FailureClass failure, String line, String detail) {
        return new UssdReply(status, failure, null, null, UssdText.NO_DCS, line, detail);
    }

    /** Without the text: it may be private. */
    @Override
    public String toString() {
        return "UssdReply[" + status + ", dcs=" + dcs + ", " + line + "]";
    }

    /** The fields of an answer, of which the message is the last and may go over many lines. */
    private static final class Fields {
        private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

        private String type;
        private String dcs;
        private StringBuilder message;

        void begin(String firstLine) {
            message = new StringBuilder(firstLine);
        }

        void read(String line) {
            if (message != null) {
                message.append('\n').append(line);
                return;
            }
            Matcher field = FIELD.matcher(line);
            if (line.startsWith(TEXT)) {
                begin(line.substring(TEXT.length()));
            } else if (field.matches()) {
                String value = field.group(2);
                switch (Character.toLowerCase(field.group(1).charAt(0))) {
                    case 'r' -> type = number(value, type);
                    case 'c' -> dcs = number(value, dcs);
                    case 'm' -> begin(value);
                    default -> {
                        // The length of the message, which some Yeastar models print; the message shows it itself.
                    }
                }
            }
        }

        private static String number(String value, String otherwise) {
            return NUMBER.matcher(value.strip()).matches() ? value.strip() : otherwise;
        }
    }
}
