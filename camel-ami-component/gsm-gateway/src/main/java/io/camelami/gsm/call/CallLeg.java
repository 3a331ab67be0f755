package io.camelami.gsm.call;

import io.camelami.gsm.event.Call;
import java.time.Instant;

/** One channel of a {@link LiveCall}, as it is now. */
final class CallLeg {

    final String uniqueId;
    /** Grows from channel to channel: several may appear in one moment. */
    final long order;

    final String firstName;
    final Instant startedAt;
    final boolean placeholder;

    String name;
    LiveCall call;
    String linkedId;
    String callerNumber;
    /** Where it was in the dialplan when first seen. */
    String firstExten;
    /** Where it was sent after it answered, for a channel that Asterisk called. */
    String nextExten;

    String dialString;
    /** True if Asterisk called it, false if it called Asterisk; null until one of both is seen. */
    Boolean dialed;
    /** Whether a Dial or an originate says so, rather than only the state it began in. */
    boolean dialSeen;

    CallLeg dialer;
    CallLeg peer;
    String bridge;
    boolean dials;
    String dialStatus;

    boolean rang;
    Instant ringingAt;
    Instant answeredAt;
    Instant endedAt;
    int cause;

    CallLeg(String uniqueId, long order, String name, Instant startedAt) {
        this.uniqueId = uniqueId;
        this.order = order;
        this.name = name;
        this.firstName = name;
        this.startedAt = startedAt;
        this.placeholder = ChannelName.isPlaceholder(name);
    }

    boolean isDialed() {
        return dialed != null && dialed && !placeholder;
    }

    boolean isLive() {
        return endedAt == null;
    }

    Call.Leg toRecord() {
        return new Call.Leg(
                firstName, uniqueId, callerNumber, isDialed(), startedAt, ringingAt, answeredAt, endedAt, cause);
    }
}
