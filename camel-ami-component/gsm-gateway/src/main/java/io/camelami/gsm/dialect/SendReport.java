package io.camelami.gsm.dialect;

import io.camelami.gsm.Outcome;

/**
 * What became of a message that was sent earlier, as a gateway tells it in an event of its own.
 *
 * @param key the id the message was given on the wire; null if the gateway does not say which message it means
 * @param span the span it went out on, or 0 if the event does not say
 * @param verdict never {@link Verdict#awaitReport()}
 */
public record SendReport(String key, int span, Verdict verdict) implements Signal {

    public SendReport {
        if (verdict.outcome() == null) {
            throw new IllegalArgumentException("a report must say an outcome, not another wait");
        }
    }

    /** Whether the network took the message. */
    public boolean good() {
        return verdict.outcome() != Outcome.FAILED;
    }
}
