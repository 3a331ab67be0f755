package io.camelami.component;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.Span;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.call.RedirectRequest;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A gateway without a wire: tells what a test gives it and answers as the test says. */
final class FakeGateway implements GsmGateway {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    final GatewayConfig config;
    final List<SmsRequest> requests = new CopyOnWriteArrayList<>();
    final List<Consumer<GatewayEvent>> listeners = new CopyOnWriteArrayList<>();
    final List<Consumer<? super SpanChange>> spanWatchers = new CopyOnWriteArrayList<>();
    volatile Function<SmsRequest, CompletableFuture<SmsResult>> answer =
            request -> CompletableFuture.completedFuture(sent(request));
    /** What was asked about calls. */
    final List<Object> calls = new CopyOnWriteArrayList<>();

    volatile CallResult callResult = new CallResult(
            CallOutcome.ANSWERED, null, "id-1", "SIP/1000-1", "1.1", 0, null, "reply", "answered", 1, NOW);
    volatile CallActionResult callActionResult =
            new CallActionResult(CallActionResult.Outcome.DONE, "Redirect successful", 1, "done", 1, NOW);
    final List<UssdRequest> ussdRequests = new CopyOnWriteArrayList<>();
    final List<String> cancelledMenus = new CopyOnWriteArrayList<>();
    volatile Function<UssdRequest, UssdResult> ussdAnswer = request -> ussd(UssdStatus.DONE, "Your balance is 5", null);
    volatile GatewayStatus status;
    volatile int starts;
    volatile boolean closed;

    FakeGateway(GatewayConfig config) {
        this.config = config;
        this.status = new GatewayStatus(config.name(), true, NOW, 1, "logged in", NOW);
    }

    static SmsResult sent(SmsRequest request) {
        int span = request.span() == 0 ? 1 : request.span();
        return new SmsResult(Outcome.SENT, null, span, request.id(), 1, "SUCCESSFULLY", "the network took it", 1, NOW);
    }

    static SmsResult failed(FailureClass failure) {
        return new SmsResult(Outcome.FAILED, failure, 1, null, 0, "FAILED", "span 1 refused it", 1, NOW);
    }

    static SmsResult without(Outcome outcome) {
        return new SmsResult(outcome, null, 1, null, 1, null, "no answer within 60 s; option sendTimeout", 1, NOW);
    }

    static UssdResult ussd(UssdStatus status, String text, String session) {
        return new UssdResult(
                status,
                status == UssdStatus.FAILED ? FailureClass.RETRY_LATER : null,
                2,
                text,
                15,
                text,
                session,
                null,
                "span 2 said so",
                1,
                NOW);
    }

    static InboundSms sms(String text) {
        return sms("gw:5038", 3, "+491701234567", text);
    }

    static InboundSms sms(String gateway, int span, String sender, String text) {
        return new InboundSms(
                gateway,
                NOW,
                1,
                span,
                sender,
                text,
                OffsetDateTime.parse("2026-03-01T10:59:58+01:00"),
                true,
                "77",
                1,
                List.of(),
                InboundSms.Source.EVENT);
    }

    void answer(SmsResult result) {
        answer = request -> CompletableFuture.completedFuture(result);
    }

    void tell(GatewayEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public GatewayConfig config() {
        return config;
    }

    @Override
    public void start() {
        starts++;
        if (status.up()) {
            tell(new LinkUp(config.name(), NOW, 1));
        }
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(Capabilities.Operation.SEND_SMS), Set.of(Outcome.SENT), 10, Set.of());
    }

    @Override
    public GatewayStatus status() {
        return status;
    }

    @Override
    public CompletableFuture<UssdResult> sendUssd(UssdRequest request) {
        ussdRequests.add(request);
        return CompletableFuture.completedFuture(ussdAnswer.apply(request));
    }

    @Override
    public CompletableFuture<UssdResult> cancelUssd(String session) {
        cancelledMenus.add(session);
        return CompletableFuture.completedFuture(ussd(UssdStatus.TERMINATED, null, null));
    }

    @Override
    public CompletableFuture<SmsResult> sendSms(SmsRequest request) {
        requests.add(request);
        return answer.apply(request);
    }

    @Override
    public CompletableFuture<CallResult> originate(OriginateRequest request) {
        calls.add(request);
        return CompletableFuture.completedFuture(callResult);
    }

    @Override
    public CompletableFuture<CallActionResult> redirect(RedirectRequest request) {
        calls.add(request);
        return CompletableFuture.completedFuture(callActionResult);
    }

    @Override
    public CompletableFuture<CallActionResult> hangup(HangupRequest request) {
        calls.add(request);
        return CompletableFuture.completedFuture(callActionResult);
    }

    @Override
    public CompletableFuture<CallActionResult> control(CallControl control) {
        calls.add(control);
        return CompletableFuture.completedFuture(callActionResult);
    }

    @Override
    public CompletableFuture<List<Span>> spans() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription watchSpans(Consumer<? super SpanChange> listener) {
        if (config.dialect().equals("asterisk")) {
            throw new UnsupportedOperationException("the dialect asterisk has no listing of spans");
        }
        spanWatchers.add(listener);
        return () -> spanWatchers.remove(listener);
    }

    @Override
    public CompletableFuture<AmiResponse> action(AmiAction action) {
        calls.add(action);
        return CompletableFuture.failedFuture(new AmiNoAnswerException(
                AmiNoAnswerException.Reason.TIMEOUT, "action " + action.name() + " was not answered"));
    }

    @Override
    public CompletableFuture<AmiResponse> command(String command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(Consumer<GatewayEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Subscription subscribe(
            Predicate<Class<? extends GatewayEvent>> kinds, Consumer<? super List<GatewayEvent>> listener) {
        return subscribe(event -> listener.accept(List.of(event)));
    }

    @Override
    public void close() {
        closed = true;
    }
}
