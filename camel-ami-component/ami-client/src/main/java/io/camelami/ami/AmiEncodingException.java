package io.camelami.ami;

/** The action cannot be told as it stands; nothing was written. */
public final class AmiEncodingException extends AmiException {

    private static final long serialVersionUID = 1L;

    public AmiEncodingException(String message) {
        super(message);
    }

    public AmiEncodingException(String message, Throwable cause) {
        super(message, cause);
    }
}
