package io.camelami.gsm.receive;

import io.camelami.gsm.GsmGateway.Subscription;
import io.camelami.gsm.event.GatewayEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told what a gateway tells. One listener that fails keeps nothing from the others.
 *
 * <p>What one read brings is handed over together, since a hand-over for each event costs a listener with a queue of its own
 * more than all else that is done with it.
 */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final String gateway;
    private final Runnable changed;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    /** Things are told by the link's thread and by timers; listeners hear them one at a time. */
    private final ReentrantLock telling = new ReentrantLock();
    /** What has been told since {@link #gather}, by whomever, so that the order stays; null if each is handed over by itself. */
    private List<GatewayEvent> gathered;

    /** A place of its own for each subscription, so that a listener subscribed twice can leave once. */
    private record Place(
            Predicate<Class<? extends GatewayEvent>> kinds,
            Consumer<? super List<GatewayEvent>> listener,
            Object identity) {}

    /** @param changed called when the answers of {@link #need} may have changed */
    public Listeners(String gateway, Runnable changed) {
        this.gateway = gateway;
        this.changed = changed;
    }

    /** @param kinds which kinds it needs; it may be told others as well */
    public Subscription add(
            Predicate<Class<? extends GatewayEvent>> kinds, Consumer<? super List<GatewayEvent>> listener) {
        Place place = new Place(kinds, listener, new Object());
        places.add(place);
        changed.run();
        return () -> {
            places.remove(place);
            changed.run();
        };
    }

    /** Whether anybody needs events of this kind now. */
    public boolean need(Class<? extends GatewayEvent> kind) {
        for (Place place : places) {
            if (place.kinds().test(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Whatever is told from now on waits for {@link #handOver}. */
    public void gather() {
        telling.lock();
        try {
            gathered = new ArrayList<>();
        } finally {
            telling.unlock();
        }
    }

    /** Tells what has been gathered, in the order in which it came. */
    public void handOver() {
        telling.lock();
        try {
            List<GatewayEvent> events = gathered;
            gathered = null;
            if (events != null && !events.isEmpty()) {
                tellAll(Collections.unmodifiableList(events));
            }
        } finally {
            telling.unlock();
        }
    }

    public void tell(GatewayEvent event) {
        telling.lock();
        try {
            if (gathered != null) {
                gathered.add(event);
            } else {
                tellAll(List.of(event));
            }
        } finally {
            telling.unlock();
        }
    }

    private void tellAll(List<GatewayEvent> events) {
        for (Place place : places) {
            guarded(() -> place.listener().accept(events));
        }
    }

    /** Hands each event to a listener by itself, also after one that it failed with. */
    public Consumer<List<GatewayEvent>> oneByOne(Consumer<? super GatewayEvent> listener) {
        return events -> events.forEach(event -> guarded(() -> listener.accept(event)));
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            long count = failures.incrementAndGet();
            if (Long.bitCount(count) == 1) {
                LOG.error("{}: a listener failed, {} times so far", gateway, count, e);
            }
        }
    }
}
