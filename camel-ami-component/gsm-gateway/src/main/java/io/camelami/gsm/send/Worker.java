package io.camelami.gsm.send;

import io.camelami.ami.AmiRuntime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in order, on a thread that it borrows from the runtime while there are any. Those of
 * the sends must not block: they are what all sends of a gateway share.
 */
public final class Worker implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** One that began here may need as many steps, and more of others would keep the caller. */
    private static final int MOST_HERE = 16;

    private final String gateway;
    private final String role;
    private final AmiRuntime runtime;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /** @param role what the thread is called after the gateway */
    public Worker(String gateway, String role, AmiRuntime runtime) {
        this.gateway = gateway;
        this.role = role;
        this.runtime = runtime;
    }

    @Override
    public void execute(Runnable task) {
        if (enqueue(task)) {
            runElsewhere();
        }
    }

    /**
     * As {@link #execute}, on this thread if none is at it, and therefore only for tasks that never block: a thread more
     * would take longer to wake than they take. Of what others add meanwhile some are run here, too; the rest is
     * handed on, so that nobody is kept.
     */
    void executeHere(Runnable task) {
        if (enqueue(task) && !run(MOST_HERE)) {
            runElsewhere();
        }
    }

    /** @return whether the caller has to see to it that it is run */
    private boolean enqueue(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            boolean first = !running;
            running = true;
            return first;
        }
    }

    private void runElsewhere() {
        try {
            runtime.execute(AmiRuntime.threadName(gateway, role), () -> run(Integer.MAX_VALUE));
        } catch (RejectedExecutionException e) {
            // The application's threads are gone before its gateways: there is only the caller's left to end things
            // with.
            run(Integer.MAX_VALUE);
        }
    }

    /** Runs {@code task} on this worker after {@code delay}, unless the runtime's timers are closed by then. */
    public Future<?> schedule(Duration delay, Runnable task) {
        try {
            return runtime.timers().schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the timers are closed, a step of {} will not come", gateway, role);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** @return false if it ended with the most that it may run, and others wait */
    private boolean run(int most) {
        for (int done = 0; ; done++) {
            Runnable task;
            synchronized (tasks) {
                if (tasks.isEmpty()) {
                    running = false;
                    return true;
                }
                if (done == most) {
                    return false;
                }
                task = tasks.poll();
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("{}: a step of {} failed unexpectedly", gateway, role, e);
            }
        }
    }
}
