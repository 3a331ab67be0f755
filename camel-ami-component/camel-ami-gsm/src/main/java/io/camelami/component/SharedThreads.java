package io.camelami.component;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;

/**
 * The threads that all gateways of a context take theirs from, from Camel's own manager; virtual ones where it is set to
 * those. There as long as a gateway uses them: with some of its own a gateway with nothing to do would keep two threads more,
 * each of which takes as much memory as all else of it.
 */
final class SharedThreads {

    private final CamelContext context;
    private ScheduledExecutorService timers;
    private ExecutorService tasks;
    private int users;

    SharedThreads(CamelContext context) {
        this.context = context;
    }

    /** For one gateway; to be closed with it. */
    synchronized CamelThreads open() {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        if (users++ == 0) {
            timers = manager.newSingleThreadScheduledExecutor(this, "ami-gsm/timer");
            // Without a bound, for its tasks may last as long as a connection; there are a few for each session and one for
            // each outcome that a route is going on with.
            tasks = manager.newCachedThreadPool(this, "ami-gsm/task");
        }
        return new CamelThreads(timers, tasks, manager, this::release);
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
