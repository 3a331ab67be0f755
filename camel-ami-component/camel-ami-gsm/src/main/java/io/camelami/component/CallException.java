package io.camelami.component;

import io.camelami.gsm.FailureClass;
import java.io.Serial;

/**
 * A call that was not made or not changed as asked. A called party that is busy, does not answer or hangs up is none of
 * these: that is an outcome, and the route goes on.
 *
 * <p>The message names the gateway, what came back and what changes it, never a number.
 */
public abstract sealed class CallException extends Exception permits CallFailedException, CallOutcomeUnknownException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String outcome;
    private final FailureClass failure;

    CallException(String gateway, Enum<?> outcome, FailureClass failure, String detail) {
        super(gateway + ": " + outcome + (failure == null ? "" : " (" + failure + ")")
                + (detail == null ? "" : ": " + detail));
        this.outcome = outcome.name();
        this.failure = failure;
    }

    /**
     * Name of the {@code io.camelami.gsm.call.CallOutcome} of an originate, or of the
     * {@code io.camelami.gsm.call.CallActionResult.Outcome} of a change.
     */
    public String outcome() {
        return outcome;
    }

    /** What to do next, for an originate that failed; otherwise null. */
    public FailureClass failure() {
        return failure;
    }
}
