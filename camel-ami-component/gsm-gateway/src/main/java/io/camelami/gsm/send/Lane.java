package io.camelami.gsm.send;

import io.camelami.gsm.FailureClass;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One span on the way out: one sender at a time, the others in order behind it, the pauses between parts, and how the
 * sends over it went.
 */
final class Lane {
    /** How long a span that failed is passed over, unless the gateway lists it as up before. */
    private static final Duration BROKEN = Duration.ofMinutes(1);

    private final int span;
    private final SendContext context;
    private final int limit;
    private final Consumer<Lane> changed;
    private final Deque<Sender> waiting = new ArrayDeque<>();
    private int waitingParts;
    private Sender current;
    private long freeAt;
    private int failures;
    private boolean broken;
    private long brokenUntil;

    /** @param changed hears that the sends over it go better or worse than before */
    Lane(int span, SendContext context, int limit, Consumer<Lane> changed) {
        this.span = span;
        this.context = context;
        this.limit = limit;
        this.changed = changed;
        this.freeAt = context.now();
    }

    int span() {
        return span;
    }

    /** @return false if too many wait already */
    boolean enter(Sender send) {
        if (waiting.size() >= limit) {
            return false;
        }
        waiting.add(send);
        waitingParts += send.parts();
        next();
        return true;
    }

    /** The send needs the span no more. */
    void leave(Sender send) {
        if (current == send) {
            current = null;
            next();
        } else if (waiting.remove(send)) {
            waitingParts -= send.parts();
        }
    }

    private void next() {
        if (current == null && !waiting.isEmpty()) {
            current = waiting.remove();
            waitingParts -= current.parts();
            context.worker().execute(current::proceed);
        }
    }

    /** How many parts wait or are under way. */
    int load() {
        return waitingParts + (current == null ? 0 : current.parts());
    }

    /** How long the span must still rest before the next part. */
    Duration rest() {
        long now = context.now();
        // The program may have been restarted, or another one had the gateway, with a part written just before.
        long untilOthersAreFree =
                context.link().permittedSince() + context.pacing().toNanos() - now;
        return Duration.ofNanos(Math.max(0, Math.max(freeAt - now, untilOthersAreFree)));
    }

    /** Parts are being written, or were at the latest now. */
    void use(int parts) {
        long after = context.now() + context.pacing().multipliedBy(parts).toNanos();
        if (after - freeAt > 0) {
            freeAt = after;
        }
    }

    /** What was sent over it got out. */
    void worked() {
        if (failures > 0 || broken) {
            failures = 0;
            broken = false;
            changed.accept(this);
        }
    }

    /** What was sent over it did not get out. */
    void failed(FailureClass failure) {
        if (failure == FailureClass.RECIPIENT || failure == FailureClass.CONFIGURATION) {
            return;
        }
        failures++;
        if (failure == FailureClass.SPAN_BROKEN) {
            broken = true;
            brokenUntil = context.now() + BROKEN.toNanos();
        }
        changed.accept(this);
    }

    /** The gateway lists it as up. */
    void listedUp() {
        broken = false;
    }

    /** Whether it said lately that it cannot send. */
    boolean broken() {
        return broken && brokenUntil - context.now() > 0;
    }

    /** Failures in a row. */
    int failures() {
        return failures;
    }
}
