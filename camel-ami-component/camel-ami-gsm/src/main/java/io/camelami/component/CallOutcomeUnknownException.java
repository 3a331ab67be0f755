package io.camelami.component;

import java.io.Serial;

/**
 * The call may have been made or changed, or not. Repeating it may call somebody twice, so the producer does not do it:
 * when an error handler redelivers an Exchange that ended so, the same exception comes back and nothing is written.
 */
public final class CallOutcomeUnknownException extends CallException {

    @Serial
    private static final long serialVersionUID = 1;

    CallOutcomeUnknownException(String gateway, Enum<?> outcome, String detail) {
        super(gateway, outcome, null, detail);
    }
}
