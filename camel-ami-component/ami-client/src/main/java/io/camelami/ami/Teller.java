package io.camelami.ami;

import java.util.concurrent.TimeUnit;

/**
 * Runs what one session has to tell its listener: on the thread that reads while the listener is quick, for waking another
 * one would cost more than all that it does; on a thread of its own once it kept that thread from reading for most of the
 * time, as it would hold up the gateway. See {@link ReadingWatch} for one that is slow for the first time or seldom.
 */
final class Teller {

    /** Longer than a read of hundreds of events needs that somebody only looks at or puts into a queue. */
    private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    /** A slow listener keeps the thread from reading for one part in so many at most. */
    private static final int REST = 100;

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final AmiRuntime runtime;
    private final Threads threads;
    private final SessionActions actions;

    /** Until when the listener is told elsewhere. */
    private volatile long slowUntil;

    /** When it had been told last. */
    private volatile long lastEnd;

    Teller(AmiRuntime runtime, Threads threads, SessionActions actions) {
        this.runtime = runtime;
        this.threads = threads;
        this.actions = actions;
        this.slowUntil = runtime.nanoTime();
        this.lastEnd = slowUntil;
    }

    /** For the thread that reads. */
    void tell(Runnable telling, AmiConnector.Connection connection) {
        boolean slow = slowUntil - runtime.nanoTime() > 0;
        if (slow || !connection.runBetweenReads(() -> tellHere(telling, connection))) {
            threads.run("listener", telling);
        }
    }

    private void tellHere(Runnable telling, AmiConnector.Connection connection) {
        if (actions.awaited()) {
            connection.readOn();
        }
        long start = runtime.nanoTime();
        telling.run();
        long end = runtime.nanoTime();
        long took = end - start;
        if (took > QUICK_NANOS && took > start - lastEnd) {
            slowUntil = end + Math.min(REST * took, LONGEST_REST_NANOS);
        }
        lastEnd = end;
    }
}
