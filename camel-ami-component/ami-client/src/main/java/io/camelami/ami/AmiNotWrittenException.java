package io.camelami.ami;

/** Nothing of the action reached the wire: it is safe to repeat. */
public final class AmiNotWrittenException extends AmiException {

    private static final long serialVersionUID = 1L;

    public AmiNotWrittenException(String message) {
        super(message);
    }

    public AmiNotWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}
