package io.camelami.ami;

import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The runtime for stand-alone use: a platform thread a task, one timer thread, the system's clocks. */
public final class SystemRuntime implements AmiRuntime, AutoCloseable {

    private final ScheduledThreadPoolExecutor timers;

    SystemRuntime() {
        timers = new ScheduledThreadPoolExecutor(1, task -> daemon("ami-gsm/timers", task));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public ScheduledExecutorService timers() {
        return timers;
    }

    @Override
    public void execute(String threadName, Runnable task) {
        if (timers.isShutdown()) {
            throw new RejectedExecutionException("The runtime is closed: no thread for " + threadName);
        }
        daemon(threadName, task).start();
    }

    @Override
    public RandomGenerator random() {
        return ThreadLocalRandom.current();
    }

    /** Ends the timer thread. Tasks end with the connections they belong to, so close the links first. */
    @Override
    public void close() {
        timers.shutdownNow();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
