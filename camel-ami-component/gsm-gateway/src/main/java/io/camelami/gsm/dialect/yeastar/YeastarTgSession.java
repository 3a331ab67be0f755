package io.camelami.gsm.dialect.yeastar;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.CliCommands;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.GsmSendUssd;
import io.camelami.gsm.dialect.GsmShowSpans;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsChecks;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.text.SmsText;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One Yeastar TG. */
final class YeastarTgSession implements DialectSession {
    static final String ACTION = "smscommand";
    static final String HEADER = "command";
    /** The vendor asks for no more than one SMS in ten seconds and port (gateways.md §3.1). */
    private static final Duration SAFE_PACING = Duration.ofSeconds(10);

    /** USSD blocks its session until the network answers; messages do not. */
    private static final int MOST_COMMAND_SESSIONS = 4;

    private static final int MOST_PARTS = 7;

    private final YeastarEvents events;
    /** Ids are ours, so that a report cannot be taken for that of a message somebody else sent (§3.5). */
    private final String idPrefix =
            "g" + Long.toString(ThreadLocalRandom.current().nextLong(60_466_176, 1L << 30), 36) + "-";

    private final AtomicInteger ids = new AtomicInteger();

    YeastarTgSession(ZoneId zone) {
        this.events = new YeastarEvents(zone);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Set.of(
                        Operation.SEND_SMS,
                        Operation.RECEIVE_SMS,
                        Operation.SEND_USSD,
                        Operation.COMMAND,
                        Operation.ACTION,
                        Operation.SPANS),
                Set.of(Outcome.SENT, Outcome.ACCEPTED, Outcome.EXPIRED),
                MOST_PARTS,
                Set.of(SmsFeature.NEWLINES, SmsFeature.UNICODE));
    }

    @Override
    public String insteadOf(Operation lacking) {
        return "a Yeastar TG takes calls over SIP alone: register it as a trunk of an Asterisk, and control its calls there"
                + " (dialect asterisk)";
    }

    @Override
    public LinkNeeds needs() {
        return new LinkNeeds("on", MOST_COMMAND_SESSIONS);
    }

    @Override
    public Duration pacing() {
        return SAFE_PACING;
    }

    @Override
    public String mayBeMissing() {
        return "SMS that arrived meanwhile and results of messages sent before: a Yeastar TG tells both once, to whoever is"
                + " logged in";
    }

    @Override
    public SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        SmsChecks.check(request);
        String encoded = UrlText.encode(request.text());
        String id = idPrefix + ids.incrementAndGet();
        int parts = SmsText.cost(request.text()).parts();
        YeastarSend send = new YeastarSend(request.to(), encoded, id, parts);
        // Measured with the longest span number there is.
        int tooMany = CliCommands.bytesTooMany(HEADER, send.command(99));
        if (tooMany > 0) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT,
                    "the text is " + tooMany
                            + " bytes too long for one command: URL-encoded, as a Yeastar TG takes it, it"
                            + " has " + encoded.length()
                            + " bytes, and a line holds 1022 with everything; send it as several"
                            + " messages");
        }
        return new SmsPlan(request.id() != null ? request.id() : id, List.of(send));
    }

    @Override
    public UssdStep ussd(String code, boolean menu) {
        return new GsmSendUssd(code, YeastarTgSession::spanOfPort, this::command);
    }

    @Override
    public List<Signal> read(AmiEvent event) {
        return events.read(event);
    }

    @Override
    public AmiAction listSpans() {
        return command(GsmShowSpans.COMMAND);
    }

    @Override
    public List<Span> readSpans(AmiResponse answer) {
        return GsmShowSpans.read(answer, YeastarTgSession::portOfSpan);
    }

    @Override
    public AmiAction showSpan(int span) {
        return command(GsmShowSpans.detailsOf(spanOfPort(span)));
    }

    @Override
    public Span readSpan(Span listed, AmiResponse answer) {
        return GsmShowSpans.readDetails(listed, answer);
    }

    @Override
    public AmiAction command(String command) {
        return CliCommands.withCommand(ACTION, HEADER, command);
    }

    static int portOfSpan(int span) {
        return span - 1;
    }

    static int spanOfPort(int port) {
        return port + 1;
    }
}
