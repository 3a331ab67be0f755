package io.camelami.gsm.send;

import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkStatus;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.Span;
import io.camelami.gsm.SpanHealth;
import io.camelami.gsm.dialect.Ability;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdSessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    private final SmsPlanner planner;
    private final Dispatcher dispatcher;
    private final UssdDesk ussd;
    private final Set<Sender> active = new LinkedHashSet<>();
    private final List<Runnable> withoutPlan = new ArrayList<>();
    /** The session in which the gateway last answered, or refused to, which spans it has. */
    private long listedIn;

    private boolean closed;

    /** @param look asks the gateway for its spans, which ends in {@link #spansListed} */
    public Outbox(
            GatewayConfig config,
            DialectSession dialect,
            AmiLink link,
            AmiRuntime runtime,
            PendingReports reports,
            PendingUssd pendingUssd,
            UssdSessions ussdSessions,
            Runnable look) {
        this.config = config;
        this.dialect = dialect;
        this.link = link;
        this.worker = new Worker(config.name(), "send", runtime);
        this.context = new SendContext(
                config.name(),
                link,
                runtime,
                worker,
                new Results(config.name(), runtime),
                reports,
                new Quotas(config, runtime, worker),
                config.pacing() != null ? config.pacing() : dialect.pacing());
        this.planner = new SmsPlanner(config.dialect(), dialect);
        this.dispatcher = new Dispatcher(config, context, look);
        this.ussd = new UssdDesk(config, dialect, context, this, pendingUssd, ussdSessions);
    }

    /** @return completes normally, with exactly one outcome, on a thread that may be kept */
    public CompletableFuture<SmsResult> send(SmsRequest request) {
        CompletableFuture<SmsResult> future = new CompletableFuture<>();
        worker.executeHere(() -> accept(request, future));
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
        String unable = Ability.lacking(config, dialect, Operation.SEND_SMS);
        if (unable != null) {
            refuse(request, future, FailureClass.CONFIGURATION, unable);
            return;
        }
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
        SmsPlanner.Planned planned;
        try {
            planned = planner.plan(request);
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
        int quota = config.spanRules().quotaPartsPerDay();
        if (quota > 0 && planned.plan().parts() > quota) {
            refuse(
                    request,
                    future,
                    FailureClass.CONFIGURATION,
                    "it has " + planned.plan().parts()
                            + " parts, more than a span may send in a day (option quotaPartsPerDay=" + quota + ")");
            return;
        }
        if (dispatcher.full()) {
            refuse(
                    request,
                    future,
                    FailureClass.RETRY_LATER,
                    "as many messages as may (option sendQueue) already wait to hear which span can take them");
            return;
        }
        Duration timeout = request.timeout() != null ? request.timeout() : config.sendTimeout();
        SmsSend send = new SmsSend(context, request, planned, timeout, future, this::forget);
        send.startClock();
        dispatch(send, request.span());
    }

    /** Why nothing can be sent now; null if it can. */
    String obstacle() {
        if (closed) {
            return "the gateway is closed";
        }
        return link.isUp() ? null : "the link is down: " + link.status().reason();
    }

    /** @param span 0 for any */
    void dispatch(Sender send, int span) {
        active.add(send);
        dispatcher.dispatch(send, span);
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

    /** How the spans do, as known now. */
    public List<SpanHealth> spans() {
        return dispatcher.health();
    }

    /**
     * The gateway was asked for its spans.
     *
     * @param epoch the session it was asked in
     * @param spans null if it did not tell
     */
    public void spansListed(long epoch, List<Span> spans) {
        worker.execute(() -> {
            if (epoch == link.epoch()) {
                dispatcher.listed(spans);
                listedIn = epoch;
                planAll();
            }
        });
    }

    /** What came before the answer to the list of spans, without which this dialect can plan nothing. */
    private void planAll() {
        List<Runnable> waiting = List.copyOf(withoutPlan);
        withoutPlan.clear();
        waiting.forEach(Runnable::run);
    }

    /** The link is lost: everything pending ends as what it is. */
    public void linkDown(String reason) {
        worker.execute(() -> {
            List.copyOf(active).forEach(send -> send.linkLost(reason));
            dispatcher.forgetAll();
            planAll();
        });
    }

    /** Ends everything pending; later sends fail at once. */
    public void close() {
        worker.execute(() -> {
            closed = true;
            List.copyOf(active).forEach(Sender::closed);
            dispatcher.forgetAll();
            planAll();
        });
    }
}
