package io.camelami.ami;

import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The runtime for stand-alone use: threads as many as there are tasks, one timer thread, the system's clocks. */
public final class SystemRuntime implements AmiRuntime, AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    /** Not the one of a thread, which is that thread's alone. */
    private final RandomGenerator random = new Random();

    private final ScheduledThreadPoolExecutor timers;
    private final ExecutorService tasks;
    private final ReadingWatch readingWatch;

    SystemRuntime() {
        this(new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon("ami-gsm/idle", task),
                (task, pool) -> {
                    throw new RejectedExecutionException("The runtime is closed");
                }));
    }

    SystemRuntime(ExecutorService tasks) {
        this.tasks = Objects.requireNonNull(tasks, "tasks");
        timers = new ScheduledThreadPoolExecutor(1, task -> daemon("ami-gsm/timers", task));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        readingWatch = new ReadingWatch(timers);
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
        tasks.execute(AmiRuntime.named(threadName, task));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public ReadingWatch readingWatch() {
        return readingWatch;
    }

    /** Ends the timer thread. Tasks end with the connections they belong to, so close the links first. */
    @Override
    public void close() {
        timers.shutdownNow();
        tasks.shutdown();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
