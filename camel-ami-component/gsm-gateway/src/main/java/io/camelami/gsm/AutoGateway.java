package io.camelami.gsm;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.call.RedirectRequest;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.receive.Listeners;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway with {@code dialect=auto}: asks in a visit of its own what it is, and from then on is the gateway of the
 * dialect that was found, over all of its connections. Events and sessions differ by dialect, so the link is opened only
 * then; and the visit is over by then, since some gateways admit one login at a time.
 *
 * <p>What is asked of it before waits from the login of the visit until the link is up or down, and fails as to be
 * repeated later while there is no login. Where the dialect cannot be told, which a person has to change, it fails as that.
 */
final class AutoGateway implements GsmGateway {
    static final String DIALECT = "auto";

    private static final Logger LOG = LoggerFactory.getLogger(AutoGateway.class);

    private static final Capabilities UNKNOWN = new Capabilities(Set.of(), Set.of(), 0, Set.of());

    private final GatewayConfig config;
    private final AmiRuntime runtime;
    private final DialectSearch search;
    private final Listeners listeners;
    private final Instant since;

    private final Object lock = new Object();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<SpanWatcher> watchers = new ArrayList<>();
    /** Whether what is asked now waits. */
    private boolean asking;

    private boolean closed;
    private volatile Refusal refusal;
    private volatile boolean toldDown;
    /** Since when we may not use the gateway, if that was so before its dialect was found; null else. */
    private volatile Instant standbySince;

    private volatile AmiGsmGateway found;
    /** The one that was found, once its link is known to be up or down. */
    private volatile AmiGsmGateway open;

    AutoGateway(GatewayConfig config, AmiRuntime runtime, Collection<? extends Dialect> own) {
        this.config = config;
        this.runtime = runtime;
        this.search = new DialectSearch(config, runtime, Dialects.all(own), new FromSearch());
        this.listeners = new Listeners(config.name(), this::needsChanged);
        this.since = now();
        this.refusal = retryLater("the link is down: not started");
    }

    private Refusal retryLater(String why) {
        return new Refusal(config.name(), FailureClass.RETRY_LATER, why);
    }

    private Instant now() {
        return runtime.clock().instant();
    }

    @Override
    public void start() {
        search.start();
    }

    /** What the search tells. */
    private final class FromSearch implements DialectSearch.Owner {

        @Override
        public void asking() {
            synchronized (lock) {
                asking = !closed;
                refusal = closed ? refusal : retryLater("its dialect is being found out (dialect=auto)");
            }
        }

        @Override
        public void failed(Refusal why) {
            List<Runnable> asked;
            if (standbySince == null && runtime.permit().refusal() != null) {
                standbySince = now();
            }
            synchronized (lock) {
                refusal = closed ? refusal : why;
                asked = release();
            }
            if (!toldDown) {
                toldDown = true;
                listeners.tell(new LinkDown(config.name(), now(), 0, why.why()));
            }
            asked.forEach(Runnable::run);
        }

        @Override
        public void found(Dialect dialect) {
            GatewayConfig spoken = config.withDialect(dialect.name());
            AmiGsmGateway gateway = new AmiGsmGateway(spoken, runtime, dialect.open(spoken));
            gateway.subscribe(listeners::need, AutoGateway.this::fromFound);
            synchronized (lock) {
                if (closed) {
                    return;
                }
                found = gateway;
                watchers.forEach(watcher -> watcher.watch(gateway));
            }
            // Who came before it was known here.
            gateway.needsChanged();
            gateway.start();
        }
    }

    private void fromFound(List<GatewayEvent> events) {
        listeners.gather();
        try {
            events.forEach(this::fromFound);
        } finally {
            listeners.handOver();
        }
    }

    private void fromFound(GatewayEvent event) {
        boolean toldAlready = toldDown && event instanceof LinkDown down && down.epoch() == 0;
        if (!toldAlready) {
            listeners.tell(event);
        }
        if (event instanceof LinkUp up && standbySince != null) {
            listeners.tell(found.gap(standbySince, up.seenAt(), 0, up.epoch()));
            standbySince = null;
        }
        if (open == null && (event instanceof LinkUp || event instanceof LinkDown)) {
            List<Runnable> asked;
            synchronized (lock) {
                open = found;
                asked = release();
            }
            asked.forEach(Runnable::run);
        }
    }

    /** Under the lock: what waited, to be run without it. */
    private List<Runnable> release() {
        asking = false;
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** Asks the gateway that was found, now or when it is there, or refuses. */
    private <T> CompletableFuture<T> ask(
            Function<GsmGateway, CompletableFuture<T>> known, Function<Refusal, T> unknown) {
        if (open != null) {
            return known.apply(open);
        }
        CompletableFuture<T> future = new CompletableFuture<>();
        Refusal full = null;
        synchronized (lock) {
            if (asking && waiting.size() < config.sendQueue()) {
                waiting.add(() -> askNow(known, unknown, future));
                return future;
            }
            if (asking) {
                full = retryLater(
                        "as many requests as may (option sendQueue) already wait for its dialect to be found out");
            }
        }
        if (full != null) {
            refuse(full, unknown, future);
        } else {
            askNow(known, unknown, future);
        }
        return future;
    }

    private <T> void askNow(
            Function<GsmGateway, CompletableFuture<T>> known,
            Function<Refusal, T> unknown,
            CompletableFuture<T> future) {
        if (open == null) {
            refuse(refusal, unknown, future);
            return;
        }
        known.apply(open).whenComplete((result, failure) -> {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    /** Ends on a thread of its own, as every request does. */
    private <T> void refuse(Refusal why, Function<Refusal, T> unknown, CompletableFuture<T> future) {
        Runnable end = () -> {
            try {
                future.complete(unknown.apply(why));
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        };
        try {
            runtime.execute("ami-gsm/" + config.name() + "/result", end);
        } catch (RejectedExecutionException e) {
            end.run();
        }
    }

    @Override
    public CompletableFuture<SmsResult> sendSms(SmsRequest request) {
        return ask(gateway -> gateway.sendSms(request), why -> why.sms(request, now()));
    }

    @Override
    public CompletableFuture<CallResult> originate(OriginateRequest request) {
        return ask(gateway -> gateway.originate(request), why -> why.call(now()));
    }

    @Override
    public CompletableFuture<CallActionResult> redirect(RedirectRequest request) {
        return ask(gateway -> gateway.redirect(request), why -> why.callAction(now()));
    }

    @Override
    public CompletableFuture<CallActionResult> hangup(HangupRequest request) {
        return ask(gateway -> gateway.hangup(request), why -> why.callAction(now()));
    }

    @Override
    public CompletableFuture<CallActionResult> control(CallControl control) {
        return ask(gateway -> gateway.control(control), why -> why.callAction(now()));
    }

    @Override
    public CompletableFuture<UssdResult> sendUssd(UssdRequest request) {
        return ask(gateway -> gateway.sendUssd(request), why -> why.ussd(request.span(), now()));
    }

    @Override
    public CompletableFuture<UssdResult> cancelUssd(String session) {
        return ask(gateway -> gateway.cancelUssd(session), why -> why.ussd(0, now()));
    }

    @Override
    public CompletableFuture<List<Span>> spans() {
        return ask(GsmGateway::spans, AutoGateway::fail);
    }

    @Override
    public CompletableFuture<AmiResponse> action(AmiAction action) {
        return ask(gateway -> gateway.action(action), AutoGateway::fail);
    }

    @Override
    public CompletableFuture<AmiResponse> command(String command) {
        return ask(gateway -> gateway.command(command), AutoGateway::fail);
    }

    private static <T> T fail(Refusal why) {
        throw why.exception();
    }

    @Override
    public GatewayConfig config() {
        return config;
    }

    @Override
    public String dialect() {
        return found == null ? DIALECT : found.dialect();
    }

    @Override
    public Capabilities capabilities() {
        return found == null ? UNKNOWN : found.capabilities();
    }

    @Override
    public GatewayStatus status() {
        return found == null ? new GatewayStatus(config.name(), false, since, 0, refusal.why(), null) : found.status();
    }

    @Override
    public Subscription subscribe(Consumer<GatewayEvent> listener) {
        return subscribe(kind -> true, listeners.oneByOne(listener));
    }

    @Override
    public Subscription subscribe(
            Predicate<Class<? extends GatewayEvent>> kinds, Consumer<? super List<GatewayEvent>> listener) {
        return listeners.add(kinds, listener);
    }

    private void needsChanged() {
        AmiGsmGateway current = found;
        if (current != null) {
            current.needsChanged();
        }
    }

    /** Watches from when the dialect is found; one that has no listing is told to the log, since it is too late to refuse. */
    @Override
    public Subscription watchSpans(Consumer<? super SpanChange> listener) {
        SpanWatcher watcher = new SpanWatcher(listener);
        synchronized (lock) {
            watchers.add(watcher);
            if (found != null) {
                watcher.watch(found);
            }
        }
        return watcher;
    }

    private final class SpanWatcher implements Subscription {
        private final Consumer<? super SpanChange> listener;
        private Subscription watching;

        SpanWatcher(Consumer<? super SpanChange> listener) {
            this.listener = listener;
        }

        /** Under the lock. */
        void watch(AmiGsmGateway gateway) {
            try {
                watching = gateway.watchSpans(listener);
            } catch (UnsupportedOperationException e) {
                LOG.warn("{}: its spans cannot be watched: {}", config.name(), e.getMessage());
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                watchers.remove(this);
                if (watching != null) {
                    watching.close();
                }
            }
        }
    }

    @Override
    public void close() {
        List<Runnable> asked;
        synchronized (lock) {
            closed = true;
            refusal = retryLater("the gateway is closed");
            asked = release();
        }
        search.close();
        if (found != null) {
            found.close();
        }
        asked.forEach(Runnable::run);
    }
}
