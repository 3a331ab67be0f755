package io.camelami.gsm.send;

import io.camelami.gsm.ussd.UssdReply;
import java.util.HashMap;
import java.util.Map;

/** Who waits on which span for an answer that comes as an event. Thread-safe: answers are matched where they are read. */
public final class PendingUssd {
    private final Map<Integer, UssdSend> bySpan = new HashMap<>();

    synchronized void register(int span, UssdSend send) {
        bySpan.put(span, send);
    }

    synchronized void remove(int span, UssdSend send) {
        bySpan.remove(span, send);
    }

    /** @return false if nobody waits on that span, or what waited has got its answer already */
    public boolean deliver(int span, UssdReply reply) {
        UssdSend send;
        synchronized (this) {
            send = bySpan.remove(span);
        }
        if (send != null) {
            send.told(reply);
        }
        return send != null;
    }
}
