package io.camelami.gsm.send;

import io.camelami.gsm.dialect.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which report belongs to which send. Remembers sends for some time after they ended, so that a late report can still be
 * told with the caller's own reference. Thread-safe: reports are matched where they are read.
 */
public final class PendingReports {
    private static final int REMEMBERED = 4096;

    /**
     * The message a report is about.
     *
     * @param span the span it was sent from
     * @param id the caller's reference; may be null
     * @param awaited whether its send still waits for the report
     */
    public record Match(int span, String id, boolean awaited) {}

    private final Map<String, SmsSend> byKey = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SmsSend> eldest) {
            return size() > REMEMBERED && !eldest.getValue().awaitsReport();
        }
    };

    synchronized void register(String key, SmsSend send) {
        byKey.put(key, send);
    }

    /**
     * Gives a report to the send it belongs to.
     *
     * @return which one that is; null if no send of ours has that key
     */
    public Match deliver(String key, Verdict verdict) {
        SmsSend send = key == null ? null : find(key);
        if (send == null) {
            return null;
        }
        Match match = new Match(send.span(), send.callerId(), send.awaitsReport());
        send.reported(key, verdict);
        return match;
    }

    private synchronized SmsSend find(String key) {
        return byKey.get(key);
    }
}
