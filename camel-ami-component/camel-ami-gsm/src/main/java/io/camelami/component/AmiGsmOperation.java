package io.camelami.component;

/** What the producer can do with a message. */
public enum AmiGsmOperation {
    /** Sends the body as an SMS to {@link AmiGsmConstants#TO}. */
    SEND_SMS
}
