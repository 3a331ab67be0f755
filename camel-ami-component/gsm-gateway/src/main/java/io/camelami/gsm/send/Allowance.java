package io.camelami.gsm.send;

import java.util.function.Consumer;

/** One message's dealings with the quotas of its span. */
final class Allowance {
    private final Quotas quotas;
    /** Null for what counts in no quota. */
    private final Reservation room;

    private boolean counting;
    private boolean ended;

    Allowance(Quotas quotas, Reservation room) {
        this.quotas = quotas;
        this.room = room;
    }

    /**
     * Counts parts that are about to be written.
     *
     * @param then gets null, or why they must not be written; not called if the message has ended meanwhile
     */
    void count(int parts, Consumer<String> then) {
        if (room == null) {
            then.accept(null);
            return;
        }
        counting = true;
        quotas.count(room, parts, why -> {
            counting = false;
            if (!ended) {
                then.accept(why);
                return;
            }
            if (why == null) {
                quotas.takeBack(room);
            }
            quotas.release(room);
        });
    }

    /** What was counted last was not written. */
    void notWritten() {
        if (room != null) {
            quotas.takeBack(room);
        }
    }

    /** The message has ended. */
    void end() {
        if (!ended && !counting && room != null) {
            quotas.release(room);
        }
        ended = true;
    }
}
