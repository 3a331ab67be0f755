package io.camelami.ami;

/** No connection, or no usable greeting or login answer on it. */
public final class AmiUnreachableException extends AmiException {

    private static final long serialVersionUID = 1L;

    public AmiUnreachableException(String message) {
        super(message);
    }

    public AmiUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
