package io.camelami.component;

import io.camelami.ami.AmiPermit;
import io.camelami.ami.AmiRuntime;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;

/** The threads of one gateway, from Camel's own manager. */
final class CamelThreads implements AmiRuntime, AutoCloseable {

    private final ExecutorServiceManager manager;
    private final ScheduledExecutorService timers;
    private final ExecutorService tasks;
    private final RandomGenerator random = new Random();

    /** By the names of roles, of which there are a few: making one takes longer than many a task. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private AmiPermit permit = AmiPermit.ALWAYS;

    CamelThreads(CamelContext context, String gateway) {
        this.manager = context.getExecutorServiceManager();
        this.timers = manager.newSingleThreadScheduledExecutor(this, AmiRuntime.threadName(gateway, "timer"));
        // Without a bound, for its tasks may last as long as a connection; there are a few for each session and one for
        // each outcome that a route is going on with.
        this.tasks = manager.newCachedThreadPool(this, AmiRuntime.threadName(gateway, "task"));
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
    public AmiPermit permit() {
        return permit;
    }

    /** To be called before the gateway has these threads. */
    void setPermit(AmiPermit permit) {
        this.permit = permit;
    }

    /** Does not wait: it may be one of these threads that stops the last user of the gateway. */
    @Override
    public void close() {
        manager.shutdownNow(timers);
        manager.shutdown(tasks);
    }
}
