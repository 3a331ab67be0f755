package io.camelami.gsm.send;

import io.camelami.ami.AmiRuntime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands results to those who wait for them, on threads that they may keep.
 *
 * <p>What is done with a result may take a microsecond or an hour, and nobody knows before. A thread for each result is
 * always right and costs more than all else that a send does. So one thread takes the results one after the other, and a
 * timer looks after it: if a result has waited for {@link #PATIENCE}, as many threads as are at it already are added, and so
 * on until none waits so long; but none while one is still to begin, as on a machine that is busy. Results that are kept
 * long thus have a thread each within a few milliseconds, and those that are not share one, which is woken once for many.
 */
final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    private static final Duration PATIENCE = Duration.ofMillis(1);

    private final String gateway;
    private final AmiRuntime runtime;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int threads;
    /** Of the threads, those that have begun. */
    private int busy;

    /** Set while there is a thread that it looks after; null while there is none. */
    private Future<?> watch;

    /** The first of those that waited when it was looked last. */
    private Runnable first;

    Results(String gateway, AmiRuntime runtime) {
        this.gateway = gateway;
        this.runtime = runtime;
    }

    /** @param result what is to be done with it; what it throws is logged */
    void hand(Runnable result) {
        boolean nobody;
        synchronized (waiting) {
            waiting.add(result);
            nobody = threads == 0;
            if (!nobody && watch()) {
                return;
            }
            threads++;
        }
        if (!nobody || !start()) {
            // The application's threads are gone before its gateways: there is only the caller's left.
            takeAll();
        }
    }

    private boolean start() {
        try {
            runtime.execute(AmiRuntime.threadName(gateway, "result"), this::takeAll);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void takeAll() {
        synchronized (waiting) {
            busy++;
        }
        while (true) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    busy--;
                    threads--;
                    stopWatch();
                    return;
                }
            }
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                // This thread is counted, and would be waited for if it ended here.
                LOG.error("{}: handing on a result failed unexpectedly", gateway, e);
            }
        }
    }

    /** @return false if it cannot be */
    private boolean watch() {
        if (watch != null || waiting.isEmpty()) {
            return true;
        }
        try {
            watch = runtime.timers().schedule(this::look, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return false;
        }
        first = waiting.peek();
        return true;
    }

    private void stopWatch() {
        if (threads == 0 && watch != null) {
            watch.cancel(false);
            watch = null;
            first = null;
        }
    }

    private void look() {
        int more = 0;
        synchronized (waiting) {
            watch = null;
            if (!waiting.isEmpty() && waiting.peek() == first && busy == threads) {
                more = Math.min(threads, waiting.size());
                threads += more;
            }
            first = null;
            watch();
        }
        for (int i = 0; i < more; i++) {
            if (!start()) {
                synchronized (waiting) {
                    threads--;
                }
            }
        }
    }
}
