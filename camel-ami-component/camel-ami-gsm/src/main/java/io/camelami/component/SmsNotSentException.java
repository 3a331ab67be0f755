package io.camelami.component;

import io.camelami.gsm.SmsResult;
import java.io.Serial;

/**
 * The SMS was surely not sent, and the obstacle can pass: repeating it is safe and makes sense. {@link #failure()} says
 * when: at once, later, or from another span.
 */
public final class SmsNotSentException extends SmsSendException {

    @Serial
    private static final long serialVersionUID = 1;

    SmsNotSentException(String gateway, SmsResult result) {
        super(gateway, result);
    }
}
