package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.gsm.ussd.UssdText;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * {@code gsm send ussd <span> "<code>" <timeout s>} of OpenVox and, from the same origin, Yeastar TG: answered when the
 * network has answered, or the timeout is over (gateways.md §2.2, §3.2). The code goes out as it is: a Yeastar decodes
 * the URL encoding of an SMS, but not that of a code, so that {@code *100%23} was dialled as such (§0).
 */
public final class GsmSendUssd implements UssdStep {
    private final String code;
    private final IntUnaryOperator wireSpan;
    private final Function<String, AmiAction> command;

    /**
     * @param wireSpan the gateway's number of a span, from ours
     * @param command the action that runs a CLI command on this gateway
     */
    public GsmSendUssd(String code, IntUnaryOperator wireSpan, Function<String, AmiAction> command) {
        this.code = code;
        this.wireSpan = wireSpan;
        this.command = command;
    }

    @Override
    public AmiAction action(int span, Duration timeLeft) {
        // The gateway's own timeout shall come before ours: it knows more than that we waited.
        long seconds = timeLeft.toSeconds();
        long timeout = Math.max(1, seconds - (seconds > 10 ? 2 : 1));
        return command.apply("gsm send ussd " + wireSpan.applyAsInt(span) + " " + CliWord.quote(code) + " " + timeout);
    }

    @Override
    public UssdReply onReply(int span, AmiResponse reply) {
        List<String> output = reply.output();
        if (!reply.success() && output.isEmpty()) {
            return new UssdReply(
                    UssdStatus.FAILED,
                    FailureClass.CONFIGURATION,
                    null,
                    null,
                    UssdText.NO_DCS,
                    reply.message(),
                    "it refused the command; its user needs the right to send commands");
        }
        return UssdReply.parse(output, wireSpan.applyAsInt(span));
    }

    @Override
    public boolean blocking() {
        return true;
    }

    /** Without the code, which may hold a PIN. */
    @Override
    public String toString() {
        return "GsmSendUssd";
    }
}
