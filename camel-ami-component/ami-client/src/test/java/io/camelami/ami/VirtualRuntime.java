package io.camelami.ami;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One thread, and a time that moves when the test says so: everything due runs in order, on the test's thread. What is to
 * run on another thread runs at once, or when the test says so.
 */
public final class VirtualRuntime implements AmiRuntime {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Near the point where a counter of nanoseconds overflows, as it may be on a real machine. */
    private static final long ORIGIN = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(15);

    /** May be set before the link starts. */
    AmiPermit permit = AmiPermit.ALWAYS;

    private final Timers timers = new Timers();
    private final Random random;
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean holding;
    private long elapsed;
    private long order;

    public VirtualRuntime(long seed) {
        random = new Random(seed);
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return START.plusNanos(elapsed);
            }
        };
    }

    @Override
    public long nanoTime() {
        return ORIGIN + elapsed;
    }

    @Override
    public ScheduledExecutorService timers() {
        return timers;
    }

    @Override
    public void execute(String threadName, Runnable task) {
        if (holding) {
            tasks.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public AmiPermit permit() {
        return permit;
    }

    /** From now on tasks wait for {@link #runOne}. */
    public VirtualRuntime holdTasks() {
        holding = true;
        return this;
    }

    public int tasksHeld() {
        return tasks.size();
    }

    /** Runs one of the waiting tasks, to its end. */
    public void runOne(Random choice) {
        tasks.remove(choice.nextInt(tasks.size())).run();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    public Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /** Lets time pass, and runs what is due on the way at its time. */
    public void advance(Duration by) {
        long until = elapsed + by.toNanos();
        while (!timers.queue.isEmpty() && timers.queue.peek().due <= until) {
            Timer next = timers.queue.poll();
            elapsed = Math.max(elapsed, next.due);
            next.run();
        }
        elapsed = until;
    }

    /** Lets time pass in which nothing runs, as on a machine that is paused; what became due runs late. */
    public void pause(Duration time) {
        elapsed += time.toNanos();
        advance(Duration.ZERO);
    }

    /** Timers that are set and not cancelled. */
    public int timersSet() {
        return timers.queue.size();
    }

    private final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long due;
        private final long number = order++;

        Timer(Runnable task, long due) {
            super(task, null);
            this.due = due;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            timers.queue.remove(this);
            return super.cancel(interrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - elapsed, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Comparator.<Timer>comparingLong(timer -> timer.due)
                    .thenComparingLong(timer -> timer.number)
                    .compare(this, (Timer) other);
        }
    }

    private final class Timers extends AbstractExecutorService implements ScheduledExecutorService {

        private final PriorityQueue<Timer> queue = new PriorityQueue<>();

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            Runnable loud = () -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                }
            };
            Timer timer = new Timer(loud, elapsed + unit.toNanos(delay));
            queue.add(timer);
            return timer;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdown() {
            throw new UnsupportedOperationException("links do not shut down timers they share");
        }

        @Override
        public List<Runnable> shutdownNow() {
            throw new UnsupportedOperationException("links do not shut down timers they share");
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    /** What tasks threw; nothing of it reaches anybody in a real timer. */
    public List<Throwable> failures() {
        return failures;
    }
}
