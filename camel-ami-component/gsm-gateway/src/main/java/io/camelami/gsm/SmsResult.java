package io.camelami.gsm;

import java.time.Instant;
import java.util.Objects;

/**
 * What became of one SMS.
 *
 * @param outcome exactly one, never null
 * @param failure why, if {@code outcome} is {@link Outcome#FAILED}; otherwise null
 * @param span the span it was sent from, counted from 1; 0 if none was chosen before it failed
 * @param id the caller's reference, or the one made for the gateway where it needs one; may be null
 * @param parts how many parts the text was sent as; 0 if nothing was written
 * @param truncated whether the end of the text was cut off before it was sent, as a
 *     {@link io.camelami.gsm.text.TextPolicy} may want; false if nothing was written
 * @param reply the line of the gateway that decided the outcome, with number and text taken out; may be null
 * @param detail a sentence for people: what was tried, what came back, which option changes it; without number or text
 * @param epoch the login session in which it was written; 0 if nothing was written
 * @param at when the outcome was known
 */
public record SmsResult(
        Outcome outcome,
        FailureClass failure,
        int span,
        String id,
        int parts,
        boolean truncated,
        String reply,
        String detail,
        long epoch,
        Instant at) {

    public SmsResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(at, "at");
        if ((outcome == Outcome.FAILED) != (failure != null)) {
            throw new IllegalArgumentException("a failure class belongs to FAILED and to no other outcome");
        }
    }

    /** Of a text that was not cut. */
    public SmsResult(
            Outcome outcome,
            FailureClass failure,
            int span,
            String id,
            int parts,
            String reply,
            String detail,
            long epoch,
            Instant at) {
        this(outcome, failure, span, id, parts, false, reply, detail, epoch, at);
    }
}
