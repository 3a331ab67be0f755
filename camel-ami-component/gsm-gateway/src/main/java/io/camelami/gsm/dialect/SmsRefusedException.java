package io.camelami.gsm.dialect;

import io.camelami.gsm.FailureClass;

/** A message that this dialect cannot send; nothing was written. The text says why and what would do, no contents. */
public final class SmsRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureClass failure;

    public SmsRefusedException(FailureClass failure, String message) {
        super(message);
        this.failure = failure;
    }

    public FailureClass failure() {
        return failure;
    }
}
