package io.camelami.component;

import io.camelami.gsm.SmsResult;
import java.io.Serial;

/**
 * The SMS may have been sent or not ({@code UNKNOWN}), or the gateway took it and no report came in time
 * ({@code EXPIRED}). Repeating it may send it twice, so the producer does not do it: when an error handler redelivers an
 * Exchange that ended so, the same exception comes back and nothing is written.
 */
public final class SmsOutcomeUnknownException extends SmsSendException {

    @Serial
    private static final long serialVersionUID = 1;

    SmsOutcomeUnknownException(String gateway, SmsResult result) {
        super(gateway, result);
    }
}
