package io.camelami.component;

import io.camelami.ami.AmiRuntime;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

/** The threads of one gateway, from Camel's own manager, each named {@code ami-gsm/<gateway>/<role>}. */
final class CamelThreads implements AmiRuntime, AutoCloseable {

    /** As many as in Camel's own default profile. */
    private static final int RESULT_THREADS = 20;

    private final ExecutorServiceManager manager;
    private final ScheduledExecutorService timers;
    private final ExecutorService results;
    private final RandomGenerator random = new Random();

    CamelThreads(CamelContext context, String gateway) {
        this.manager = context.getExecutorServiceManager();
        this.timers = manager.newSingleThreadScheduledExecutor(this, threadName(gateway, "timer"));
        this.results = manager.newThreadPool(this, threadName(gateway, "result"), resultProfile());
    }

    static String threadName(String gateway, String role) {
        return "ami-gsm/" + gateway + "/" + role;
    }

    private static ThreadPoolProfile resultProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("ami-gsm-result");
        profile.setPoolSize(RESULT_THREADS);
        profile.setMaxPoolSize(RESULT_THREADS);
        profile.setKeepAliveTime(30L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        // Without a bound of its own: it holds at most one entry for each send under way, and a bound would make the
        // thread that reads the link run routes.
        profile.setMaxQueueSize(-1);
        return profile;
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
        manager.newThread(threadName, task).start();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    /** Goes on with a route: never on the thread that reads the link, which a slow route would stop. */
    void handOff(Runnable continuation) {
        try {
            results.execute(continuation);
        } catch (RejectedExecutionException closing) {
            // The link is gone by now, so there is no reading to hold up, and an Exchange must not stay open for ever.
            continuation.run();
        }
    }

    @Override
    public void close() {
        manager.shutdownNow(timers);
        manager.shutdownGraceful(results);
    }
}
