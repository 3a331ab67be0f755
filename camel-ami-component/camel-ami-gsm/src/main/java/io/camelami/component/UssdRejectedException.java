package io.camelami.component;

import io.camelami.gsm.ussd.UssdScriptResult;
import java.io.Serial;

/**
 * The code was refused, here, by the gateway or by the network, or the menu was not what the script expects; what
 * {@link #result()} holds says how far it came. Repeating gives the same answer, or goes the whole way again.
 */
public final class UssdRejectedException extends UssdException {

    @Serial
    private static final long serialVersionUID = 1;

    UssdRejectedException(String gateway, UssdScriptResult result) {
        super(gateway, result);
    }
}
