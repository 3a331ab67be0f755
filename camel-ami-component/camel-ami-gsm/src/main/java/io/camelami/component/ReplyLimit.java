package io.camelami.component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.support.LRUCacheFactory;

/**
 * How often a number is answered, so that two robots which answer each other come to an end. The hour slides: no hour, from
 * whatever moment it is counted, has more replies than the limit. Only those numbers are remembered that were answered
 * last, which a robot in a loop always is.
 *
 * <p>It is asked by one thread; only the count may be read by others.
 */
final class ReplyLimit {

    static final int NUMBERS = 10_000;

    private static final Duration HOUR = Duration.ofHours(1);

    private final int perHour;
    private final Map<String, Answered> numbers = LRUCacheFactory.newLRUCache(NUMBERS);
    private final AtomicLong refused = new AtomicLong();

    /** @param perHour 0 to refuse all */
    ReplyLimit(int perHour) {
        this.perHour = perHour;
    }

    /** When one number was answered in the last hour, and how many replies were refused since the last that was not. */
    private static final class Answered {
        private final Deque<Instant> times = new ArrayDeque<>();
        private long refused;
    }

    /**
     * What becomes of a reply.
     *
     * @param allowed whether it may be sent; it is counted then
     * @param refused how many in a row to this number were refused: with this one, or before it if it is allowed
     */
    record Decision(boolean allowed, long refused) {}

    Decision ask(String number, Instant now) {
        Answered known = numbers.get(number);
        Answered answered = known == null ? new Answered() : known;
        // Also one that is known: it is the writing that makes it the last one used.
        numbers.put(number, answered);
        Instant anHourAgo = now.minus(HOUR);
        while (!answered.times.isEmpty() && !answered.times.peekFirst().isAfter(anHourAgo)) {
            answered.times.removeFirst();
        }
        if (answered.times.size() >= perHour) {
            refused.incrementAndGet();
            return new Decision(false, ++answered.refused);
        }
        answered.times.addLast(now);
        long before = answered.refused;
        answered.refused = 0;
        return new Decision(true, before);
    }

    int remembered() {
        return numbers.size();
    }

    int perHour() {
        return perHour;
    }

    /** How many replies were refused, to all numbers. */
    long refused() {
        return refused.get();
    }
}
