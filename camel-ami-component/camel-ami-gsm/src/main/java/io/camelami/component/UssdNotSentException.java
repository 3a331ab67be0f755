package io.camelami.component;

import io.camelami.gsm.ussd.UssdScriptResult;
import java.io.Serial;

/** Nothing was sent, and the obstacle can pass (no link, a busy span, an open menu): repeating it is safe. */
public final class UssdNotSentException extends UssdException {

    @Serial
    private static final long serialVersionUID = 1;

    UssdNotSentException(String gateway, UssdScriptResult result) {
        super(gateway, result);
    }
}
