package io.camelami.gsm.dialect;

import java.util.List;

/**
 * How a request is sent, on whichever span.
 *
 * @param id the caller's reference or, where the gateway needs one, the id made for it; may be null
 * @param steps what is written, one after the other; at least one
 */
public record SmsPlan(String id, List<SmsStep> steps) {

    public SmsPlan {
        steps = List.copyOf(steps);
    }

    /** How many parts the text is sent as. */
    public int parts() {
        int parts = 0;
        for (SmsStep step : steps) {
            parts += step.parts();
        }
        return parts;
    }
}
