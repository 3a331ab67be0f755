package io.camelami.smscenter.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.CallDirection;
import java.time.Instant;

/**
 * A call that is over, as it is stored and shown.
 *
 * @param id counts up in the order in which the calls ended
 * @param missed whether somebody called, was not answered, and might want to be called back
 * @param complete false if a part of it was not seen, so that the rest may be wrong
 * @param from number of the caller; null if it is withheld
 * @param to number that was called; null if it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PhoneCall(
        long id,
        String gateway,
        CallDirection direction,
        CallOutcome outcome,
        boolean missed,
        boolean complete,
        String from,
        String to,
        long ringSeconds,
        long talkSeconds,
        Instant startedAt) {

    /** Without numbers: they are private. */
    @Override
    public String toString() {
        return "PhoneCall[id=" + id + ", " + direction + ", " + outcome + (missed ? ", missed]" : "]");
    }
}
