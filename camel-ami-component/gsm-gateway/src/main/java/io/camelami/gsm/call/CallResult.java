package io.camelami.gsm.call;

import io.camelami.gsm.FailureClass;
import java.time.Instant;
import java.util.Objects;

/**
 * What became of one originate.
 *
 * @param outcome exactly one, never null
 * @param failure what to do next, if {@code outcome} is FAILED; otherwise null
 * @param id ActionID of the originate
 * @param channel the channel that was made; null if none was seen
 * @param uniqueId its Uniqueid; null if none was seen
 * @param cause cause code, 0 if none is known
 * @param causeText the cause in words; null if none is known
 * @param reply what the server said to decide it; may be null
 * @param detail a sentence for people, without numbers
 * @param epoch the login session in which it was written; 0 if nothing was written
 * @param at when the outcome was known
 */
public record CallResult(
        CallOutcome outcome,
        FailureClass failure,
        String id,
        String channel,
        String uniqueId,
        int cause,
        String causeText,
        String reply,
        String detail,
        long epoch,
        Instant at) {

    public CallResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(at, "at");
        if ((outcome == CallOutcome.FAILED) != (failure != null)) {
            throw new IllegalArgumentException("a failure class belongs to FAILED and to no other outcome");
        }
    }

    /** Without the channel: its name may hold a number. */
    @Override
    public String toString() {
        return "CallResult[" + outcome + (failure == null ? "" : " " + failure) + ", id=" + id + ", cause=" + cause
                + ", epoch=" + epoch + ", " + detail + "]";
    }
}
