package io.camelami.component;

import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Holds the events of one consumer between the thread that tells them and the thread that runs the route, which is awake
 * only while there is something to take: a thousand routes that hear nothing should not keep a thread each.
 *
 * <p>It is bounded. When it is full, {@link WhenFull} says whether an event waits, and with it the telling thread, or is
 * dropped. Either goes on until half of it is free: so there are few holes and not one after each event, with a
 * {@link Gap} in the place of each, and two threads that are as fast as each other do not wake one another for each event.
 * While it is paused nobody would ever make room, so then events of every kind are dropped when it is full.
 */
final class EventQueue {

    /** How long a full queue keeps the gateway waiting without a word. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Given to who takes under one lock, if the queue has room for eight times as many. */
    private static final int MOST_IN_HAND = 32;

    private final int capacity;
    private final WhenFull whenFull;
    private final LongSupplier nanoTime;
    private final Owner owner;
    private final ReentrantLock lock = new ReentrantLock();
    /** For who takes the last ones of a closed queue. */
    private final Condition filled = lock.newCondition();
    /** For who waits for room. */
    private final Condition emptied = lock.newCondition();

    private final ArrayDeque<GatewayEvent> events = new ArrayDeque<>();
    /** Written under the lock. */
    private volatile boolean paused;

    private boolean closed;
    private boolean discarded;
    /** From the owner's wake until a taker finds nothing. */
    private boolean awake;

    private long added;
    private long mark;

    private final Hand hand;

    /** From when an event found no room until half of it is free. */
    private boolean full;

    private long fullSince;
    private boolean holdTold;
    private int waiting;
    private long waitingSince;

    private long dropped;
    private long droppedBeforePause;
    private long holes;
    /** The hole at the end of the queue: how many are missing there; 0 for none. */
    private long missing;

    private boolean missingWhilePaused;
    private Instant firstMissing;
    private Instant lastMissing;
    private long late;

    /** Events that were dropped one after the other. */
    record Dropped(long count, Instant first, Instant last, boolean whilePaused) {}

    /** Is called under the lock of the queue, so it has to return at once. */
    interface Owner {

        /** What stands in the place of these. */
        Gap gap(Dropped events);

        /** The {@code holes}th hole begins; {@code dropped} are missing in all. */
        void drops(boolean paused, long holes, long dropped);

        /** The queue has kept the gateway waiting for {@link #PATIENCE}, with or without letting an event in now and then. */
        void holds();

        /**
         * There is something to take and nobody takes it, or the queue was closed and is to be finished. Under the lock like
         * all of these: when {@link EventQueue#close} returns nobody has a wake still to do, for which the threads that take
         * might be gone by then; and who then waits for room has woken a taker before.
         */
        void wake();
    }

    EventQueue(int capacity, WhenFull whenFull, LongSupplier nanoTime, Owner owner) {
        this.capacity = capacity;
        this.whenFull = whenFull;
        this.nanoTime = nanoTime;
        this.owner = owner;
        this.hand = new Hand(Math.max(1, Math.min(MOST_IN_HAND, capacity / 8)));
    }

    /**
     * Adds events, in their order. Waits for room where they may not be dropped.
     *
     * @return how many were taken, neither dropped nor come after the end
     */
    int put(List<GatewayEvent> told) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean before = !closed;
            int count = 0;
            for (GatewayEvent event : told) {
                count += put(event, before) ? 1 : 0;
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** @param before whether it was told before the queue was closed, so that it may have been waiting when that was done */
    private boolean put(GatewayEvent event, boolean before) throws InterruptedException {
        awaitRoom(event);
        if (closed && (!before || discarded)) {
            late++;
            return false;
        }
        if (!closed && !hasRoom(event)) {
            drop(event);
            return false;
        }
        add(event);
        return true;
    }

    private boolean hasRoom(GatewayEvent event) {
        if (whenFull == WhenFull.BLOCK) {
            return held() < capacity;
        }
        return EventKind.mayBeDropped(event) ? !full && held() < capacity : held() < 2L * capacity;
    }

    private void awaitRoom(GatewayEvent event) throws InterruptedException {
        if (closed || hasRoom(event)) {
            return;
        }
        if (!full) {
            full = true;
            holdTold = false;
            fullSince = nanoTime.getAsLong();
        }
        if (paused || whenFull == WhenFull.DROP && EventKind.mayBeDropped(event)) {
            return;
        }
        if (waiting++ == 0) {
            waitingSince = nanoTime.getAsLong();
        }
        try {
            while (!closed && !paused && (full && whenFull == WhenFull.BLOCK || !hasRoom(event))) {
                awaitChange();
            }
        } finally {
            waiting--;
            // Who takes the last ones of a closed queue waits for it.
            filled.signalAll();
        }
    }

    private void awaitChange() throws InterruptedException {
        long patience = PATIENCE.toNanos() - (nanoTime.getAsLong() - fullSince);
        if (holdTold) {
            emptied.await();
        } else if (patience > 0) {
            emptied.awaitNanos(patience);
        } else {
            holdTold = true;
            owner.holds();
        }
    }

    /**
     * The next event; null if there is none or the queue is paused: then the owner will be woken for what comes. For one
     * thread at a time, which is given some events under one lock.
     */
    GatewayEvent take() throws InterruptedException {
        GatewayEvent inHand = paused ? null : hand.take();
        if (inHand != null) {
            return inHand;
        }
        GatewayEvent next = takeFromQueue();
        hand.prefetch();
        return next;
    }

    private GatewayEvent takeFromQueue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed && isEmpty() && waiting > 0) {
                filled.await();
            }
            if (isEmpty() || paused && !closed) {
                awake = false;
                return null;
            }
            if (hand.isEmpty()) {
                fillHand();
            }
            GatewayEvent event = hand.take();
            full &= held() > capacity / 2;
            if (waiting > 0 && (!full || whenFull == WhenFull.DROP)) {
                emptied.signalAll();
            }
            return event;
        } finally {
            lock.unlock();
        }
    }

    private void fillHand() {
        fillHoleIf(events.isEmpty());
        // Who waits until half is free is told under the lock, so the hand is empty by then.
        hand.fill(events, full ? Math.max(1, held() - capacity / 2 - 1) : hand.size());
    }

    /** How many are queued, in hand or not. */
    private long held() {
        return added - hand.taken();
    }

    private void signalAll() {
        filled.signalAll();
        emptied.signalAll();
    }

    private boolean isEmpty() {
        return held() == 0 && missing == 0;
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
            droppedBeforePause = dropped;
            signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on. @return how many events were dropped since the pause */
    long resume() {
        lock.lock();
        try {
            paused = false;
            signalAll();
            wake(!isEmpty());
            return dropped - droppedBeforePause;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events than those that wait for room, and hands out what it holds, also if it is paused. */
    void close() {
        lock.lock();
        try {
            wake(!closed);
            closed = true;
            signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events and forgets those it holds. @return how many those were */
    int discard() {
        lock.lock();
        try {
            closed = true;
            discarded = true;
            long left = added - hand.discard(added);
            events.clear();
            missing = 0;
            signalAll();
            return (int) left;
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
            return paused ? 0 : (int) Math.max(0, mark - hand.taken());
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return (int) held();
        } finally {
            lock.unlock();
        }
    }

    /** Events dropped in all. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Events that came after the end, and are in no other count. */
    long late() {
        lock.lock();
        try {
            return late;
        } finally {
            lock.unlock();
        }
    }

    /** How long an event has been waiting for room, and the gateway with it; zero if none is. */
    Duration holding() {
        lock.lock();
        try {
            return waiting == 0 ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - waitingSince);
        } finally {
            lock.unlock();
        }
    }

    private void add(GatewayEvent event) {
        fillHoleIf(missing > 0);
        events.add(event);
        added++;
        wake(!paused);
    }

    private void wake(boolean forSomething) {
        if (forSomething && !awake) {
            awake = true;
            owner.wake();
        }
    }

    private void fillHoleIf(boolean now) {
        if (now && missing > 0) {
            events.add(owner.gap(new Dropped(missing, firstMissing, lastMissing, missingWhilePaused)));
            added++;
            missing = 0;
        }
    }

    private void drop(GatewayEvent event) {
        dropped++;
        if (missing++ == 0) {
            firstMissing = event.seenAt();
            missingWhilePaused = paused;
            owner.drops(paused, ++holes, dropped);
        }
        lastMissing = event.seenAt();
    }
}
