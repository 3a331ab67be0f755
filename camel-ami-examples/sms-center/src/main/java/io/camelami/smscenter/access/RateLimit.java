package io.camelami.smscenter.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.camelami.smscenter.TooManyRequestsException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** So much of something within a time and not more, for each user or address by itself. */
public final class RateLimit {

    /** Of those not seen for a day, or when there are more than this, nothing is remembered. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final String what;
    private final LoadingCache<String, Bucket> buckets;

    /** @param what they are called in a sentence */
    RateLimit(String what, int count, Duration per, Clock clock) {
        this.what = what;
        TimeMeter time = new ClockTime(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(REMEMBERED)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(count).refillGreedy(count, per))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** @throws TooManyRequestsException if there was too much already; then this one does not count */
    public void take(String key) {
        refuse(buckets.get(key).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** @throws TooManyRequestsException if there was too much already */
    void check(String key) {
        refuse(buckets.get(key).estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /** Counts one that has happened, whether or not it was too much: several at once make the wait longer. */
    void count(String key) {
        buckets.get(key).consumeIgnoringRateLimits(1);
    }

    private void refuse(long nanosToWait) {
        if (nanosToWait > 0) {
            // Rounded up: who comes back then gets in.
            long seconds = TimeUnit.NANOSECONDS.toSeconds(nanosToWait - 1) + 1;
            throw new TooManyRequestsException("Too many " + what + "; try again in " + seconds + " s.", seconds);
        }
    }

    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
