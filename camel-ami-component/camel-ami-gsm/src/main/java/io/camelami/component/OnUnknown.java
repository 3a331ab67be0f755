package io.camelami.component;

/** What is done about an SMS of which nobody knows whether it was sent. */
public enum OnUnknown {
    /** Nothing: the outcome is UNKNOWN. */
    FAIL,
    /** A report that comes late is waited for, as long again as the send may take, and decides. */
    VERIFY,
    /** It is sent once more, so that it may arrive twice. */
    RESEND
}
