package io.camelami.gsm.pdu;

/** A PDU that cannot be read, or a message that no PDU can hold. The message never repeats contents. */
public final class SmsPduException extends Exception {
    private static final long serialVersionUID = 1L;

    SmsPduException(String message) {
        super(message);
    }
}
