package io.camelami.gsm.call;

/** Why a channel was hung up: the cause codes of ITU-T Q.850 that Asterisk uses, with its words for them. */
public enum HangupCause {
    UNKNOWN(0, "Unknown"),
    UNALLOCATED(1, "Unallocated (unassigned) number"),
    NO_ROUTE_TRANSIT_NET(2, "No route to specified transit network"),
    NO_ROUTE_DESTINATION(3, "No route to destination"),
    CHANNEL_UNACCEPTABLE(6, "Channel unacceptable"),
    CALL_AWARDED_DELIVERED(7, "Call awarded and being delivered in an established channel"),
    PRE_EMPTED(8, "Pre-empted"),
    NUMBER_PORTED_NOT_HERE(14, "QoR: ported number"),
    NORMAL_CLEARING(16, "Normal Clearing"),
    USER_BUSY(17, "User busy"),
    NO_USER_RESPONSE(18, "No user responding"),
    NO_ANSWER(19, "User alerting, no answer"),
    SUBSCRIBER_ABSENT(20, "Subscriber absent"),
    CALL_REJECTED(21, "Call Rejected"),
    NUMBER_CHANGED(22, "Number changed"),
    REDIRECTED_TO_NEW_DESTINATION(23, "Redirected to new destination"),
    ANSWERED_ELSEWHERE(26, "Answered elsewhere"),
    DESTINATION_OUT_OF_ORDER(27, "Destination out of order"),
    INVALID_NUMBER_FORMAT(28, "Invalid number format"),
    FACILITY_REJECTED(29, "Facility rejected"),
    RESPONSE_TO_STATUS_ENQUIRY(30, "Response to STATus ENQuiry"),
    NORMAL_UNSPECIFIED(31, "Normal, unspecified"),
    NORMAL_CIRCUIT_CONGESTION(34, "Circuit/channel congestion"),
    NETWORK_OUT_OF_ORDER(38, "Network out of order"),
    NORMAL_TEMPORARY_FAILURE(41, "Temporary failure"),
    SWITCH_CONGESTION(42, "Switching equipment congestion"),
    ACCESS_INFO_DISCARDED(43, "Access information discarded"),
    REQUESTED_CHANNEL_UNAVAILABLE(44, "Requested channel not available"),
    FACILITY_NOT_SUBSCRIBED(50, "Facility not subscribed"),
    OUTGOING_CALL_BARRED(52, "Outgoing call barred"),
    INCOMING_CALL_BARRED(54, "Incoming call barred"),
    BEARER_CAPABILITY_NOT_AUTHORIZED(57, "Bearer capability not authorized"),
    BEARER_CAPABILITY_NOT_AVAILABLE(58, "Bearer capability not available"),
    BEARER_CAPABILITY_NOT_IMPLEMENTED(65, "Bearer capability not implemented"),
    CHANNEL_NOT_IMPLEMENTED(66, "Channel not implemented"),
    FACILITY_NOT_IMPLEMENTED(69, "Facility not implemented"),
    INVALID_CALL_REFERENCE(81, "Invalid call reference"),
    INCOMPATIBLE_DESTINATION(88, "Incompatible destination"),
    INVALID_MESSAGE(95, "Invalid message unspecified"),
    MANDATORY_ELEMENT_MISSING(96, "Mandatory information element is missing"),
    MESSAGE_TYPE_NOT_EXIST(97, "Message type nonexist."),
    WRONG_MESSAGE(98, "Wrong message"),
    ELEMENT_NOT_EXIST(99, "Info. element nonexist or not implemented"),
    INVALID_ELEMENT_CONTENTS(100, "Invalid information element contents"),
    WRONG_CALL_STATE(101, "Message not compatible with call state"),
    RECOVERY_ON_TIMER_EXPIRE(102, "Recover on timer expiry"),
    MANDATORY_ELEMENT_LENGTH_ERROR(103, "Mandatory IE length error"),
    PROTOCOL_ERROR(111, "Protocol error, unspecified"),
    INTERWORKING(127, "Interworking, unspecified");

    private final int code;
    private final String text;

    HangupCause(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    /** As Asterisk writes it in {@code Cause-txt}. */
    public String text() {
        return text;
    }

    /** The cause of a code; {@link #UNKNOWN} for 0 and for a code that Asterisk has no word for. */
    public static HangupCause of(int code) {
        for (HangupCause cause : values()) {
            if (cause.code == code) {
                return cause;
            }
        }
        return UNKNOWN;
    }

    /** What a call that nobody answered ended in, judged by its cause code alone. */
    static CallOutcome unanswered(int code) {
        return switch (of(code)) {
            case USER_BUSY -> CallOutcome.BUSY;
            case NO_USER_RESPONSE, NO_ANSWER -> CallOutcome.NO_ANSWER;
            case NORMAL_CIRCUIT_CONGESTION, NETWORK_OUT_OF_ORDER, SWITCH_CONGESTION, REQUESTED_CHANNEL_UNAVAILABLE ->
                CallOutcome.CONGESTION;
            default -> code == 0 ? CallOutcome.FAILED : CallOutcome.HUNG_UP;
        };
    }
}
