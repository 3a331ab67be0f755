package io.camelami.component;

import java.io.Serial;

/**
 * The action or command was written and no whole answer came: it may have been done or not. When an error handler
 * redelivers an Exchange that ended so, the same exception comes back and nothing is written.
 */
public final class ActionOutcomeUnknownException extends ActionException {

    @Serial
    private static final long serialVersionUID = 1;

    ActionOutcomeUnknownException(String gateway, String detail, Throwable cause) {
        super(gateway, null, "UNKNOWN", detail, cause);
    }
}
