package io.camelami.ami;

/** The gateway admits one login of this user and has one: our own before, which it still holds, or somebody else's. */
public final class AmiLoginInUseException extends AmiException {

    private static final long serialVersionUID = 1L;

    public AmiLoginInUseException(String message) {
        super(message);
    }

    public AmiLoginInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
