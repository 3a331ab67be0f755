package io.camelami.gsm.dialect.asterisk;

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
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** One Asterisk without a GSM driver of its own. */
final class AsteriskSession implements DialectSession {
    private final MessageOptions options;
    private final MessageOutbox outbox;
    private final Capabilities capabilities;
    /** Null until it was asked. */
    private volatile Boolean hasMessageSend;

    AsteriskSession(MessageOptions options) {
        this.options = options;
        this.outbox = new MessageOutbox(options);
        this.capabilities = capabilities(sends());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    private static Capabilities capabilities(boolean sends) {
        Set<Operation> operations = EnumSet.of(
                Operation.ORIGINATE,
                Operation.REDIRECT,
                Operation.HANGUP,
                Operation.CALL_CONTROL,
                Operation.COMMAND,
                Operation.ACTION);
        if (!sends) {
            return new Capabilities(operations, Set.of(), 0, Set.of());
        }
        operations.addAll(Set.of(Operation.SEND_SMS, Operation.SPANS));
        return new Capabilities(
                operations,
                Set.of(Outcome.ACCEPTED),
                MessageOutbox.MOST_PARTS,
                Set.of(SmsFeature.NEWLINES, SmsFeature.UNICODE));
    }

    private boolean sends() {
        return !options.destinations().isEmpty();
    }

    @Override
    public String insteadOf(Operation lacking) {
        String gateway = "plain Asterisk has no modem. For a GSM gateway choose its dialect: openvox, yeastar-tg,"
                + " chan-dongle or chan-quectel";
        return lacking != Operation.SEND_SMS
                ? gateway
                : gateway
                        + ". Where a driver or a SIP carrier of this server takes messages, set dialect option message."
                        + " A Yeastar S-Series tells and takes SMS over its HTTP API alone";
    }

    @Override
    public LinkNeeds needs() {
        // On a busy PBX the events of the dialplan, of RTCP and of AGI are many times those of calls.
        return new LinkNeeds("system,call", "system,call,agent,dialplan,cdr", "on", 1);
    }

    @Override
    public String mayBeMissing() {
        return "all events of that time: Asterisk repeats none";
    }

    @Override
    public boolean ready() {
        return !sends() || hasMessageSend != null;
    }

    @Override
    public SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        if (Boolean.FALSE.equals(hasMessageSend)) {
            throw new SmsRefusedException(
                    FailureClass.CONFIGURATION,
                    "this server does not list the action MessageSend; Asterisk 11 and later have it, for AMI users with the"
                            + " right (write) message");
        }
        return outbox.plan(request);
    }

    @Override
    public boolean reads(String event) {
        return false;
    }

    @Override
    public List<Signal> read(AmiEvent event) {
        return List.of();
    }

    @Override
    public AmiAction listSpans() {
        return sends() ? AmiAction.of("ListCommands") : null;
    }

    /** The spans are those of the options; what is asked is whether the server can send at all. */
    @Override
    public List<Span> readSpans(AmiResponse answer) {
        boolean has = answer.get("MessageSend") != null;
        hasMessageSend = has;
        return IntStream.rangeClosed(1, options.destinations().size())
                .mapToObj(span -> Span.of(span, has, options.destinations().get(span - 1)))
                .toList();
    }
}
