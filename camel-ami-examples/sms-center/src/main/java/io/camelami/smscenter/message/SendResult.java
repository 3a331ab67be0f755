package io.camelami.smscenter.message;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;

/**
 * How a send ended.
 *
 * @param failure the failure class of FAILED, else null
 * @param detail a sentence for people; may be null
 * @param span the span it was sent from; null if none was chosen
 * @param parts as how many SMS it went out; null if not known
 */
public record SendResult(Outcome outcome, FailureClass failure, String detail, Integer span, Integer parts) {

    static SendResult notSent(FailureClass failure, String detail) {
        return new SendResult(Outcome.FAILED, failure, detail, null, null);
    }
}
