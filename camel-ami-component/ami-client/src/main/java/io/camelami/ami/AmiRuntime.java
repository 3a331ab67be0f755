package io.camelami.ami;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * Everything of threads, time, chance and leave, given from outside: an application shares its executors with the client, and
 * a test runs link and session on one thread in virtual time.
 */
public interface AmiRuntime {

    /** Wall clock, for stamps that people read. Jumps of it change no timeout. */
    Clock clock();

    /** Monotonic time in nanoseconds, for timeouts and liveness; must be the time that {@link #timers()} runs on. */
    long nanoTime();

    /**
     * For ticks only. The client runs nothing on it that can block: no socket, no callback of a user. It is shared by
     * all links and is not shut down by them.
     */
    ScheduledExecutorService timers();

    /**
     * Runs a task that may block and may last as long as a connection, on a thread that bears this name meanwhile, see
     * {@link #threadName} and {@link #named}. Many tasks are short, so threads are better kept for a while than made anew.
     *
     * @throws RejectedExecutionException if there is no thread for it
     */
    void execute(String threadName, Runnable task);

    /** For the jitter of reconnect delays and for node ids. */
    RandomGenerator random();

    /** Whether the link may be used now, where several processes could use the gateway and one of them may. */
    default AmiPermit permit() {
        return AmiPermit.ALWAYS;
    }

    /**
     * Looks after the threads that tell listeners between two reads, of all runtimes that have {@link #timers()} in common;
     * null, as here, if each listener is to be told on another thread than the one that reads.
     */
    default ReadingWatch readingWatch() {
        return null;
    }

    /** Platform threads, the system's clocks, and one timer thread. Close it after the links that use it. */
    static SystemRuntime system() {
        return new SystemRuntime();
    }

    /**
     * The same with threads of the caller's. With virtual ones, {@code Executors.newVirtualThreadPerTaskExecutor()} of Java 21
     * and later, a gateway that is silent takes a quarter of the memory; prefer Java 24 and later, where a listener that
     * blocks inside {@code synchronized} keeps no others waiting.
     *
     * @param tasks has a thread for every task at once, without a bound: a task may last as long as a connection. Shut down
     *     when the runtime is closed
     */
    static SystemRuntime system(ExecutorService tasks) {
        return new SystemRuntime(tasks);
    }

    /** What every thread at work for a gateway is called. */
    static String threadName(String gateway, String role) {
        return "ami-gsm/" + gateway + "/" + role;
    }

    /** The task, for a thread that has another name before and after it. */
    static Runnable named(String threadName, Runnable task) {
        return () -> {
            Thread thread = Thread.currentThread();
            String own = thread.getName();
            thread.setName(threadName);
            try {
                task.run();
            } finally {
                thread.setName(own);
            }
        };
    }
}
