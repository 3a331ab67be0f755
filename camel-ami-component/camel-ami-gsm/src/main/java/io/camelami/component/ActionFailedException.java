package io.camelami.component;

import io.camelami.gsm.FailureClass;
import java.io.Serial;

/** Nothing was written, or the gateway refused what was written. */
public final class ActionFailedException extends ActionException {

    @Serial
    private static final long serialVersionUID = 1;

    ActionFailedException(String gateway, FailureClass failure, String detail, Throwable cause) {
        super(gateway, failure, "FAILED", detail, cause);
    }
}
