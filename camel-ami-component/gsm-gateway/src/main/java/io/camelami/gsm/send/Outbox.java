package io.camelami.gsm.send;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkStatus;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdSessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sends of one gateway. Its methods may be called by any thread and return at once. */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final int MOST_SPANS = 999;

    private final GatewayConfig config;
    private final DialectSession dialect;
    private final AmiLink link;
    private final Worker worker;
    private final SendContext context;
    private final SpanChoice choice;
    private final UssdDesk ussd;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final Set<Sender> active = new LinkedHashSet<>();
    private final List<Sender> withoutSpan = new ArrayList<>();
    private final List<Runnable> withoutPlan = new ArrayList<>();
    /** The session in which the gateway last answered, or refused to, which spans it has. */
    private long listedIn;

    private boolean closed;

    public Outbox(
            GatewayConfig config,
            DialectSession dialect,
            AmiLink link,
            AmiRuntime runtime,
            PendingReports reports,
            PendingUssd pendingUssd,
            UssdSessions ussdSessions) {
        this.config = config;
        this.dialect = dialect;
        this.link = link;
        this.worker = new Worker(config.name(), runtime);
        this.context = new SendContext(
                config.name(),
                link,
                runtime,
                worker,
                reports,
                config.pacing() != null ? config.pacing() : dialect.pacing());
        this.choice = new SpanChoice(config.spans());
        this.ussd = new UssdDesk(config, dialect, context, this, pendingUssd, ussdSessions);
    }

    /** @return completes normally, with exactly one outcome, on a thread that may be kept */
    public CompletableFuture<SmsResult> send(SmsRequest request) {
        CompletableFuture<SmsResult> future = new CompletableFuture<>();
        worker.execute(() -> accept(request, future));
        return future;
    }

    /** @return completes normally, with exactly one status, on a thread that may be kept */
    public CompletableFuture<UssdResult> sendUssd(UssdRequest request) {
        CompletableFuture<UssdResult> future = new CompletableFuture<>();
        worker.execute(() -> ussd.accept(request, future));
        return future;
    }

    /** @return completes normally, with TERMINATED, or FAILED if there is no such menu */
    public CompletableFuture<UssdResult> cancelUssd(String session) {
        CompletableFuture<UssdResult> future = new CompletableFuture<>();
        worker.execute(() -> ussd.cancel(session, future));
        return future;
    }

    private void accept(SmsRequest request, CompletableFuture<SmsResult> future) {
        if (!dialect.ready() && !closed) {
            LinkStatus status = link.status();
            if (!status.up()) {
                refuse(request, future, FailureClass.RETRY_LATER, "the link is down: " + status.reason());
                return;
            }
            if (listedIn != status.epoch() && withoutPlan.size() < config.sendQueue()) {
                withoutPlan.add(() -> accept(request, future));
                return;
            }
        }
        SmsPlan plan;
        try {
            plan = dialect.plan(request);
        } catch (SmsRefusedException e) {
            refuse(request, future, e.failure(), e.getMessage());
            return;
        } catch (RuntimeException e) {
            LOG.error("{}: dialect {} failed to plan a message", config.name(), config.dialect(), e);
            refuse(request, future, FailureClass.CONFIGURATION, "dialect " + config.dialect() + " failed, see the log");
            return;
        }
        String obstacle = obstacle();
        if (obstacle != null) {
            refuse(request, future, FailureClass.RETRY_LATER, obstacle);
            return;
        }
        if (request.span() > MOST_SPANS || config.spans() > 0 && request.span() > config.spans()) {
            refuse(
                    request,
                    future,
                    FailureClass.CONFIGURATION,
                    "span " + request.span() + " is not one of the "
                            + (config.spans() > 0
                                    ? config.spans() + " of this gateway (option spans)"
                                    : MOST_SPANS + " that a gateway can have"));
            return;
        }
        if (withoutSpan.size() >= config.sendQueue()) {
            refuse(
                    request,
                    future,
                    FailureClass.RETRY_LATER,
                    "as many messages as may (option sendQueue) already wait to hear which spans there are");
            return;
        }
        Duration timeout = request.timeout() != null ? request.timeout() : config.sendTimeout();
        SmsSend send = new SmsSend(context, request, plan, timeout, future, this::forget);
        send.startClock();
        dispatch(send, request.span());
    }

    /** Why nothing can be sent now; null if it can. */
    String obstacle() {
        if (closed) {
            return "the gateway is closed";
        }
        return link.status().up() ? null : "the link is down: " + link.status().reason();
    }

    /** @param span 0 for any */
    void dispatch(Sender send, int span) {
        active.add(send);
        if (span > 0) {
            send.enter(lane(span));
        } else if (choice.known()) {
            send.enter(lane(choice.choose()));
        } else {
            withoutSpan.add(send);
        }
    }

    void forget(Sender send) {
        active.remove(send);
    }

    private void refuse(SmsRequest request, CompletableFuture<SmsResult> future, FailureClass failure, String why) {
        context.complete(
                future,
                new SmsResult(
                        Outcome.FAILED,
                        failure,
                        request.span(),
                        request.id(),
                        0,
                        null,
                        "gateway " + config.name() + ": nothing was sent: " + why,
                        0,
                        context.runtime().clock().instant()));
    }

    private Lane lane(int span) {
        return lanes.computeIfAbsent(span, number -> new Lane(number, context, config.sendQueue()));
    }

    /** The gateway is logged in: asks for its spans if they were not configured. */
    public void linkUp() {
        AmiAction question = config.spans() > 0 && dialect.ready() ? null : dialect.listSpans();
        if (question == null) {
            return;
        }
        long epoch = link.status().epoch();
        link.send(question, config.actionTimeout())
                .whenComplete((answer, failure) -> worker.execute(() -> {
                    spansTold(answer, failure);
                    listedIn = epoch;
                    planAll();
                }));
    }

    /** What came before the answer to the list of spans, without which this dialect can plan nothing. */
    private void planAll() {
        List<Runnable> waiting = List.copyOf(withoutPlan);
        withoutPlan.clear();
        waiting.forEach(Runnable::run);
    }

    private void spansTold(AmiResponse answer, Throwable failure) {
        List<Span> listing = null;
        String problem = failure == null ? null : failure.getMessage();
        try {
            listing = answer == null ? null : dialect.readSpans(answer);
        } catch (IllegalStateException e) {
            problem = e.getMessage();
        }
        if (listing != null) {
            if (config.spans() == 0) {
                choice.learn(listing);
            }
            LOG.info(
                    "{}: {} spans, {} of them up",
                    config.name(),
                    listing.size(),
                    listing.stream().filter(Span::up).count());
        } else {
            LOG.warn("{}: its spans are not known: {}", config.name(), problem);
        }
        List<Sender> undecided = List.copyOf(withoutSpan);
        withoutSpan.clear();
        for (Sender send : undecided) {
            if (choice.known()) {
                send.enter(lane(choice.choose()));
            } else {
                send.noSpan("the request names no span and the gateway did not list its spans; name one, or set option"
                        + " spans");
            }
        }
    }

    /** The link is lost: everything pending ends as what it is. */
    public void linkDown(String reason) {
        worker.execute(() -> {
            withoutSpan.clear();
            List.copyOf(active).forEach(send -> send.linkLost(reason));
            planAll();
        });
    }

    /** Ends everything pending; later sends fail at once. */
    public void close() {
        worker.execute(() -> {
            closed = true;
            withoutSpan.clear();
            List.copyOf(active).forEach(Sender::closed);
            planAll();
        });
    }
}
