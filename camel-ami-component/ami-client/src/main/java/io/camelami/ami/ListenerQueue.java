package io.camelami.ami;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a link tells its listener: in order, one call at a time, on a thread that is borrowed from the runtime while there
 * is something to tell, or for events on one that the session has for it, see {@link Teller}. So a listener that takes its
 * time holds back neither answers nor signs of life.
 *
 * <p>What waits is bounded: events by the configuration and by their bytes, ups and downs by {@link #MOST_STATES}. For
 * events without room {@link AmiOverflow} says what happens. Batches are handed over as they were read, since one hand-over
 * an event would cost as much as its decoding.
 */
final class ListenerQueue {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);

    /** However few events they are: a gateway may put a megabyte into each. */
    private static final long MOST_BYTES = 16 << 20;

    /** A link that comes and goes before a listener that hears nothing must not fill the memory with it. */
    private static final int MOST_STATES = 1000;

    private final AmiLinkConfig config;
    private final AmiRuntime runtime;
    private final AmiLinkListener listener;
    private final Threads threads;
    private final Runnable tellAll = this::tellAll;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<News> waiting = new ArrayDeque<>();
    private boolean telling;
    private boolean closed;
    private int events;
    private long bytes;
    private int states;
    private long told;
    private long dropped;
    private long drops;

    ListenerQueue(AmiLinkConfig config, AmiRuntime runtime, AmiLinkListener listener) {
        this.config = config;
        this.runtime = runtime;
        this.listener = listener;
        this.threads = new Threads(runtime, config.gateway());
    }

    /** One thing to tell. */
    private static class News {
        final String what;
        final int events;
        final long bytes;
        private final Consumer<AmiLinkListener> call;

        News(String what, int events, long bytes, Consumer<AmiLinkListener> call) {
            this.what = what;
            this.events = events;
            this.bytes = bytes;
            this.call = call;
        }

        void tell(AmiLinkListener listener) {
            call.accept(listener);
        }

        boolean isState() {
            return events == 0;
        }

        /** How many events are lost if it is not told. */
        long loss(Predicate<String> wanted) {
            return 0;
        }
    }

    /** What one read brought. */
    private static final class Read extends News {
        private final List<AmiEvent> batch;
        private final long epoch;

        Read(List<AmiEvent> batch, long size, long epoch) {
            super("events", batch.size(), size, null);
            this.batch = batch;
            this.epoch = epoch;
        }

        @Override
        void tell(AmiLinkListener listener) {
            listener.events(batch, epoch);
        }

        @Override
        long loss(Predicate<String> wanted) {
            return batch.stream().filter(event -> wanted.test(event.name())).count();
        }
    }

    /** A hole in the order of the events. Grows while it is the last in the queue. */
    private static final class Lost extends News {
        private final long epoch;
        private final Instant first;
        private Instant last;
        private long count;

        Lost(long epoch, Instant first) {
            super("eventsDropped", 0, 0, null);
            this.epoch = epoch;
            this.first = first;
        }

        @Override
        void tell(AmiLinkListener listener) {
            listener.eventsDropped(count, epoch, first, last);
        }

        @Override
        boolean isState() {
            return false;
        }

        @Override
        long loss(Predicate<String> wanted) {
            return count;
        }
    }

    /** Waits only for a listener that has not heard of the last thousand. */
    void up(LinkStatus status) {
        boolean start;
        lock.lock();
        try {
            while (states >= MOST_STATES && !closed) {
                room.awaitUninterruptibly();
            }
            start = add(new News("linkUp", 0, 0, told -> told.linkUp(status)));
        } finally {
            lock.unlock();
        }
        tellElsewhere(start);
    }

    void down(LinkStatus status) {
        boolean start;
        lock.lock();
        try {
            start = add(new News("linkDown", 0, 0, told -> told.linkDown(status)));
        } finally {
            lock.unlock();
        }
        tellElsewhere(start);
    }

    /**
     * Takes the events of one read; where nothing may be dropped, waits for room.
     *
     * @param over asked while it waits, at first and after each {@link #wake}: whether the session has ended, so that no
     *     more than these will come and they are taken without room
     * @return what tells them, for the caller to run; null if somebody is telling already
     */
    Runnable events(List<AmiEvent> batch, long epoch, BooleanSupplier over) {
        long size = 0;
        for (AmiEvent event : batch) {
            size += event.weight();
        }
        boolean start;
        lock.lock();
        try {
            if (config.overflow() == AmiOverflow.BLOCK) {
                while (isFull(batch.size()) && !closed && !over.getAsBoolean()) {
                    room.awaitUninterruptibly();
                }
                start = add(batch, size, epoch);
            } else {
                start = addWhatFits(batch, size, epoch);
            }
        } finally {
            lock.unlock();
        }
        return start ? tellAll : null;
    }

    private boolean isFull(int more) {
        return events > 0 && (events + more > config.eventQueue() || bytes >= MOST_BYTES);
    }

    private boolean addWhatFits(List<AmiEvent> batch, long size, long epoch) {
        int free = bytes >= MOST_BYTES ? 0 : Math.max(0, config.eventQueue() - events);
        if (batch.size() <= free) {
            return add(batch, size, epoch);
        }
        // A copy, so that nothing keeps the dropped ones in memory.
        boolean start = free > 0 && add(List.copyOf(batch.subList(0, free)), size / batch.size() * free, epoch);
        return start | drop(batch.size() - free, epoch);
    }

    private boolean add(List<AmiEvent> batch, long size, long epoch) {
        return add(new Read(batch, size, epoch));
    }

    /** Whether the caller has to see to it that somebody tells. */
    private boolean add(News news) {
        if (closed) {
            return false;
        }
        waiting.add(news);
        events += news.events;
        bytes += news.bytes;
        states += news.isState() ? 1 : 0;
        boolean start = !telling;
        telling = true;
        return start;
    }

    private boolean drop(int count, long epoch) {
        Instant now = runtime.clock().instant();
        News newest = waiting.peekLast();
        Lost lost;
        boolean start = false;
        if (newest instanceof Lost known && known.epoch == epoch) {
            lost = known;
        } else {
            lost = new Lost(epoch, now);
            start = add(lost);
            if (Long.bitCount(++drops) == 1) {
                LOG.warn(
                        "{}: the listener is slower than the gateway and {} events wait (options eventQueue, overflow):"
                                + " events are dropped, for the {}. time",
                        config.gateway(),
                        events,
                        drops);
            }
        }
        lost.count += count;
        lost.last = now;
        dropped += count;
        return start;
    }

    private void tellElsewhere(boolean start) {
        if (start) {
            threads.run("listener", tellAll);
        }
    }

    private void tellAll() {
        for (News news = next(); news != null; news = next()) {
            try {
                news.tell(listener);
            } catch (RuntimeException | Error e) {
                // Whatever it is, it is the listener's and ends neither the session nor what else there is to tell.
                LOG.warn("{}: the listener failed at {}", config.gateway(), news.what, e);
            }
        }
    }

    private News next() {
        lock.lock();
        try {
            News news = closed ? null : waiting.poll();
            if (news == null) {
                telling = false;
                return null;
            }
            events -= news.events;
            bytes -= news.bytes;
            told += news.events;
            states -= news.isState() ? 1 : 0;
            room.signalAll();
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Lets who waits for room ask again whether the session has ended. */
    void wake() {
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is told than what is being told. @return how many events are lost with it */
    long close() {
        List<News> untold;
        lock.lock();
        try {
            closed = true;
            untold = List.copyOf(waiting);
            waiting.clear();
            events = 0;
            bytes = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        // What nobody needs any more is no loss: its listeners have mostly left before the link is closed.
        Predicate<String> wanted = config.eventFilter() != null ? config.eventFilter() : name -> true;
        long lost = untold.stream().mapToLong(news -> news.loss(wanted)).sum();
        if (lost > 0) {
            LOG.warn(
                    "{}: closed before the listener was told of {} events that had been read; they are lost to it",
                    config.gateway(),
                    lost);
        } else if (!untold.isEmpty()) {
            LOG.debug("{}: closed with {} things left to tell that nobody needs", config.gateway(), untold.size());
        }
        return lost;
    }

    LinkCounters counters() {
        lock.lock();
        try {
            return new LinkCounters(told, dropped, events, 0, 0, 0, 0, 0);
        } finally {
            lock.unlock();
        }
    }
}
