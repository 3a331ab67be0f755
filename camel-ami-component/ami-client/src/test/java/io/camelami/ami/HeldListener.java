package io.camelami.ami;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A listener that takes its time: waits before the first events, and works on each of them for a while. Checks the
 * {@code Number} of events that have one: each is one more than the last, but for what was announced as dropped.
 */
final class HeldListener implements AmiLinkListener {

    private final CountDownLatch release;
    private final long nanosEach;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private long next;
    private volatile String wrong;

    HeldListener(CountDownLatch release) {
        this(release, 0);
    }

    HeldListener(CountDownLatch release, long nanosEach) {
        this.release = release;
        this.nanosEach = nanosEach;
    }

    /** One that takes so long for each. */
    static HeldListener slow(long nanosEach) {
        return new HeldListener(new CountDownLatch(0), nanosEach);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long events() {
        return events.get();
    }

    long dropped() {
        return dropped.get();
    }

    /** How many events each call brought, also one that is being held. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** Ups and downs. */
    List<String> story() {
        return List.copyOf(story);
    }

    /** What was out of order, or null. */
    String wrong() {
        return wrong;
    }

    @Override
    public void linkUp(LinkStatus status) {
        story.add("up " + status.epoch());
    }

    @Override
    public void linkDown(LinkStatus status) {
        story.add("down " + status.epoch() + " after " + events);
    }

    @Override
    public void events(List<AmiEvent> batch, long epoch) {
        batches.add(batch.size());
        await(release);
        for (AmiEvent event : batch) {
            String number = event.get("Number");
            if (number != null && Long.parseLong(number) != next++) {
                wrong = "event " + number + " instead of " + (next - 1);
                next = Long.parseLong(number) + 1;
            }
            for (long end = System.nanoTime() + nanosEach; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            events.incrementAndGet();
        }
    }

    @Override
    public void eventsDropped(long count, long epoch, Instant first, Instant last) {
        next += count;
        dropped.addAndGet(count);
    }
}
