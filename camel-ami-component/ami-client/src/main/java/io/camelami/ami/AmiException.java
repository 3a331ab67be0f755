package io.camelami.ami;

/**
 * Something went wrong with a gateway. The subclasses tell the outcomes apart; messages name gateway, action, ActionID,
 * what happened and the option that changes it, and never a value of a header.
 */
public abstract class AmiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AmiException(String message) {
        super(message);
    }

    AmiException(String message, Throwable cause) {
        super(message, cause);
    }
}
