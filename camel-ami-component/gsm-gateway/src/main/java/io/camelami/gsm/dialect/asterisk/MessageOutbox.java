package io.camelami.gsm.dialect.asterisk;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.SmsChecks;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.text.SmsText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Messages by {@code MessageSend} (gateways.md §1.9). The text goes out in Base64, so that it arrives as it is, line ends
 * and blanks included, and nothing in it can end the header; the recipient is digits.
 */
final class MessageOutbox {
    private static final String HEADER = "Base64Body";
    /** What a line of 1,022 bytes holds of it behind its name, decoded; Asterisk itself would take 1,300. */
    private static final int TEXT_BYTES = (1022 - HEADER.length() - 2) / 4 * 3;

    /** Of a text that fits: 378 characters of two bytes, 67 a part; only one of brackets and braces has more. */
    static final int MOST_PARTS = 6;

    private static final int LONGEST_REPLY = 160;

    private final MessageOptions options;

    MessageOutbox(MessageOptions options) {
        this.options = options;
    }

    SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        SmsChecks.check(request);
        int spans = options.destinations().size();
        if (request.span() > spans) {
            throw new SmsRefusedException(
                    FailureClass.CONFIGURATION,
                    "there is no span " + request.span() + "; dialect option message names " + spans);
        }
        if (request.text().indexOf('\0') >= 0) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT, "the text contains NUL, at which Asterisk would end it");
        }
        byte[] text = request.text().getBytes(StandardCharsets.UTF_8);
        if (text.length > TEXT_BYTES) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT,
                    "the text is " + (text.length - TEXT_BYTES)
                            + " bytes too long for one action: in UTF-8 it has " + text.length
                            + ", and a line of AMI holds " + TEXT_BYTES
                            + " in Base64; send it as several messages");
        }
        return new SmsPlan(request.id(), List.of(new MessageStep(request, text)));
    }

    /** Answered when the technology has taken the message; it tells no more. */
    private final class MessageStep implements SmsStep {
        private final String to;
        private final String text;
        private final int parts;

        MessageStep(SmsRequest request, byte[] text) {
            this.to = request.to();
            this.text = Base64.getEncoder().encodeToString(text);
            this.parts = SmsText.cost(request.text()).parts();
        }

        @Override
        public AmiAction action(int span, Duration timeLeft) {
            AmiAction action = addressed(options.destinations().get(span - 1));
            if (options.from() != null) {
                action = action.with("From", options.from());
            }
            if (options.validity() != null) {
                // The driver reads report=, too, but loses it, and would tell of the report in the dialplan alone.
                action = action.with("Variable", "validity=" + options.validity());
            }
            return action.with(HEADER, text);
        }

        /** To alone is what Asterisk knows from 11 on; Destination with To came in 16. */
        private AmiAction addressed(String destination) {
            AmiAction action = AmiAction.of("MessageSend");
            return destination.contains(MessageOptions.RECIPIENT)
                    ? action.with("To", destination.replace(MessageOptions.RECIPIENT, to))
                    : action.with("Destination", destination).with("To", to);
        }

        @Override
        public Verdict onReply(int span, AmiResponse reply) {
            return verdict(reply, options.destinations().get(span - 1).contains(MessageOptions.RECIPIENT));
        }

        @Override
        public int parts() {
            return parts;
        }

        @Override
        public String toString() {
            return "MessageStep[" + parts + " parts]";
        }
    }

    /** @param uri whether the recipient is a part of the destination, and so may be what is wrong with it */
    static Verdict verdict(AmiResponse reply, boolean uri) {
        String said = reply.message().strip();
        String shown = said.substring(0, Math.min(said.length(), LONGEST_REPLY));
        if (reply.success()) {
            return Verdict.of(
                    Outcome.ACCEPTED, shown, "the server's technology took it, and AMI tells nothing of the network");
        }
        return switch (shown.toLowerCase(Locale.ROOT).replaceAll("[.:].*", "")) {
            case "message failed to send" ->
                uri
                        ? failed(
                                FailureClass.RECIPIENT,
                                shown,
                                "the technology refuses it: it knows no such recipient or endpoint (dialect option message)")
                        : failed(
                                FailureClass.SPAN_BROKEN,
                                shown,
                                "the driver refuses it: there is no such device or it is not ready, or the context default"
                                        + " of the dialplan has an extension s, for which chan_quectel refuses every message");
            case "message technology not found" ->
                failed(
                        FailureClass.CONFIGURATION,
                        shown,
                        "no module of the server has the technology of dialect option message; and a device apart from"
                                + " the recipient needs Asterisk 16");
            case "permission denied" ->
                failed(FailureClass.CONFIGURATION, shown, "the AMI user needs the right (write) message");
            case "invalid/unknown command" ->
                failed(
                        FailureClass.CONFIGURATION,
                        shown,
                        "the server has no MessageSend, which Asterisk 11 and later have");
            default -> failed(FailureClass.RETRY_LATER, shown, "refused in words this dialect does not know");
        };
    }

    private static Verdict failed(FailureClass failure, String reply, String meaning) {
        return Verdict.failed(failure, reply, "nothing was sent: " + meaning);
    }
}
