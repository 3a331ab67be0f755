package io.camelami.smscenter.message;

import io.camelami.gsm.Outcome;

/** Where a message is on its way; the last six are the outcomes of {@code ami-gsm:}. */
public enum MessageState {
    /** Inbound: it is here. */
    RECEIVED,
    /** Outbound: stored, not yet handed to the gateway. */
    QUEUED,
    /** Outbound: handed to the gateway, result not known yet. */
    SENDING,
    ACCEPTED,
    SENT,
    DELIVERED,
    FAILED,
    EXPIRED,
    UNKNOWN;

    static MessageState of(Outcome outcome) {
        return valueOf(outcome.name());
    }
}
