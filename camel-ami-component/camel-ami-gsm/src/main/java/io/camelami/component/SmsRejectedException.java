package io.camelami.component;

import io.camelami.gsm.SmsResult;
import java.io.Serial;

/**
 * The SMS was surely not sent, and repeating it gives the same answer: the recipient, the message or the gateway's set-up
 * is at fault, as {@link #failure()} says.
 */
public final class SmsRejectedException extends SmsSendException {

    @Serial
    private static final long serialVersionUID = 1;

    SmsRejectedException(String gateway, SmsResult result) {
        super(gateway, result);
    }
}
