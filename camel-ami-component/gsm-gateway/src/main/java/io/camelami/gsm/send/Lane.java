package io.camelami.gsm.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** One span on the way out: one sender at a time, the others in order behind it, and the pauses between parts. */
final class Lane {
    private final int span;
    private final SendContext context;
    private final int limit;
    private final Deque<Sender> waiting = new ArrayDeque<>();
    private Sender current;
    private boolean used;
    private long freeAt;

    Lane(int span, SendContext context, int limit) {
        this.span = span;
        this.context = context;
        this.limit = limit;
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
        next();
        return true;
    }

    /** The send needs the span no more. */
    void leave(Sender send) {
        if (current == send) {
            current = null;
            next();
        } else {
            waiting.remove(send);
        }
    }

    private void next() {
        if (current == null && !waiting.isEmpty()) {
            current = waiting.remove();
            context.worker().execute(current::proceed);
        }
    }

    /** How long the span must still rest before the next part. */
    Duration rest() {
        return used ? Duration.ofNanos(Math.max(0, freeAt - context.now())) : Duration.ZERO;
    }

    /** Parts are being written now. */
    void use(int parts) {
        used = true;
        freeAt = context.now() + context.pacing().multipliedBy(parts).toNanos();
    }
}
