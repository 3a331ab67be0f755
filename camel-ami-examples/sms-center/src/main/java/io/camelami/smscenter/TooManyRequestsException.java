package io.camelami.smscenter;

import java.io.Serial;

/** Somebody asks for more than the limits of this application let them have. */
public final class TooManyRequestsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final long retryAfter;

    /**
     * @param message a sentence for people
     * @param retryAfter in how many seconds there is room again
     */
    public TooManyRequestsException(String message, long retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public long retryAfter() {
        return retryAfter;
    }
}
