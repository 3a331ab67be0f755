package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Answers that do not begin with {@code Response}. Asterisk gives such answers to a few actions: headers alone
 * ({@code SKINNYshowline}), a table ({@code IAXnetstats}, {@code Queues} up to 13), an event ({@code DataGet} up to 13),
 * and where there is nothing to show, an empty line. Only the event has the ActionID, and the rest of a value with an empty
 * line in it looks the same as the others.
 *
 * <p>What tells them apart is the order: a session runs one action at a time. So when such a thing comes while an action
 * waits, an answer to one that was written later shows that the action is over and that this was its answer; a Ping sees
 * to it that there is a later one. An action whose own answer comes before that has just been passed by something else.
 *
 * <p>Guarded by the session's lock.
 */
final class BareAnswers {

    private final int max;
    private final Charset charset;
    private final List<HeaderBlock> blocks = new ArrayList<>();

    /** Sequence number of the last action before the first of the blocks; 0 while there is nothing to be settled. */
    private long after;

    private boolean tooMany;

    /** @param max how many blocks one answer may have */
    BareAnswers(int max, Charset charset) {
        this.max = max;
        this.charset = charset;
    }

    /**
     * Takes what may be an answer or a part of one.
     *
     * @param block null for an empty line
     * @param last sequence number of the last action
     * @return true if a Ping has to follow
     */
    boolean add(HeaderBlock block, long last) {
        if (block != null && blocks.size() == max) {
            tooMany = true;
        } else if (block != null) {
            blocks.add(block);
        }
        boolean first = after == 0;
        if (first) {
            after = last;
        }
        return first;
    }

    /**
     * Whether an answer to {@code later} says what became of the actions before. If so, {@link #settle} is to be called.
     */
    boolean endsWith(Pending later) {
        return after > 0 && later.sequence > after;
    }

    /**
     * Gives the actions their answers, and forgets what came. One action gets all of it; of several each gets its own
     * only if nothing can be mistaken.
     *
     * @param waiting actions without an answer, in the order of their writing
     * @return those that have it now
     */
    List<Pending> settle(Collection<Pending> waiting) {
        List<Pending> settled = new ArrayList<>();
        for (Pending action : waiting) {
            if (action.sequence <= after) {
                settled.add(action);
            }
        }
        if (tooMany || settled.size() > 1 && settled.size() != blocks.size()) {
            settled.clear();
        }
        for (int i = 0; i < settled.size(); i++) {
            List<HeaderBlock> own = settled.size() == 1 ? blocks : List.of(blocks.get(i));
            settled.get(i).head = new AmiResponse(HeaderBlock.joined(own, charset), null);
        }
        blocks.clear();
        after = 0;
        tooMany = false;
        return settled;
    }
}
