package io.camelami.simulator.net;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Named daemon threads that can all be ended together. */
public final class ServerThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    public Thread start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Interrupts all threads and waits until they have ended; a thread that calls this is left out. */
    public void stopAll() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        threads.forEach(thread -> {
            if (thread != Thread.currentThread()) {
                thread.interrupt();
            }
        });
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                try {
                    thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
