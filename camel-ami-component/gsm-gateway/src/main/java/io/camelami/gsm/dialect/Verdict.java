package io.camelami.gsm.dialect;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import java.util.Objects;

/**
 * What an answer or a report means for the message it belongs to.
 *
 * @param outcome null while a report is still to come
 * @param failure why, for {@link Outcome#FAILED}
 * @param reply the line that decided it, without number and text; may be null
 * @param detail a sentence for people, without number and text
 */
public record Verdict(Outcome outcome, FailureClass failure, String reply, String detail) {

    /** The gateway took it and will tell more in an event. */
    public static Verdict awaitReport() {
        return new Verdict(null, null, null, "the gateway took it and has not reported yet");
    }

    public static Verdict of(Outcome outcome, String reply, String detail) {
        return new Verdict(Objects.requireNonNull(outcome), null, reply, detail);
    }

    public static Verdict failed(FailureClass failure, String reply, String detail) {
        return new Verdict(Outcome.FAILED, Objects.requireNonNull(failure), reply, detail);
    }
}
