package io.camelami.component;

import io.camelami.gsm.ussd.UssdScriptResult;
import java.io.Serial;

/**
 * The network may have carried out the code or not ({@code UNKNOWN}), or did not answer in time ({@code TIMEOUT}).
 * Repeating it may top up twice, so the producer does not do it: when an error handler redelivers an Exchange that ended
 * so, the same exception comes back and nothing is written.
 */
public final class UssdOutcomeUnknownException extends UssdException {

    @Serial
    private static final long serialVersionUID = 1;

    UssdOutcomeUnknownException(String gateway, UssdScriptResult result) {
        super(gateway, result);
    }
}
