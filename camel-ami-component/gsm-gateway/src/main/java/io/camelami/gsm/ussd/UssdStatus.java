package io.camelami.gsm.ussd;

/**
 * How a USSD request ended. Every request ends in exactly one of these.
 *
 * <p>The first six are the network's own words, the types 0 to 5 of {@code +CUSD} (3GPP TS 27.007 §7.15); a text may
 * come with any of them, also with {@link #TERMINATED}.
 */
public enum UssdStatus {
    /** Answered; the network wants nothing more (type 0). */
    DONE(true),
    /** Answered with a menu or a question: the session is open and waits for a choice (type 1). */
    FURTHER_ACTION(true),
    /** The network ended the session (type 2). Many networks end a menu with this and the answer as its text. */
    TERMINATED(true),
    /** Another client of the same SIM has answered (type 3). */
    OTHER_CLIENT(true),
    /** The network does not support this code (type 4). */
    NOT_SUPPORTED(true),
    /** No answer in time: of the network (type 5), or of the gateway's own waiting. The code may have been carried out. */
    TIMEOUT(true),
    /** The span is taken by another USSD request or by an open menu. Nothing was sent. */
    BUSY(false),
    /**
     * Refused: by us, by the gateway, or by modem and network; {@link UssdResult#failure()} and {@link UssdResult#detail()}
     * say which.
     */
    FAILED(false),
    /** The link was lost between write and answer, or the answer makes no sense. It is never sent again by itself. */
    UNKNOWN(true);

    private final boolean carriedOutPossible;

    UssdStatus(boolean carriedOutPossible) {
        this.carriedOutPossible = carriedOutPossible;
    }

    /**
     * Whether the network may have acted on the code, so that sending it again may act twice (a top-up, a transfer).
     * False for {@link #FAILED}, which is as far as a gateway knows: some also say so when the network ended the session
     * without a text, and that failure has the class RECIPIENT.
     */
    public boolean carriedOutPossible() {
        return carriedOutPossible;
    }

    /**
     * @param type of a {@code +CUSD} answer, which OpenVox prints as {@code responses}, Yeastar as {@code USSD Responses}
     * @return {@link #UNKNOWN} for a type that does not exist
     */
    public static UssdStatus ofType(int type) {
        return switch (type) {
            case 0 -> DONE;
            case 1 -> FURTHER_ACTION;
            case 2 -> TERMINATED;
            case 3 -> OTHER_CLIENT;
            case 4 -> NOT_SUPPORTED;
            case 5 -> TIMEOUT;
            default -> UNKNOWN;
        };
    }
}
