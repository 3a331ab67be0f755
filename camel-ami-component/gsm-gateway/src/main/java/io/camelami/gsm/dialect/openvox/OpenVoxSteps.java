package io.camelami.gsm.dialect.openvox;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.CliCommands;
import io.camelami.gsm.dialect.CliWord;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.Verdict;
import java.time.Duration;

/** The send commands of the driver, word for word (gateways.md §2.2). */
final class OpenVoxSteps {

    private OpenVoxSteps() {}

    /** {@code gsm send sync sms <span> <dest> <message> <timeout s> [<flash>] <id>} */
    static SmsStep sync(SmsRequest request, String text, String id, OpenVoxOptions options) {
        return new SyncStep(
                options.oneWordSync() ? "gsm send syncsms " : "gsm send sync sms ",
                CliWord.quote(request.to()) + " " + CliWord.quote(text) + " ",
                end(request, id, options),
                new SendResult(request.to(), text, id));
    }

    /** {@code gsm send sync csms <span> <dest> <message> <flag> <smscount> <smssequence> <timeout s> [<flash>] <id>} */
    static SmsStep syncPart(
            SmsRequest request, String text, int reference, int total, int number, String id, OpenVoxOptions options) {
        return new SyncStep(
                "gsm send sync csms ",
                CliWord.quote(request.to()) + " " + CliWord.quote(text) + " " + reference + " " + total + " " + number
                        + " ",
                end(request, id, options),
                new SendResult(request.to(), text, id));
    }

    private static String end(SmsRequest request, String id, OpenVoxOptions options) {
        String flash = request.options().flashOr(false) ? " 1 " : " 0 ";
        return (options.flashArgument() ? flash : " ") + CliWord.quote(id);
    }

    /**
     * {@code gsm send sms <span> <dest> <message> [<id>]}. The driver takes no timeout here, whatever the vendor's notes
     * print: it would become the id (gateways.md §0).
     */
    static SmsStep async(SmsRequest request, String id) {
        return new AsyncStep(
                "gsm send sms ",
                CliWord.quote(request.to()) + " " + CliWord.quote(request.text()) + optional(id),
                new SendResult(request.to(), request.text(), id));
    }

    /** {@code gsm send pdu <span> <hex> [<id>]} */
    static SmsStep pdu(SmsRequest request, String hex, String id) {
        return new AsyncStep("gsm send pdu ", hex + optional(id), new SendResult(request.to(), hex, id));
    }

    private static String optional(String id) {
        return id == null ? "" : " " + CliWord.quote(id);
    }

    /** Blocks its session until the network answers or the timeout in the command is over. */
    private record SyncStep(String command, String message, String end, SendResult result) implements SmsStep {

        @Override
        public AmiAction action(int span, Duration timeLeft) {
            // The gateway's own answer shall come before we give up: it knows more than that we waited.
            long seconds = timeLeft.toSeconds();
            long timeout = Math.max(1, seconds - (seconds > 10 ? 2 : 1));
            return CliCommands.command(command + span + " " + message + timeout + end);
        }

        @Override
        public Verdict onReply(int span, AmiResponse reply) {
            return result.ofSync(span, reply);
        }

        @Override
        public boolean blocking() {
            return true;
        }

        @Override
        public String toString() {
            return command.strip();
        }
    }

    /** Answered at once, and without a word if all is well. */
    private record AsyncStep(String command, String arguments, SendResult result) implements SmsStep {

        @Override
        public AmiAction action(int span, Duration timeLeft) {
            return CliCommands.command(command + span + " " + arguments);
        }

        @Override
        public Verdict onReply(int span, AmiResponse reply) {
            return result.ofAsync(reply);
        }

        /** Does not wait for it: it comes only where the dialplan has the extension for it (gateways.md §2.4). */
        @Override
        public String reportKey() {
            return result.id();
        }

        @Override
        public String toString() {
            return command.strip();
        }
    }
}
