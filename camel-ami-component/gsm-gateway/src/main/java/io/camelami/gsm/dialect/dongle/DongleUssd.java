package io.camelami.gsm.dialect.dongle;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.ussd.Cusd;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.gsm.ussd.UssdText;
import java.time.Duration;

/** {@code DongleSendUSSD}: answered at once; what the network says comes in {@code DongleNewCUSD}. */
final class DongleUssd implements UssdStep {
    private final String prefix;
    private final Devices devices;
    private final String code;

    /** @throws IllegalArgumentException if the drivers do not take the code: they know digits, {@code *} and {@code #} */
    DongleUssd(String prefix, Devices devices, String code) {
        if (!code.chars().allMatch(c -> c >= '0' && c <= '9' || c == '*' || c == '#')) {
            throw new IllegalArgumentException(
                    "chan_dongle and chan_quectel send digits, * and # as USSD, and no other characters");
        }
        this.prefix = prefix;
        this.devices = devices;
        this.code = code;
    }

    @Override
    public AmiAction action(int span, Duration timeLeft) {
        return AmiAction.of(prefix + "SendUSSD")
                .with("Device", devices.name(span))
                .with("USSD", code);
    }

    @Override
    public UssdReply onReply(int span, AmiResponse reply) {
        Verdict verdict = DongleReply.verdict(reply);
        return verdict.outcome() == null
                ? null
                : without(UssdStatus.FAILED, verdict.failure(), verdict.reply(), verdict.detail());
    }

    /** Without the code, which may hold a PIN. */
    @Override
    public String toString() {
        return "DongleUssd";
    }

    /** What the modem says, asked or not. @return null if it is nothing about USSD */
    static UssdReply read(String line) {
        Cusd cusd = Cusd.parse(line);
        if (cusd == null) {
            return null;
        }
        return new UssdReply(
                cusd.status(),
                null,
                cusd.text(),
                cusd.raw(),
                cusd.dcs(),
                "+CUSD of " + cusd.status(),
                "the modem told it with this status of the network");
    }

    /**
     * bg111's driver: the modem answered {@code AT+CUSD} with an error. wdoekes' says nothing then.
     *
     * <p>Not to be repeated by itself, as with the other gateways ({@link UssdReply#parse}): the error is the modem's
     * whole report, also of a session that the network ended, and a network may have acted before it did.
     */
    static UssdReply refused() {
        return without(
                UssdStatus.FAILED,
                FailureClass.RECIPIENT,
                "USSDStatus: NotSent",
                "modem or network refused the code, or the network ended the session without a text");
    }

    private static UssdReply without(UssdStatus status, FailureClass failure, String line, String detail) {
        return new UssdReply(status, failure, null, null, UssdText.NO_DCS, line, detail);
    }
}
