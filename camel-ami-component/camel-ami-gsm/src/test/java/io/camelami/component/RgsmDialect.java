package io.camelami.component;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectOptions;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsChecks;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.Traits;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.event.InboundSms;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The dialect of the documentation: a gateway of another make, much like chan_rgsm (gateways.md §4.5). */
public final class RgsmDialect implements Dialect {
    private final String name;

    public RgsmDialect() {
        this("rgsm");
    }

    RgsmDialect(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String recognize(Traits told) { // for dialect=auto
        return told.hasActionsOf("rgsm") ? "its actions whose names begin with RGSM" : null;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        new DialectOptions(name, config).complain();
        return new Session();
    }

    private static final class Session implements DialectSession {

        @Override
        public Capabilities capabilities() { // all that is not in here is refused before the wire
            return new Capabilities(
                    Set.of(Operation.SEND_SMS, Operation.RECEIVE_SMS, Operation.ACTION),
                    Set.of(Outcome.ACCEPTED),
                    1,
                    Set.of(SmsFeature.UNICODE));
        }

        @Override
        public LinkNeeds needs() {
            return new LinkNeeds("call", 0); // the event mask
        }

        @Override
        public String mayBeMissing() {
            return "SMS that arrived meanwhile: the driver tells of them once";
        }

        @Override
        public SmsPlan plan(SmsRequest request) throws SmsRefusedException {
            SmsChecks.check(request); // the recipient is digits, so it can become nothing else on the wire
            if (request.text().matches("(?s).*[\r\n\0].*")) {
                throw new SmsRefusedException(FailureClass.RECIPIENT, "the driver takes a text of one line");
            }
            return new SmsPlan(request.id(), List.of(new Send(request)));
        }

        @Override
        public List<Signal> read(AmiEvent event) {
            if (!event.is("RGSMNewSMS")) {
                return List.of();
            }
            String text = IntStream.range(0, Integer.parseInt(event.get("LineCount")))
                    .mapToObj(line -> event.get("MessageLine" + line))
                    .collect(Collectors.joining("\n"));
            int span = Integer.parseInt(event.get("Device").substring("modem".length()));
            return List.of(
                    new InboundPart(span, event.get("From"), text, null, false, null, 0, 1, InboundSms.Source.EVENT));
        }
    }

    private record Send(SmsRequest request) implements SmsStep {

        @Override
        public AmiAction action(int span, Duration timeLeft) {
            return AmiAction.of("RGSMSendSMS")
                    .with("Device", "modem" + span)
                    .with("Number", request.to())
                    .with("Message", request.text());
        }

        @Override
        public Verdict onReply(int span, AmiResponse reply) {
            return reply.success()
                    ? Verdict.of(Outcome.ACCEPTED, null, "the driver queued it")
                    : Verdict.failed(FailureClass.SPAN_BROKEN, reply.message(), "the driver refused it");
        }
    }
}
