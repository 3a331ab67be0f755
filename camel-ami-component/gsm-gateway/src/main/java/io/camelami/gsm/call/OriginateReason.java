package io.camelami.gsm.call;

/**
 * The {@code Reason} of an OriginateResponse: the number of the control frame with which dialling ended. Seen from 1.8 to
 * 22: 0 could not be dialled, 1 hung up, 3 was ringing when the time was over, 4 answered, 5 busy, 8 congestion.
 */
final class OriginateReason {

    private OriginateReason() {}

    static CallOutcome outcome(int reason) {
        return switch (reason) {
            case 1 -> CallOutcome.HUNG_UP;
            case 3 -> CallOutcome.NO_ANSWER;
            case 4 -> CallOutcome.ANSWERED;
            case 5 -> CallOutcome.BUSY;
            case 8 -> CallOutcome.CONGESTION;
            default -> CallOutcome.FAILED;
        };
    }

    /** The cause code that says the same; 0 if the reason tells none. */
    static int cause(int reason) {
        return switch (reason) {
            case 3 -> HangupCause.NO_ANSWER.code();
            case 5 -> HangupCause.USER_BUSY.code();
            case 8 -> HangupCause.NORMAL_CIRCUIT_CONGESTION.code();
            default -> 0;
        };
    }
}
