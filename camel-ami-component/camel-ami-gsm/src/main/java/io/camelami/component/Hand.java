package io.camelami.component;

import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.RawEvent;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The next events of an {@link EventQueue}, given to the thread that takes them under one lock. They count as queued until
 * each is taken, and those that are not can be discarded by any thread until then: one of the two gets an event.
 */
final class Hand {

    private final GatewayEvent[] events;

    /** The number of the first event, counted as {@link #taken} is. */
    private long start;

    /** The number after that of the last. */
    private long end;

    /** Of all events of the queue; grows by the one who takes, or to the last of them when what is left is discarded. */
    private final AtomicLong taken = new AtomicLong();

    /** Keeps what {@link #prefetch} read, and is never read itself. */
    private int fetched;

    /** @param size how many events it holds at most */
    Hand(int size) {
        this.events = new GatewayEvent[size];
    }

    int size() {
        return events.length;
    }

    boolean isEmpty() {
        return taken.get() >= end;
    }

    /** Moves some events here from the queue. For the thread that takes, under the lock, when it is empty. */
    void fill(Queue<GatewayEvent> queue, long most) {
        start = taken.get();
        end = start + Math.min(Math.min(most, events.length), queue.size());
        for (int i = 0; i < end - start; i++) {
            events[i] = queue.poll();
        }
    }

    /**
     * Raw events come by the thousand, and what they hold was written by another processor, perhaps. For the thread that
     * takes, best without the lock.
     */
    void prefetch() {
        for (int i = (int) (taken.get() - start); i < end - start; i++) {
            if (events[i] instanceof RawEvent raw) {
                fetched += raw.event().prefetch();
            }
        }
    }

    /** For the thread that takes. @return null if it is empty, or what it held is discarded */
    GatewayEvent take() {
        long number = taken.get();
        if (number >= end || !taken.compareAndSet(number, number + 1)) {
            return null;
        }
        int index = (int) (number - start);
        GatewayEvent event = events[index];
        events[index] = null;
        return event;
    }

    /** How many events have been taken, now or before, or discarded. */
    long taken() {
        return taken.get();
    }

    /** Lets nothing of the first {@code count} events of the queue be taken any more. @return how many had been */
    long discard(long count) {
        return taken.getAndSet(count);
    }
}
