package io.camelami.component;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the events of a gateway to a route: one Exchange an event, one after the other, in the order in which they were
 * read, on a thread of its own, while there are any, with a bounded queue before it.
 *
 * <p>Stopping the route ends the listening and then finishes what is queued, within the timeout of Camel's shutdown
 * strategy. Suspending it finishes what is queued, stops emitting and keeps up to {@code queueSize} further events for
 * the resume; more are dropped, counted and announced. What happens when the queue of a running route is full is the option
 * {@code whenFull}.
 *
 * <p>With {@code exchangePattern=InOut} what the route leaves as body is sent back, see {@link Replies}.
 */
@ManagedResource(description = "Managed AMI GSM Consumer")
public final class AmiGsmConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(AmiGsmConsumer.class);

    private static final long NOTHING = -1;
    private static final long DOWN = -2;

    private final AmiGsmEndpoint endpoint;
    private final Set<EventKind> kinds;
    private final ReplyLimit replyLimit;
    /** Epoch of the last link-up that was told, or what else is known of the link here. */
    private final AtomicLong linkTold = new AtomicLong(NOTHING);

    private volatile EventQueue queue;
    private volatile SharedGateway gateway;
    private volatile Replies replies;
    private GsmGateway.Subscription subscription;
    private GsmGateway.Subscription spanWatch;
    private ExecutorService emitter;
    private volatile Thread emitterThread;

    AmiGsmConsumer(AmiGsmEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.kinds = EventKind.parse(endpoint.getEvents());
        this.replyLimit = new ReplyLimit(endpoint.getRepliesPerHour());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        gateway = endpoint.acquireGateway();
        queue = new EventQueue(
                endpoint.getQueueSize(),
                endpoint.getWhenFull(),
                gateway::nanoTime,
                new QueueNews(gateway, getRouteId(), queueOptions(), this::emitQueued));
        replies = new Replies(gateway, getRouteId(), replyLimit, getExceptionHandler());
        // One thread, which Camel lets go when it has had nothing to do for a minute.
        emitter = executors().newThreadPool(this, AmiRuntime.threadName(gateway.name(), getRouteId()), 1, 1);
        watchSpans(queue);
        linkTold.set(NOTHING);
        subscription = gateway.gateway().subscribe(this::needs, events -> hear(queue, events));
        gateway.addConsumer(this);
        gateway.start();
        tellThatLinkIsUp(queue);
        AmiGsmHealthCheck health = AmiGsmHealthCheck.ofConsumer(gateway, getRouteId());
        health.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
        setHealthCheck(health);
        LOG.info("{}: route {} listens for {}", gateway.name(), getRouteId(), endpoint.getEvents());
    }

    @Override
    protected void doStop() throws Exception {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        if (spanWatch != null) {
            spanWatch.close();
            spanWatch = null;
        }
        if (queue != null) {
            // After the subscription, so that nothing is told to it that it does not take.
            queue.close();
        }
        finishQueue();
        if (gateway != null) {
            gateway.removeConsumer(this);
            endpoint.releaseGateway(gateway);
            gateway = null;
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() {
        EventQueue current = queue;
        if (current != null) {
            current.pause();
        }
    }

    @Override
    protected void doResume() {
        EventQueue current = queue;
        if (current == null) {
            return;
        }
        long dropped = current.resume();
        if (dropped > 0) {
            LOG.warn(
                    "{}: route {} goes on; {} events were dropped while it was suspended, since its queue was full ({})",
                    gateway.name(),
                    getRouteId(),
                    dropped,
                    queueOptions());
        }
    }

    /** It goes on while a shutdown waits for what was queued when the shutdown began. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        EventQueue current = queue;
        if (current != null) {
            current.mark();
        }
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        EventQueue current = queue;
        return current == null ? 0 : current.beforeMark();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // doStop and doSuspend do what there is to do.
    }

    @ManagedAttribute(description = "Events that wait for the route")
    public int getQueuedEvents() {
        EventQueue current = queue;
        return current == null ? 0 : current.size();
    }

    @ManagedAttribute(description = "Events dropped since the route was started, because its queue was full")
    public long getDroppedEvents() {
        EventQueue current = queue;
        return current == null ? 0 : current.dropped();
    }

    @ManagedAttribute(description = "Replies not sent because their number had repliesPerHour of them")
    public long getRepliesOverLimit() {
        return replyLimit.refused();
    }

    /** A producer may have opened the link before; then its coming up is told to this route now. */
    private void tellThatLinkIsUp(EventQueue target) {
        GatewayStatus status = gateway.status();
        if (status.up() && linkTold.compareAndSet(NOTHING, status.epoch())) {
            LinkUp up = new LinkUp(gateway.name(), gateway.now(), status.epoch());
            if (listensFor(up)) {
                enqueue(target, List.of(up));
            }
        }
    }

    /** Only then the gateway is asked for its spans again and again. */
    private void watchSpans(EventQueue target) {
        if (!kinds.contains(EventKind.SPAN)) {
            return;
        }
        try {
            spanWatch = gateway.gateway().watchSpans(change -> enqueue(target, List.of(change)));
        } catch (UnsupportedOperationException e) {
            executors().shutdown(emitter);
            emitter = null;
            endpoint.releaseGateway(gateway);
            gateway = null;
            throw new IllegalArgumentException(
                    "Option events=" + endpoint.getEvents() + " has span, but " + e.getMessage(), e);
        }
    }

    private boolean needs(Class<? extends GatewayEvent> type) {
        return kinds.stream().anyMatch(kind -> kind.needs(type));
    }

    private void hear(EventQueue target, List<GatewayEvent> events) {
        List<GatewayEvent> wanted = new ArrayList<>(events.size());
        for (GatewayEvent event : events) {
            if (!isToldAlready(event) && listensFor(event)) {
                wanted.add(event);
            }
        }
        enqueue(target, wanted);
    }

    private boolean isToldAlready(GatewayEvent event) {
        if (event instanceof LinkDown) {
            linkTold.set(DOWN);
        }
        return event instanceof LinkUp up && linkTold.getAndSet(up.epoch()) == up.epoch();
    }

    private void enqueue(EventQueue target, List<GatewayEvent> wanted) {
        try {
            target.put(wanted);
        } catch (InterruptedException e) {
            // Camel ends its threads while one of them waits for room here.
            Thread.currentThread().interrupt();
        }
    }

    /** Asked for everything that a gateway says, so without a stream. */
    private boolean listensFor(GatewayEvent event) {
        for (EventKind kind : kinds) {
            if (kind.covers(event)) {
                return true;
            }
        }
        return false;
    }

    private void emitQueued() {
        EventQueue source = queue;
        Replies outgoing = replies;
        emitter.execute(() -> emitAll(source, outgoing));
    }

    private void emitAll(EventQueue source, Replies outgoing) {
        emitterThread = Thread.currentThread();
        EventWriter writer = new EventWriter();
        try {
            for (GatewayEvent event = source.take(); event != null; event = source.take()) {
                // The queue's own gaps are for those alone who listen for them; all else was asked about before.
                if (!(event instanceof Gap) || listensFor(event)) {
                    emitSafely(event, writer, outgoing);
                }
            }
            if (source.isClosed()) {
                // So that the gateway is not closed while the last replies are being sent.
                outgoing.awaitOutcomes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What escapes, from an exception handler or the machine itself, must not leave the route deaf. */
    private void emitSafely(GatewayEvent event, EventWriter writer, Replies outgoing) {
        try {
            emit(event, writer, outgoing);
        } catch (RuntimeException | Error e) {
            LOG.error("{}: route {} failed with an event, and so did its handling", event.gateway(), getRouteId(), e);
        }
    }

    private void emit(GatewayEvent event, EventWriter writer, Replies outgoing) {
        Exchange exchange = createExchange(false);
        CompletableFuture<?> replied = null;
        try {
            if (process(event, writer, exchange)
                    && endpoint.getExchangePattern().isOutCapable()) {
                replied = outgoing.send(event, exchange);
            }
        } finally {
            if (replied == null) {
                releaseExchange(exchange, false);
            } else {
                replied.whenComplete((done, error) -> releaseExchange(exchange, false));
            }
        }
    }

    /** Whether the route did not fail. */
    private boolean process(GatewayEvent event, EventWriter writer, Exchange exchange) {
        try {
            writer.write(event, exchange.getMessage());
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() == null) {
            return !exchange.isRollbackOnly();
        }
        getExceptionHandler()
                .handleException(
                        event.gateway() + ": route " + getRouteId() + " failed with an event",
                        exchange,
                        exchange.getException());
        return false;
    }

    private void finishQueue() {
        if (emitter == null) {
            return;
        }
        executors().shutdown(emitter);
        // A route that stops itself does so on this very thread, which cannot wait for its own end.
        if (Thread.currentThread() != emitterThread && !finishedInTime()) {
            int left = queue.discard();
            // Not through Camel's manager, which leaves alone what is already shutting down.
            emitter.shutdownNow();
            LOG.warn(
                    "{}: route {} was stopped before its time was enough; {} events that it had not taken are lost, {}"
                            + " replies have no outcome yet. A longer shutdown timeout gives it time for them",
                    gateway.name(),
                    getRouteId(),
                    left,
                    replies.underWay());
        }
        emitter = null;
        if (queue.dropped() > 0 || queue.late() > 0) {
            LOG.warn(
                    "{}: route {} is stopped; {} events were dropped since its start ({}), and {} came in the moment of"
                            + " its stop and reached it no more",
                    gateway.name(),
                    getRouteId(),
                    queue.dropped(),
                    queueOptions(),
                    queue.late());
        }
    }

    private boolean finishedInTime() {
        ShutdownStrategy strategy = getEndpoint().getCamelContext().getShutdownStrategy();
        boolean alreadyLate = strategy.isForceShutdown() || strategy.isTimeoutOccurred();
        long patience = alreadyLate ? 0 : strategy.getTimeUnit().toMillis(strategy.getTimeout());
        try {
            return emitter.awaitTermination(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The shutdown strategy has lost its patience; what is left to do here must still be done.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How long an event has kept the gateway waiting for room in this queue. */
    Duration holding() {
        EventQueue current = queue;
        return current == null ? Duration.ZERO : current.holding();
    }

    String queueOptions() {
        return "queueSize=" + endpoint.getQueueSize() + ", whenFull=" + endpoint.getWhenFull();
    }

    private ExecutorServiceManager executors() {
        return getEndpoint().getCamelContext().getExecutorServiceManager();
    }
}
