package io.camelami.component;

import io.camelami.ami.AmiPermit;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.ReadingWatch;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.camel.spi.ExecutorServiceManager;

/** The threads of one gateway, which it has in common with the others. */
final class CamelThreads implements AmiRuntime, AutoCloseable {

    private final ScheduledExecutorService timers;
    private final ExecutorService tasks;
    private final ReadingWatch readingWatch;
    private final ExecutorServiceManager manager;
    private final Runnable onClose;
    private final RandomGenerator random = new Random();

    /** By the names of roles, of which there are a few: making one takes longer than many a task. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private AmiPermit permit = AmiPermit.ALWAYS;

    /** @param onClose ends the threads if nobody else has them */
    CamelThreads(
            ScheduledExecutorService timers,
            ExecutorService tasks,
            ReadingWatch readingWatch,
            ExecutorServiceManager manager,
            Runnable onClose) {
        this.timers = timers;
        this.tasks = tasks;
        this.readingWatch = readingWatch;
        this.manager = manager;
        this.onClose = onClose;
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
        tasks.execute(AmiRuntime.named(names.computeIfAbsent(threadName, manager::resolveThreadName), task));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public ReadingWatch readingWatch() {
        return readingWatch;
    }

    @Override
    public AmiPermit permit() {
        return permit;
    }

    /** To be called before the gateway has these threads. */
    void setPermit(AmiPermit permit) {
        this.permit = permit;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
