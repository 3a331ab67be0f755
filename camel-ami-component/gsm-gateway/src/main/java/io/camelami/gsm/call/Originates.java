package io.camelami.gsm.call;

import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.FailureClass;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The originates of one gateway that have no outcome yet. Nothing waits inside its lock. */
final class Originates {
    private static final Logger LOG = LoggerFactory.getLogger(Originates.class);

    private final String gateway;
    private final AmiRuntime runtime;
    /** In the order of their beginning, in which they claim channels. */
    private final Map<OriginateAttempt, Waiting> waiting = new LinkedHashMap<>();

    /** Asked with every event, so without the lock. */
    private volatile boolean any;

    private boolean closed;

    private static final class Waiting {
        final CompletableFuture<CallResult> future = new CompletableFuture<>();
        Instant timerAt;
        Future<?> timer;
    }

    Originates(String gateway, AmiRuntime runtime) {
        this.gateway = gateway;
        this.runtime = runtime;
    }

    CompletableFuture<CallResult> add(OriginateAttempt attempt) {
        Waiting each = new Waiting();
        synchronized (waiting) {
            waiting.put(attempt, each);
            any = true;
            if (closed) {
                attempt.refused(
                        FailureClass.RETRY_LATER, "gateway " + gateway + ": nothing was written: it is closed", now());
            }
            settle(attempt);
        }
        return each.future;
    }

    /** Does something to an attempt that has no outcome yet. */
    void update(OriginateAttempt attempt, Consumer<Instant> change) {
        synchronized (waiting) {
            if (waiting.containsKey(attempt)) {
                change.accept(now());
                settle(attempt);
            }
        }
    }

    /** Whether one waits for its outcome. */
    boolean any() {
        return any;
    }

    void read(AmiEvent event) {
        if (!any) {
            return;
        }
        synchronized (waiting) {
            Instant now = now();
            for (OriginateAttempt attempt : List.copyOf(waiting.keySet())) {
                boolean claimed = attempt.event(event, now);
                settle(attempt);
                if (claimed) {
                    return;
                }
            }
        }
    }

    void linkLost(String why) {
        synchronized (waiting) {
            for (OriginateAttempt attempt : List.copyOf(waiting.keySet())) {
                attempt.linkLost(why, now());
                settle(attempt);
            }
        }
    }

    void close(String why) {
        synchronized (waiting) {
            closed = true;
            linkLost(why);
        }
    }

    /** Hands out the outcome, if there is one, or else sets the clock for what time decides. */
    private void settle(OriginateAttempt attempt) {
        Waiting each = waiting.get(attempt);
        if (attempt.result() != null) {
            waiting.remove(attempt);
            any = !waiting.isEmpty();
            stop(each);
            Switchboard.complete(gateway, runtime, each.future, attempt.result());
        } else if (!attempt.decideAt().equals(each.timerAt)) {
            stop(each);
            each.timerAt = attempt.decideAt();
            long wait = Switchboard.until(each.timerAt, now()).toNanos();
            try {
                each.timer = runtime.timers().schedule(() -> tick(attempt), wait, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: the timers are closed, an originate waits for the end", gateway);
            }
        }
    }

    private void tick(OriginateAttempt attempt) {
        synchronized (waiting) {
            if (waiting.containsKey(attempt)) {
                // The timers' clock and the wall clock may differ by a little, or by a jump.
                Instant due = attempt.decideAt();
                attempt.tick(now().isBefore(due) ? due : now());
                settle(attempt);
            }
        }
    }

    private static void stop(Waiting each) {
        if (each.timer != null) {
            each.timer.cancel(false);
        }
    }

    private Instant now() {
        return runtime.clock().instant();
    }
}
