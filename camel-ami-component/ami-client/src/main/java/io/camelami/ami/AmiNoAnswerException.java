package io.camelami.ami;

/** The action was written, in whole or in part, and no answer came: whether it was done is unknown. */
public final class AmiNoAnswerException extends AmiException {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** The time given for the answer is over; a late answer is counted and dropped. */
        TIMEOUT,
        /** The connection was lost, or closed by us, between the action and its answer. */
        LINK_LOST
    }

    private final Reason reason;

    public AmiNoAnswerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
