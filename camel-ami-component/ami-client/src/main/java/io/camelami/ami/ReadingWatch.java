package io.camelami.ami;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets threads that read tell the listeners themselves, and has another thread read on where that takes its time.
 *
 * <p>Most listeners are done in microseconds, and to wake a thread for each read would cost more than all that it does. A
 * listener that waits for something must not keep its gateway from being read, though. So all connections are looked at
 * while one of them does not read: one that is at the same telling at two looks is read by a fresh thread from then on, and
 * the one that tells is a listener's thread until it has nothing more to tell. That is after {@link #TICK_MILLIS} at the
 * earliest and twice of it at the latest; who sends an action does not wait so long, see {@link
 * AmiConnector.Connection#readOn}.
 */
public final class ReadingWatch {

    /** In which a gateway that tells 20,000 events a second does not fill what the system gathers for us. */
    static final long TICK_MILLIS = 10;

    /** A connection whose thread tells between two reads. */
    interface Reader {

        /**
         * Has another thread read on if the one that reads is still at what it was at when this was called last.
         *
         * @return whether it was away from reading
         */
        boolean look();
    }

    private final ScheduledExecutorService timers;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();

    /** @param timers of the runtimes that have this watch */
    public ReadingWatch(ScheduledExecutorService timers) {
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void add(Reader reader) {
        readers.add(reader);
    }

    void remove(Reader reader) {
        readers.remove(reader);
    }

    /** To be called when one is away, before it begins with what it is at. @return false if it is not looked after */
    boolean watches() {
        return ticking.get() || !ticking.compareAndSet(false, true) || tickLater();
    }

    private boolean tickLater() {
        try {
            timers.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            // The runtime is being closed.
            ticking.set(false);
            return false;
        }
    }

    private void tick() {
        boolean away = true;
        try {
            away = look();
        } finally {
            if (away || !ends()) {
                tickLater();
            }
        }
    }

    private boolean ends() {
        ticking.set(false);
        // One may have gone after it was looked at, and have relied on a tick that was still to come.
        return !look() || !ticking.compareAndSet(false, true);
    }

    private boolean look() {
        boolean away = false;
        for (Reader reader : readers) {
            away |= reader.look();
        }
        return away;
    }
}
