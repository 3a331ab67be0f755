package io.camelami.component;

import io.camelami.gsm.event.GatewayEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the events of one consumer between the thread that tells them and the thread that runs the route.
 *
 * <p>It is bounded. While the route runs, a full queue makes the telling thread wait; what comes meanwhile waits in the
 * link's own queue, and when that is full too, nothing more is read, which pushes back on the gateway. While it is paused
 * nobody would ever make room, and in the end the answers to every producer on the same link would not be read either; so
 * then the newest events are dropped and counted, and {@link #resume()} tells how many.
 */
final class EventQueue {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<GatewayEvent> events = new ArrayDeque<>();
    private boolean paused;
    private boolean closed;
    private long added;
    private long taken;
    private long mark;
    private long dropped;
    private Instant firstDropped;
    private Instant lastDropped;

    /** How many events were dropped while the queue was paused, and when the first and the last of them were seen. */
    record Dropped(long count, Instant first, Instant last) {}

    EventQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds an event, waiting for room if the queue is neither paused nor closed.
     *
     * @return false if the event was not taken: the queue is closed, or it is paused and full
     */
    boolean put(GatewayEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.size() >= capacity && !paused && !closed) {
                changed.await();
            }
            if (closed) {
                return false;
            }
            if (events.size() >= capacity) {
                drop(event);
                return false;
            }
            add(event);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next event; waits while there is none or the queue is paused. Null once it is closed and empty. */
    GatewayEvent take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && (paused || events.isEmpty())) {
                changed.await();
            }
            GatewayEvent event = events.poll();
            if (event != null) {
                taken++;
                changed.signalAll();
            }
            return event;
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on, and tells what was dropped meanwhile; null if nothing was. */
    Dropped resume() {
        lock.lock();
        try {
            paused = false;
            changed.signalAll();
            if (dropped == 0) {
                return null;
            }
            Dropped meanwhile = new Dropped(dropped, firstDropped, lastDropped);
            dropped = 0;
            return meanwhile;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an announcement after what is queued now, also over the capacity. */
    void announce(GatewayEvent event) {
        lock.lock();
        try {
            if (!closed) {
                add(event);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events and hands out what it holds, also if it is paused. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events and forgets those it holds. @return how many those were */
    int discard() {
        lock.lock();
        try {
            closed = true;
            int left = events.size();
            events.clear();
            changed.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Remembers what is queued now, for {@link #beforeMark()}. */
    void mark() {
        lock.lock();
        try {
            mark = added;
        } finally {
            lock.unlock();
        }
    }

    /** How many of the events that were queued at the last mark are still to come; 0 while paused. */
    int beforeMark() {
        lock.lock();
        try {
            return paused ? 0 : (int) Math.max(0, mark - taken);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /** Events dropped since the queue was paused. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private void add(GatewayEvent event) {
        events.add(event);
        added++;
        changed.signalAll();
    }

    private void drop(GatewayEvent event) {
        if (dropped++ == 0) {
            firstDropped = event.seenAt();
        }
        lastDropped = event.seenAt();
    }
}
