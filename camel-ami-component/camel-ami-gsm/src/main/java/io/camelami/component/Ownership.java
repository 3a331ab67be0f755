package io.camelami.component;

import io.camelami.ami.AmiPermit;
import io.camelami.ami.AmiRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.cluster.CamelClusterView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node owns a gateway: whether it leads the namespace of Camel's cluster service that the option
 * {@code clusterNamespace} names.
 *
 * <p>What the service says is what it knew last. A process that was paused (by a signal, its machine, a long collection of
 * garbage) wakes up as leader and hears only later that another one leads. So this looks at the time by itself, several
 * times a second. After a longer pause than a lease lasts nothing is written until the service has had time to notice.
 *
 * <p>It looks instead of listening, since a view keeps its lock while it tells its listeners, and among these are some
 * ({@code master:}, a clustered route policy) that start and stop the very routes which use the gateway.
 */
final class Ownership implements AmiPermit {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private static final long LOOK_MILLIS = 200;

    /** Less than any lease: that of Kubernetes is 15 s. More than a busy machine lets a timer wait. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** More than any service lets pass between two looks at its lease: 10 s is the most by default. */
    static final Duration DOUBT = Duration.ofSeconds(30);

    private final String gateway;
    private final String namespace;
    private final CamelClusterService service;
    private final AmiRuntime runtime;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile CamelClusterView view;
    private volatile ScheduledFuture<?> next;
    private volatile boolean closed;

    /** When the last look was, by both clocks: one stands still with the machine, the other can be set. */
    private volatile Look last;

    /** Until when the service is not believed, in nanoseconds; null if it is. */
    private volatile Long doubtEnds;

    private record Look(long nanos, long millis) {}

    Ownership(String gateway, String namespace, CamelClusterService service, AmiRuntime runtime) {
        this.gateway = gateway;
        this.namespace = namespace;
        this.service = service;
        this.runtime = runtime;
        this.last = now();
    }

    String namespace() {
        return namespace;
    }

    /**
     * Stands for election.
     *
     * @throws IllegalStateException if the service has no view of the namespace
     */
    void start() {
        last = now();
        try {
            view = service.getView(namespace);
        } catch (Exception e) {
            throw new IllegalStateException(
                    gateway + ": option clusterNamespace=" + namespace + ": the cluster service "
                            + service.getClass().getName() + " gives no view of it",
                    e);
        }
        tick();
    }

    /** Lets others be elected. To be called when the link is closed. */
    void close() {
        closed = true;
        ScheduledFuture<?> pending = next;
        if (pending != null) {
            pending.cancel(false);
        }
        if (view == null) {
            return;
        }
        try {
            service.releaseView(view);
        } catch (Exception e) {
            LOG.warn("{}: cluster namespace {} was not released: {}", gateway, namespace, e.toString());
        }
    }

    @Override
    public String refusal() {
        // The last look first: who writes both writes the doubt before.
        Duration pause = since(last);
        Long doubt = doubtEnds;
        if (pause.compareTo(LONGEST_PAUSE) > 0 || (doubt != null && doubt - runtime.nanoTime() > 0)) {
            return "this node was paused, and another may own the gateway by now (option clusterNamespace=" + namespace
                    + "); nothing is written until the cluster service has had " + DOUBT.toSeconds()
                    + " s to notice. What was not written is safe to repeat on the node that owns it";
        }
        if (!leads()) {
            return "this node does not own the gateway: it does not lead the cluster's namespace (option clusterNamespace="
                    + namespace + "). What was not written is safe to repeat on the node that does";
        }
        return null;
    }

    private boolean leads() {
        CamelClusterView current = view;
        CamelClusterMember self = current == null ? null : current.getLocalMember();
        return !closed && self != null && self.isLeader();
    }

    /**
     * Greater than the number of any login before, on whichever node, as far as the nodes' clocks agree: the time. So a
     * receiver can tell the events of the present owner from those of one before.
     */
    @Override
    public long epochAfter(long login) {
        return Math.max(login + 1, runtime.clock().millis());
    }

    private void tick() {
        look();
        try {
            next = closed ? null : runtime.timers().schedule(this::tick, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: is being closed, its ownership is not watched any more", gateway);
        }
    }

    private void look() {
        Look now = now();
        Duration pause = since(last);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            doubtEnds = now.nanos() + DOUBT.toNanos();
            LOG.warn(
                    "{}: this node was paused for {} ms; nothing is written for {} s, until the cluster service must know"
                            + " who leads namespace {}",
                    gateway,
                    pause.toMillis(),
                    DOUBT.toSeconds(),
                    namespace);
        } else if (doubtEnds != null && doubtEnds - now.nanos() <= 0) {
            doubtEnds = null;
        }
        last = now;
        watchers.forEach(Runnable::run);
    }

    private Look now() {
        return new Look(runtime.nanoTime(), runtime.clock().millis());
    }

    private Duration since(Look before) {
        Look now = now();
        return Duration.ofNanos(
                Math.max(now.nanos() - before.nanos(), TimeUnit.MILLISECONDS.toNanos(now.millis() - before.millis())));
    }

    @Override
    public void watch(Runnable look) {
        watchers.add(look);
    }

    @Override
    public void unwatch(Runnable look) {
        watchers.remove(look);
    }
}
