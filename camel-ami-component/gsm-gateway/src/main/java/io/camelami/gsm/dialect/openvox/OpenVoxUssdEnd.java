package io.camelami.gsm.dialect.openvox;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.dialect.CliCommands;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.gsm.ussd.UssdText;
import java.time.Duration;

/**
 * Tells the modem to end its USSD session ({@code AT+CUSD=2}, TS 27.007 §7.15), with the driver's command for any AT
 * command: it is silent, and complains if the modem is not ready (gateways.md §2.2).
 */
final class OpenVoxUssdEnd implements UssdStep {

    @Override
    public AmiAction action(int span, Duration timeLeft) {
        return CliCommands.command("gsm send at " + span + " \"AT+CUSD=2\"");
    }

    @Override
    public UssdReply onReply(int span, AmiResponse reply) {
        boolean told = reply.success() && reply.output().stream().allMatch(String::isBlank);
        return new UssdReply(
                UssdStatus.TERMINATED,
                null,
                null,
                null,
                UssdText.NO_DCS,
                told ? null : String.join(" ", reply.output()).strip(),
                told
                        ? "the menu is given up and the modem was told so"
                        : "the menu is given up, but the modem could not be told; the network ends it after a while");
    }
}
