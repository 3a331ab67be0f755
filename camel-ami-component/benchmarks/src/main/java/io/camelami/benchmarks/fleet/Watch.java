package io.camelami.benchmarks.fleet;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.RawEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a fleet tells, counted. Called by many threads. */
final class Watch {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger downs = new AtomicInteger();
    private final LongAdder events = new LongAdder();
    private final LongAdder characters = new LongAdder();

    void hear(GatewayEvent event) {
        if (event instanceof RawEvent raw) {
            read(raw.event());
        } else if (event instanceof LinkUp) {
            up.incrementAndGet();
        } else if (event instanceof LinkDown down && down.epoch() > 0) {
            up.decrementAndGet();
            downs.incrementAndGet();
        }
    }

    /** Three values, as an application would. */
    private void read(AmiEvent event) {
        characters.add(event.name().length() + length(event.get("Channel")) + length(event.get("Uniqueid")));
        events.increment();
    }

    private static int length(String value) {
        return value == null ? 0 : value.length();
    }

    int up() {
        return up.get();
    }

    /** Links lost since the start. */
    int downs() {
        return downs.get();
    }

    long events() {
        return events.sum();
    }

    /** @return seconds that it took */
    double awaitUp(int gateways) throws InterruptedException {
        return await(up, gateways);
    }

    /** @return seconds that it took */
    double awaitDowns(int count) throws InterruptedException {
        return await(downs, count);
    }

    private static double await(AtomicInteger count, int wanted) throws InterruptedException {
        long start = System.nanoTime();
        while (count.get() < wanted) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException("After " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s there are "
                        + count.get() + " of " + wanted);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
