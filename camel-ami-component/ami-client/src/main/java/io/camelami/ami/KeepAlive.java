package io.camelami.ami;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Notices a gateway that no longer talks, whatever the socket says: after {@code interval} without a complete message it
 * is asked with a Ping, and if {@code window} passes without one the session is ended. Half a message does not count, so
 * a gateway that trickles bytes is silent too. Runs on the timers' thread.
 */
final class KeepAlive {

    private final long interval;
    private final long window;
    private final AmiRuntime runtime;
    private final AmiSession session;
    private ScheduledFuture<?> timer;
    private boolean stopped;
    private boolean asked;
    private long askedAt;

    KeepAlive(AmiKeepAlive config, AmiRuntime runtime, AmiSession session) {
        this.interval = config.interval().toNanos();
        this.window = config.window().toNanos();
        this.runtime = runtime;
        this.session = session;
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
        try {
            timer = runtime.timers().schedule(this::check, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The runtime is being shut down and with it the session.
            stopped = true;
        }
    }

    private void check() {
        long now = runtime.nanoTime();
        long silent = now - session.lastMessage();
        if (session.reading()) {
            asked = false;
            again(interval);
        } else if (silent < interval) {
            asked = false;
            again(interval - silent);
        } else if (asked && silent >= window && now - askedAt >= window - interval) {
            session.shut(new AmiUnreachableException("Gateway " + session.gateway()
                    + ": no message for " + TimeUnit.NANOSECONDS.toMillis(silent)
                    + " ms and no answer to Ping (option livenessWindow)"));
        } else if (asked) {
            again(Math.max(1, Math.max(window - silent, askedAt + window - interval - now)));
        } else if (session.blockedByAction()) {
            // Asked when the action is over: behind it a Ping would tell nothing.
            again(Math.max(1, Math.min(interval, window - interval)));
        } else {
            asked = true;
            askedAt = now;
            session.sendElsewhere(AmiAction.of("Ping"), Duration.ofNanos(window));
            again(Math.max(1, Math.max(window - silent, window - interval)));
        }
    }
}
