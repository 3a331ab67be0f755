package io.camelami.component;

import io.camelami.gsm.FailureClass;
import java.io.Serial;

/** The call was surely not made, or surely not changed. */
public final class CallFailedException extends CallException {

    @Serial
    private static final long serialVersionUID = 1;

    CallFailedException(String gateway, Enum<?> outcome, FailureClass failure, String detail) {
        super(gateway, outcome, failure, detail);
    }
}
