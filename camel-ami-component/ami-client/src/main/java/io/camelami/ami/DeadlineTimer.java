package io.camelami.ami;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One timer for many deadlines: set to the earliest, and asked for the next one when it is due. An action that is
 * answered leaves nothing behind in the shared timers. Guarded by its owner's lock.
 */
final class DeadlineTimer {

    /** As far away as a timeout may be: adding it to any time the clock may show does not overflow. */
    private static final Duration FARTHEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private final AmiRuntime runtime;
    private final Runnable due;
    private ScheduledFuture<?> timer;
    private long timerAt;
    private boolean closed;

    /** @param due called on the timers' thread without the lock; calls {@link #fired} first, under it */
    DeadlineTimer(AmiRuntime runtime, Runnable due) {
        this.runtime = runtime;
        this.due = due;
    }

    /** Makes sure the timer is due at this time or before. */
    void at(long deadline) {
        if (closed || timer != null && timerAt - deadline <= 0) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerAt = deadline;
        long delay = Math.max(0, deadline - runtime.nanoTime());
        try {
            timer = runtime.timers().schedule(due, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The runtime is being shut down and with it whatever this would have watched.
            timer = null;
        }
    }

    boolean isSet() {
        return timer != null;
    }

    void fired() {
        timer = null;
    }

    void close() {
        closed = true;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** The point on the runtime's monotonic clock that is so far away. */
    static long after(AmiRuntime runtime, Duration timeout) {
        return runtime.nanoTime() + nanos(timeout);
    }

    /** Of any duration, however long. */
    static long nanos(Duration duration) {
        return (duration.compareTo(FARTHEST) < 0 ? duration : FARTHEST).toNanos();
    }
}
