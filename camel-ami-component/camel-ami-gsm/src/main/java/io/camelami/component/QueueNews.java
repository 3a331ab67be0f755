package io.camelami.component;

import io.camelami.gsm.event.Gap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log and the route are told of the queue of a route: when it is full, and that there is something in it. */
final class QueueNews implements EventQueue.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(QueueNews.class);

    private final SharedGateway gateway;
    private final String route;
    private final String options;
    private final Runnable wake;

    /**
     * @param options those of the queue, as they stand in a URI
     * @param wake has somebody take from the queue
     */
    QueueNews(SharedGateway gateway, String route, String options, Runnable wake) {
        this.gateway = gateway;
        this.route = route;
        this.options = options;
        this.wake = wake;
    }

    @Override
    public Gap gap(EventQueue.Dropped events) {
        long epoch = gateway.status().epoch();
        return new Gap(
                gateway.name(),
                gateway.now(),
                epoch,
                events.first(),
                events.last(),
                epoch,
                events.count(),
                events.whilePaused()
                        ? "events of every kind that route " + route
                                + " listens for; it was suspended and its queue was full (" + options + ")"
                        : "events of calls, spans and raw that route " + route
                                + " listens for; it was slower than the gateway and its queue was full (" + options
                                + ")");
    }

    @Override
    public void drops(boolean paused, long holes, long dropped) {
        if (paused) {
            LOG.warn(
                    "{}: route {} is suspended and its queue is full ({}): events are dropped from now on until it is"
                            + " resumed",
                    gateway.name(),
                    route,
                    options);
        } else if (Long.bitCount(holes) == 1) {
            LOG.warn(
                    "{}: route {} is slower than the gateway and its queue is full ({}): events are dropped, for the {}."
                            + " time; {} so far",
                    gateway.name(),
                    route,
                    options,
                    holes,
                    dropped);
        }
    }

    @Override
    public void holds() {
        LOG.warn(
                "{}: route {} is slower than the gateway, its queue has been full for {} s ({}): whatever the gateway tells"
                        + " other routes, and reports on sends, wait for this route. A greater queueSize helps against"
                        + " bursts, whenFull=DROP against floods of events of calls, spans and raw, a faster route against"
                        + " all",
                gateway.name(),
                route,
                EventQueue.PATIENCE.toSeconds(),
                options);
    }

    @Override
    public void wake() {
        wake.run();
    }
}
