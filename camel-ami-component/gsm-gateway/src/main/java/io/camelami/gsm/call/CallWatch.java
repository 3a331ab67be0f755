package io.camelami.gsm.call;

import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.receive.Listeners;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds a {@link CallTracker} with a gateway's events and with time, while somebody needs calls. */
final class CallWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
    private static final long TICK_SECONDS = 5;

    private final GatewayConfig config;
    private final AmiRuntime runtime;
    private final Listeners listeners;
    /** Events come in the link's thread, time in another; listeners are told one thing at a time. */
    private final ReentrantLock telling = new ReentrantLock();
    /**
     * Not in the lock: who originates must not wait for a listener. Bounded, since an AMI user that sees no events never
     * takes any of them.
     */
    private final Queue<String> announced = new LinkedBlockingQueue<>(1_000);

    private CallTracker tracker;
    /** Whether anybody needs calls. */
    private volatile boolean needed;
    /** Whether the tracker is fed. Follows {@link #needed} with the next event, since who says that must not wait for a listener. */
    private volatile boolean following;

    private Future<?> next;
    private long epoch;
    private boolean closed;

    CallWatch(GatewayConfig config, AmiRuntime runtime, Listeners listeners) {
        this.config = config;
        this.runtime = runtime;
        this.listeners = listeners;
        this.tracker = newTracker();
    }

    private CallTracker newTracker() {
        return new CallTracker(config.name(), CallSettings.defaults(config.zone()), listeners::tell);
    }

    /**
     * @param need whether anybody needs calls from now on
     * @return whether nobody did until now, so that calls may go on that are not known
     */
    boolean follow(boolean need) {
        boolean begins = need && !needed;
        needed = need;
        return begins;
    }

    boolean needed() {
        return needed;
    }

    private boolean follows() {
        if (following != needed) {
            following = needed;
            // What it knows of calls is not true for long when it hears nothing.
            tracker = newTracker();
        }
        return following;
    }

    void dialing(String dialString) {
        if (needed) {
            announced.offer(dialString);
        }
    }

    boolean hasLiveCalls() {
        telling.lock();
        try {
            return tracker.live() > 0;
        } finally {
            telling.unlock();
        }
    }

    void read(AmiEvent event, long current, Instant now) {
        if (!needed && !following) {
            return;
        }
        telling.lock();
        try {
            epoch = current;
            if (!follows()) {
                return;
            }
            for (String dialString = announced.poll(); dialString != null; dialString = announced.poll()) {
                tracker.dialing(dialString, now);
            }
            tracker.accept(event, current, now);
            watch();
        } finally {
            telling.unlock();
        }
    }

    void reconcile(List<AmiEvent> listed, Instant asOf, long current) {
        telling.lock();
        try {
            if (epoch <= current && !closed && follows()) {
                tracker.reconcile(listed, asOf, current, now());
            }
        } finally {
            telling.unlock();
        }
    }

    void interrupted() {
        telling.lock();
        try {
            tracker.interrupted();
        } finally {
            telling.unlock();
        }
    }

    /** Keeps one timer for as long as there is something that time changes. */
    private void watch() {
        if (next != null || closed || !tracker.needsTime()) {
            return;
        }
        try {
            next = runtime.timers().schedule(this::hopOffTimer, TICK_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the timers are closed, calls are followed by their events alone", config.name());
        }
    }

    private void hopOffTimer() {
        try {
            runtime.execute(AmiRuntime.threadName(config.name(), "calls"), this::tick);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: no thread to follow calls with", config.name());
        }
    }

    private void tick() {
        telling.lock();
        try {
            next = null;
            if (!closed && follows()) {
                tracker.tick(epoch, now());
                watch();
            }
        } finally {
            telling.unlock();
        }
    }

    /** Hands on the call detail records that still waited for the server's. */
    void close() {
        telling.lock();
        try {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
            tracker.finish(epoch, now());
        } finally {
            telling.unlock();
        }
    }

    private Instant now() {
        return runtime.clock().instant();
    }
}
