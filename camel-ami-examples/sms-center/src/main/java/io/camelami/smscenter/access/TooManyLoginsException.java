package io.camelami.smscenter.access;

import io.camelami.smscenter.TooManyRequestsException;
import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** The password was not looked at: too many from that address were wrong. */
final class TooManyLoginsException extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1;

    private final TooManyRequestsException limit;

    TooManyLoginsException(TooManyRequestsException limit) {
        super(limit.getMessage(), limit);
        this.limit = limit;
    }

    TooManyRequestsException limit() {
        return limit;
    }
}
