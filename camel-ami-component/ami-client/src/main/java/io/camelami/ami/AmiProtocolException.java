package io.camelami.ami;

/** The gateway sent what no AMI server sends, or more than the limits allow; the session cannot go on. */
public final class AmiProtocolException extends AmiException {

    private static final long serialVersionUID = 1L;

    public AmiProtocolException(String message) {
        super(message);
    }

    public AmiProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
