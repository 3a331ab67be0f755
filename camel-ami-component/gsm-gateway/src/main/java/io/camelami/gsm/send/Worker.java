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
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            runtime.execute(AmiRuntime.threadName(gateway, role), this::run);
        } catch (RejectedExecutionException e) {
            // The application's threads are gone before its gateways: there is only the caller's left to end things
            // with.
            run();
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

    private void run() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{}: a step of {} failed unexpectedly", gateway, role, e);
            }
        }
    }
}
