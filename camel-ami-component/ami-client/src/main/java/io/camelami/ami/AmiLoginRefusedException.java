package io.camelami.ami;

/** The gateway answered and refused the login: trying again soon will not help. */
public final class AmiLoginRefusedException extends AmiException {

    private static final long serialVersionUID = 1L;

    public AmiLoginRefusedException(String message) {
        super(message);
    }

    public AmiLoginRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
