package io.camelami.gsm.ussd;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The menus that are open: one a span at most, since a modem has one USSD session, and a code dialled into an open menu
 * would be taken for a choice in it. Each menu has an id of its own, which is spent when it is answered: the same answer
 * given twice can never be taken for a choice in the menu behind it. Thread-safe.
 */
public final class UssdSessions {
    /** Networks wait one to three minutes for a choice; an abandoned menu keeps its span no longer than this. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final RandomGenerator random;
    private final Map<Integer, Open> bySpan = new HashMap<>();

    private record Open(String id, long sinceNanos) {
        boolean isOver(long nowNanos) {
            return nowNanos - sinceNanos > LONGEST_WAIT.toNanos();
        }
    }

    public UssdSessions(RandomGenerator random) {
        this.random = random;
    }

    /** Whether a menu is open on that span. */
    public synchronized boolean isOpen(int span, long nowNanos) {
        Open open = bySpan.get(span);
        if (open != null && open.isOver(nowNanos)) {
            bySpan.remove(span);
            open = null;
        }
        return open != null;
    }

    /** The span on which that menu is open; 0 if it is not, or no longer. */
    public synchronized int spanOf(String session, long nowNanos) {
        for (Map.Entry<Integer, Open> entry : bySpan.entrySet()) {
            if (entry.getValue().id().equals(session)) {
                return entry.getValue().isOver(nowNanos) ? 0 : entry.getKey();
            }
        }
        return 0;
    }

    /** A menu came: @return the id by which it is answered */
    public synchronized String menu(int span, long nowNanos) {
        // Not to be guessed: whoever has the id can answer the menu.
        String id = span + "-" + Long.toString(random.nextLong() >>> 1, 36);
        bySpan.put(span, new Open(id, nowNanos));
        return id;
    }

    /** The menu is being answered or given up: @return false if it is not open, or no longer */
    public synchronized boolean take(String session, long nowNanos) {
        int span = spanOf(session, nowNanos);
        return span != 0 && bySpan.remove(span) != null;
    }

    /** Whatever was open on that span is over. */
    public synchronized void end(int span) {
        bySpan.remove(span);
    }
}
