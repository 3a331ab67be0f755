package io.camelami.gsm.receive;

import io.camelami.gsm.GsmGateway.Subscription;
import io.camelami.gsm.event.GatewayEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what a gateway tells. One listener that fails keeps nothing from the others. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final String gateway;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    /** Things are told by the link's thread and by timers; listeners hear them one at a time. */
    private final ReentrantLock telling = new ReentrantLock();

    /** A place of its own for each subscription, so that a listener subscribed twice can leave once. */
    private record Place(Consumer<GatewayEvent> listener, Object identity) {}

    public Listeners(String gateway) {
        this.gateway = gateway;
    }

    public Subscription add(Consumer<GatewayEvent> listener) {
        Place place = new Place(listener, new Object());
        places.add(place);
        return () -> places.remove(place);
    }

    public void tell(GatewayEvent event) {
        telling.lock();
        try {
            tellAll(event);
        } finally {
            telling.unlock();
        }
    }

    private void tellAll(GatewayEvent event) {
        for (Place place : places) {
            try {
                place.listener().accept(event);
            } catch (RuntimeException e) {
                long count = failures.incrementAndGet();
                if (Long.bitCount(count) == 1) {
                    LOG.error("{}: a listener failed, {} times so far", gateway, count, e);
                }
            }
        }
    }
}
