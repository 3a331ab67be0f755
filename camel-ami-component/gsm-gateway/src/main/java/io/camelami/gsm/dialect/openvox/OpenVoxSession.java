package io.camelami.gsm.dialect.openvox;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.CliCommands;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.GsmSendUssd;
import io.camelami.gsm.dialect.GsmShowSpans;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.UssdStep;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** One OpenVox gateway. */
final class OpenVoxSession implements DialectSession {
    /** A gateway runs as many blocking sends as it has spans; more sessions than this would only be a burden to it. */
    private static final int MOST_COMMAND_SESSIONS = 8;

    private final GatewayConfig config;
    private final OpenVoxOptions options;
    private final OpenVoxOutbox outbox;
    private final OpenVoxInbox inbox;
    private final JoinedByGuess guess;

    OpenVoxSession(GatewayConfig config, OpenVoxOptions options) {
        this.config = config;
        this.options = options;
        this.outbox = new OpenVoxOutbox(options);
        this.inbox = new OpenVoxInbox(config.zone(), options.bareText());
        this.guess = new JoinedByGuess(options.joinParts());
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Set.of(
                        Operation.SEND_SMS,
                        Operation.RECEIVE_SMS,
                        Operation.ORIGINATE,
                        Operation.REDIRECT,
                        Operation.HANGUP,
                        Operation.CALL_CONTROL,
                        Operation.SEND_USSD,
                        Operation.COMMAND,
                        Operation.ACTION,
                        Operation.SPANS),
                options.sync() ? Set.of(Outcome.SENT, Outcome.ACCEPTED) : Set.of(Outcome.ACCEPTED),
                255,
                // Neither events nor dialplan show a delivery report (gateways.md §2.4).
                Set.of(SmsFeature.NEWLINES, SmsFeature.UNICODE, SmsFeature.FLASH, SmsFeature.VALIDITY));
    }

    @Override
    public LinkNeeds needs() {
        int spans = config.spans() > 0 ? config.spans() : MOST_COMMAND_SESSIONS;
        // Inbound SMS are dialplan events only (gateways.md §2.4).
        return new LinkNeeds("system,call,dialplan,cdr", Math.min(spans, MOST_COMMAND_SESSIONS));
    }

    @Override
    public String mayBeMissing() {
        return "SMS that arrived meanwhile: OpenVox tells of them once, in dialplan events, and keeps them where AMI"
                + " cannot read them";
    }

    @Override
    public SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        return outbox.plan(request);
    }

    @Override
    public UssdStep ussd(String code, boolean menu) {
        return new GsmSendUssd(code, IntUnaryOperator.identity(), CliCommands::command);
    }

    @Override
    public UssdStep endUssd() {
        return new OpenVoxUssdEnd();
    }

    @Override
    public List<Signal> read(AmiEvent event) {
        List<Signal> signals = inbox.read(event);
        return !signals.isEmpty() && signals.get(0) instanceof InboundPart part ? guess.accept(part) : signals;
    }

    @Override
    public void linkLost() {
        inbox.linkLost();
        guess.linkLost();
    }

    @Override
    public AmiAction listSpans() {
        return CliCommands.command(GsmShowSpans.COMMAND);
    }

    @Override
    public List<Span> readSpans(AmiResponse answer) {
        return GsmShowSpans.read(answer, IntUnaryOperator.identity());
    }

    @Override
    public AmiAction showSpan(int span) {
        return CliCommands.command(GsmShowSpans.detailsOf(span));
    }

    @Override
    public Span readSpan(Span listed, AmiResponse answer) {
        return GsmShowSpans.readDetails(listed, answer);
    }
}
