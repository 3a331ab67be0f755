package io.camelami.component;

import io.camelami.gsm.FailureClass;
import java.io.Serial;

/**
 * A question to the gateway, an action or a command that did not end well. The message names the gateway and what
 * changes it, never a value of the message that asked.
 */
public abstract sealed class ActionException extends Exception
        permits ActionFailedException, ActionOutcomeUnknownException {

    @Serial
    private static final long serialVersionUID = 1;

    private final FailureClass failure;

    ActionException(String gateway, FailureClass failure, String outcome, String detail, Throwable cause) {
        super(gateway + ": " + outcome + (failure == null ? "" : " (" + failure + ")") + ": " + detail, cause);
        this.failure = failure;
    }

    /** What to do next; null where only the gateway knows. */
    public FailureClass failure() {
        return failure;
    }
}
