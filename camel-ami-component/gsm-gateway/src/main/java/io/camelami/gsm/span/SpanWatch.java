package io.camelami.gsm.span;

import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkStatus;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GsmGateway.Subscription;
import io.camelami.gsm.Span;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.send.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the spans of a gateway: after each login, when it is asked to, when the gateway tells that one has changed or
 * that a module was loaded or reloaded, and at intervals while somebody watches. The details are asked for only while somebody watches. Its methods may be called by
 * any thread and return at once.
 */
public final class SpanWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SpanWatch.class);
    /** A modem that comes up knows its network a little after it tells that it is ready. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final GatewayConfig config;
    private final AmiRuntime runtime;
    private final AmiLink link;
    private final SpanLister lister;
    private final Listener listener;
    /** Not the one of the sends: whoever watches may block it. */
    private final Worker worker;

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private Future<?> next = CompletableFuture.completedFuture(null);
    private Future<?> settled = CompletableFuture.completedFuture(null);
    private boolean asking;
    private boolean askAgain;
    private boolean failed;
    private volatile boolean closed;

    /** Hears what each look gave. */
    public interface Listener {

        /**
         * @param epoch the session that was asked in
         * @param spans null if it failed
         */
        void listed(long epoch, List<Span> spans);
    }

    /** Who watches, and what they were told. */
    private record Watcher(Consumer<? super SpanChange> listener, ToldSpans told) {}

    public SpanWatch(GatewayConfig config, AmiRuntime runtime, AmiLink link, SpanLister lister, Listener listener) {
        this.config = config;
        this.runtime = runtime;
        this.link = link;
        this.lister = lister;
        this.listener = listener;
        this.worker = new Worker(config.name(), "spans", runtime);
    }

    /** The gateway is logged in. */
    public void linkUp() {
        if (lister.possible()) {
            look();
        }
    }

    /** Asks the gateway now. */
    public void look() {
        worker.execute(this::ask);
    }

    /** The gateway told that a span has changed. */
    public void spansChanged() {
        worker.execute(() -> {
            ask();
            if (!watchers.isEmpty()) {
                settled.cancel(false);
                settled = worker.schedule(SETTLED, this::ask);
            }
        });
    }

    /**
     * Modules of the server come and go, and are reloaded, without an end of the session: those that drive the modems may
     * have others from then on. Which module does is a matter of each vendor; a look too many costs one question.
     */
    public void read(AmiEvent event) {
        if (reads(event.name()) && lister.possible()) {
            spansChanged();
        }
    }

    /** Whether events of that name are of use. */
    public boolean reads(String event) {
        return event.equals("Reload") || event.equals("Load") || event.equals("Unload");
    }

    /** Tells {@code watcher} of each span and, from then on, what changes. */
    public Subscription watch(Consumer<? super SpanChange> watcher) {
        Watcher place = new Watcher(watcher, new ToldSpans());
        watchers.add(place);
        look();
        return () -> watchers.removeIf(other -> other == place);
    }

    public void close() {
        closed = true;
        watchers.clear();
        worker.execute(() -> {
            next.cancel(false);
            settled.cancel(false);
        });
    }

    private void ask() {
        LinkStatus status = link.status();
        if (closed || !status.up()) {
            return;
        }
        if (asking) {
            askAgain = true;
            return;
        }
        asking = true;
        askAgain = false;
        next.cancel(false);
        lister.listing().whenComplete((spans, failure) -> worker.execute(() -> heard(status.epoch(), spans, failure)));
    }

    private void heard(long epoch, List<Span> spans, Throwable failure) {
        if (failure != null) {
            listener.listed(epoch, null);
            lookFailed(reason(failure));
        } else if (watchers.isEmpty()) {
            listener.listed(epoch, spans);
            lookEnded();
        } else {
            // At once, for those whose messages wait for it.
            listener.listed(epoch, spans);
            lister.details(spans)
                    .whenComplete((all, problem) -> worker.execute(() -> heardDetails(epoch, spans, all, problem)));
        }
    }

    private void heardDetails(long epoch, List<Span> listed, List<Span> detailed, Throwable failure) {
        LinkStatus status = link.status();
        if (status.up() && status.epoch() == epoch) {
            List<Span> spans = failure == null ? detailed : listed;
            listener.listed(epoch, spans);
            watchers.forEach(watcher -> tell(watcher, spans, epoch));
        }
        if (failure != null) {
            lookFailed(reason(failure));
        } else {
            lookEnded();
        }
    }

    private void tell(Watcher watcher, List<Span> spans, long epoch) {
        for (ToldSpans.News news : watcher.told().compare(spans)) {
            try {
                watcher.listener()
                        .accept(new SpanChange(
                                config.name(), runtime.clock().instant(), epoch, news.span(), news.changed()));
            } catch (RuntimeException e) {
                LOG.error(
                        "{}: a listener failed with a change of span {}",
                        config.name(),
                        news.span().number(),
                        e);
            }
        }
    }

    private void lookFailed(String why) {
        if (!failed && link.status().up()) {
            failed = true;
            LOG.warn("{}: its spans cannot be looked at: {}", config.name(), why);
        }
        end();
    }

    private void lookEnded() {
        failed = false;
        end();
    }

    private void end() {
        asking = false;
        if (askAgain) {
            ask();
        } else if (!watchers.isEmpty() && !config.spanRules().check().isZero()) {
            next = worker.schedule(config.spanRules().check(), this::ask);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }
}
