package io.camelami.simulator.net;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later; its thread starts with the first of them. */
public final class Timer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    public Timer(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        // What is asked for after the end does not happen.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    public void after(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Holds the calling thread back; a thread that may outlive this timer is to be interrupted by its owner. */
    public void pause(Duration time) throws InterruptedException {
        if (time.isZero()) {
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        after(time, over::countDown);
        over.await();
    }

    /** Forgets what has not happened yet, and waits until the thread has ended unless it is the one that calls. */
    @Override
    public void close() {
        executor.shutdownNow();
        Thread last = thread;
        if (last != null && last != Thread.currentThread()) {
            try {
                last.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
