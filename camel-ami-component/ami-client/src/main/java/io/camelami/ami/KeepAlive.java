package io.camelami.ami;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a gateway that no longer talks, whatever the socket says: after {@code interval} without a complete message it
 * is asked with a Ping, and if {@code window} passes without one the session is ended. Half a message does not count, so
 * a gateway that trickles bytes is silent too. Runs on the timers' thread.
 *
 * <p>Silence counts only while we listen. Time in which the reading thread is kept from reading, by a listener whose queue
 * is full or by a callback, is none of the gateway's; it is told as a {@link Reading.Stall} instead. So is a machine
 * that was paused: a check that comes late asks anew.
 */
final class KeepAlive {

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private final long interval;
    private final long window;
    private final AmiRuntime runtime;
    private final AmiSession session;
    private final Reading reading;
    private ScheduledFuture<?> timer;
    private long dueAt;
    private boolean stopped;
    private boolean asked;
    private long askedAt;
    private boolean stalled;

    KeepAlive(AmiKeepAlive config, AmiRuntime runtime, AmiSession session, Reading reading) {
        this.interval = config.interval().toNanos();
        this.window = config.window().toNanos();
        this.runtime = runtime;
        this.session = session;
        this.reading = reading;
    }

    void start() {
        again(interval);
    }

    synchronized void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private synchronized void again(long delay) {
        if (stopped) {
            return;
        }
        long least = Math.max(1, delay);
        dueAt = runtime.nanoTime() + least;
        try {
            timer = runtime.timers().schedule(this::check, least, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The runtime is being shut down and with it the session.
            stopped = true;
        }
    }

    private void check() {
        long now = runtime.nanoTime();
        long silent = now - reading.lastMessage();
        long busy = reading.busyFor();
        tellStall(busy);
        if (asked && now - silent - askedAt >= 0) {
            // Whatever it was that came meanwhile: when it was asked it had been silent for some time.
            asked = false;
        }
        if (busy > 0) {
            asked = false;
            again(Math.min(interval, stalled ? interval : window - busy));
        } else if (silent < interval) {
            again(interval - silent);
        } else if (asked && now - dueAt > (window - interval) / 2) {
            ask(now, silent);
        } else if (asked && silent >= window && now - askedAt >= window - interval) {
            session.shut(new AmiUnreachableException("Gateway " + session.gateway()
                    + ": no message for " + TimeUnit.NANOSECONDS.toMillis(silent)
                    + " ms and no answer to Ping (option livenessWindow)"));
        } else if (asked) {
            again(Math.min(interval, Math.max(window - silent, askedAt + window - interval - now)));
        } else if (session.blockedByAction()) {
            // Asked when the action is over: behind it a Ping would tell nothing.
            again(Math.min(interval, window - interval));
        } else {
            ask(now, silent);
        }
    }

    private void ask(long now, long silent) {
        asked = true;
        askedAt = now;
        session.sendElsewhere(AmiAction.of("Ping"), Duration.ofNanos(window));
        // Not only when the window is over: by then an answer is so old that its gateway is to be asked again.
        again(Math.min(interval, Math.max(window - silent, window - interval)));
    }

    private void tellStall(long busy) {
        Reading.Stall stall = reading.stall();
        if (stall != null && !stalled) {
            stalled = true;
            LOG.warn("{}: {}", session.gateway(), stall.reason());
        } else if (stalled && busy == 0) {
            stalled = false;
            LOG.info("{}: reading goes on", session.gateway());
        }
    }
}
