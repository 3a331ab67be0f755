package io.camelami.component;

import io.camelami.ami.ReadingWatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * The threads that all gateways of a context take theirs from, from Camel's own manager; virtual ones where it is set to
 * those. There as long as a gateway uses them: with some of its own a gateway with nothing to do would keep two threads more,
 * each of which takes as much memory as all else of it.
 */
final class SharedThreads {

    private final CamelContext context;
    private ScheduledExecutorService timers;
    private ExecutorService tasks;
    private ReadingWatch readingWatch;
    private int users;

    SharedThreads(CamelContext context) {
        this.context = context;
    }

    /** For one gateway; to be closed with it. */
    synchronized CamelThreads open() {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        if (users++ == 0) {
            timers = manager.newScheduledThreadPool(this, "ami-gsm/timer", timerProfile());
            // Without a bound, for its tasks may last as long as a connection; there are a few for each session and one
            // for
            // each outcome that a route is going on with.
            tasks = manager.newCachedThreadPool(this, "ami-gsm/task");
            readingWatch = new ReadingWatch(timers);
        }
        return new CamelThreads(timers, tasks, readingWatch, manager, this::release);
    }

    /** Camel's usual one refuses the thousand-and-first thing that waits for its time, and each gateway has some. */
    private static ThreadPoolProfile timerProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("ami-gsm/timer");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(-1);
        return profile;
    }

    /** Does not wait: it may be one of these threads that stops the last user of the last gateway. */
    private synchronized void release() {
        if (--users == 0) {
            ExecutorServiceManager manager = context.getExecutorServiceManager();
            manager.shutdownNow(timers);
            manager.shutdown(tasks);
        }
    }
}
