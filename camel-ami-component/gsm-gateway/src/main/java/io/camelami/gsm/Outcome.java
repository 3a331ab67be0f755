package io.camelami.gsm;

/**
 * What became of a request. Every send ends in exactly one of these.
 *
 * <p>The order is that of growing knowledge for the good ones: a gateway that can only say {@link #ACCEPTED} never
 * reports {@link #SENT}; which one a vendor can reach is in {@link Capabilities#outcomes()}.
 */
public enum Outcome {
    /** The gateway took the message; nothing is known of the network. */
    ACCEPTED,
    /** The network took the message. */
    SENT,
    /** The recipient's phone has it, as a delivery report says. */
    DELIVERED,
    /**
     * It was refused; {@link SmsResult#failure()} says whether trying again makes sense. Nothing was sent, except for a
     * text of several parts of which {@link SmsResult#detail()} says that some went out before one failed.
     */
    FAILED,
    /** The gateway took it, and the report that was asked for did not come in time. */
    EXPIRED,
    /**
     * It may have been sent or not: the link was lost between write and answer, no answer came in time, or the gateway
     * itself does not know (as OpenVox's {@code TIMEOUT}). It is never sent again unless the user says so.
     */
    UNKNOWN
}
