package io.camelami.gsm.call;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One originate from its request to its outcome, of which there is exactly one. Fed with the answer, with every event, and
 * with time.
 *
 * <p>The OriginateResponse event decides. Its reason is vague where the channel driver ends the call (0 or 1): then the
 * channel's own end is waited for a moment, which has the cause. An AMI user that cannot see OriginateResponse (an
 * eventfilter) may still see the channel; then that decides. If nothing is seen up to the deadline, the outcome is UNKNOWN.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class OriginateAttempt {

    /** Begins the ids of all originates: a channel with such an id belongs to one of them and to no other. */
    private static final String ID_PREFIX = "ami-gsm-";

    /** How long after the ringing is over the server may take to tell; chan_dongle was seen to take 0.7 s. */
    private static final Duration MARGIN = Duration.ofSeconds(10);
    /** How long a channel's end may be behind the OriginateResponse it explains: both come at once, in either order. */
    private static final Duration CAUSE_GRACE = Duration.ofSeconds(1);
    /** How long an OriginateResponse may be behind the channel event it belongs to. */
    private static final Duration RESPONSE_GRACE = Duration.ofSeconds(2);

    private final OriginateRequest request;
    private final String id;
    private final long epoch;
    private final Duration allowed;

    private Instant decideAt;
    private CallResult result;

    private String channel;
    private String uniqueId;
    private boolean rang;
    private boolean up;
    private boolean over;
    private int cause;
    private boolean otherHalfOver;
    private int otherHalfCause;
    private String dialStatus;
    private boolean refused;
    private int reason = -1;

    /**
     * @param id ActionID, used by no other originate in this server's life
     * @param epoch the login session it is written in
     */
    public OriginateAttempt(OriginateRequest request, String id, long epoch, Instant now) {
        this.request = request;
        this.id = id;
        this.epoch = epoch;
        Duration ringing = request.timeout() != null ? request.timeout() : OriginateRequest.DEFAULT_TIMEOUT;
        this.allowed = ringing.plus(MARGIN);
        this.decideAt = now.plus(allowed);
    }

    /** An id that no other originate has, of this client or another. */
    public static String newId() {
        return ID_PREFIX + UUID.randomUUID();
    }

    public String id() {
        return id;
    }

    public AmiAction action() {
        return CallActions.originate(request, id);
    }

    /** The outcome, or null as long as there is none. */
    public CallResult result() {
        return result;
    }

    /** When {@link #tick} has to be called, unless an event decides before. */
    public Instant decideAt() {
        return decideAt;
    }

    /** The server's answer to the action: it says no more than that dialling began, or why it does not. */
    public void answered(AmiResponse response, Instant now) {
        if (result != null || response.success()) {
            return;
        }
        String reply = response.message().strip();
        String lower = reply.toLowerCase(Locale.ROOT);
        if (lower.contains("permission denied") || lower.contains("forbidden") || lower.contains("unknown command")) {
            failed(
                    FailureClass.CONFIGURATION,
                    reply,
                    "The AMI user may not originate: write=originate (manager.conf; up to 1.4 write=call) is needed.",
                    now);
        } else if (lower.contains("shutting down")) {
            failed(FailureClass.RETRY_LATER, reply, "The server is shutting down.", now);
        } else {
            failed(FailureClass.RECIPIENT, reply, "The server refused the originate as it was asked for.", now);
        }
    }

    /** Nothing was written. */
    public void refused(FailureClass failure, String why, Instant now) {
        if (result == null) {
            result = new CallResult(CallOutcome.FAILED, failure, id, null, null, 0, null, null, why, 0, now);
        }
    }

    /** The link was lost, or the gateway is closed: whatever happens to the call from now on is not seen. */
    public void linkLost(String why, Instant now) {
        decide(CallOutcome.UNKNOWN, null, why, now);
    }

    /** @return true if a new channel was recognised as the one of this originate, so that no other can claim it */
    public boolean event(AmiEvent event, Instant now) {
        if (result != null) {
            return false;
        }
        switch (event.name().toLowerCase(Locale.ROOT)) {
            case "originateresponse" -> {
                if (id.equals(event.actionId())) {
                    response(event, now);
                }
            }
            case "newchannel" -> {
                return created(event);
            }
            case "newstate" -> {
                if (isMine(event, "Uniqueid")) {
                    int state = Field.number(event, "ChannelState", -1);
                    rang |= state == ChannelState.DIALING || state == ChannelState.RINGING;
                    if (state == ChannelState.UP) {
                        isUp(now);
                    }
                }
            }
            case "dialend" -> {
                // Without a source it is the originate's own dialling, not one of the extension it went to.
                if (isMine(event, "DestUniqueid") && event.get("Channel") == null) {
                    dialStatus = Field.upper(Field.text(event, "DialStatus"));
                    if ("ANSWER".equals(dialStatus)) {
                        isUp(now);
                    }
                }
            }
            case "hangup" -> hungUp(event, now);
            default -> {
                // Says nothing about this originate.
            }
        }
        return false;
    }

    /** Decides what time decides. */
    public void tick(Instant now) {
        if (result != null || now.isBefore(decideAt)) {
            return;
        }
        if (refused) {
            refuse(now);
        } else if (up) {
            decide(CallOutcome.ANSWERED, null, "The channel was answered; no OriginateResponse was seen.", now);
        } else if (over) {
            refuse(now);
        } else {
            decide(
                    CallOutcome.UNKNOWN,
                    null,
                    "The server has not told what became of it within " + allowed.toSeconds()
                            + " s. The AMI user needs read=call and no eventfilter that hides OriginateResponse.",
                    now);
        }
    }

    private boolean created(AmiEvent event) {
        String name = Field.text(event, "Channel");
        String newId = Field.text(event, "Uniqueid");
        if (name == null || newId == null) {
            return false;
        }
        boolean named = id.equals(newId);
        boolean looksRight = channel == null
                && !refused
                && !newId.startsWith(ID_PREFIX)
                && Field.number(event, "ChannelState", -1) <= ChannelState.RESERVED
                && ChannelName.canBe(name, request.channel());
        if (!named && !looksRight) {
            return false;
        }
        channel = name;
        uniqueId = newId;
        // Whatever was taken for it before was another's.
        rang = false;
        up = false;
        over = false;
        cause = 0;
        otherHalfOver = false;
        otherHalfCause = 0;
        dialStatus = null;
        return true;
    }

    private boolean isMine(AmiEvent event, String header) {
        return uniqueId != null && uniqueId.equals(Field.text(event, header));
    }

    private void isUp(Instant now) {
        if (!up) {
            up = true;
            decideAt = now.plus(RESPONSE_GRACE);
        }
    }

    private void hungUp(AmiEvent event, Instant now) {
        int told = Field.number(event, "Cause", 0);
        if (isMine(event, "Uniqueid")) {
            over = true;
            cause = told;
            if (!up && !refused) {
                decideAt = now.plus(RESPONSE_GRACE);
            }
        } else if (channel != null) {
            String pair = ChannelName.localPair(channel);
            String name = Field.text(event, "Channel");
            if (pair != null && name != null && pair.equals(ChannelName.localPair(name))) {
                otherHalfOver = true;
                otherHalfCause = told;
            }
        }
        if (refused && isExplained()) {
            refuse(now);
        }
    }

    /** Whether no more is to be learned of the channel: of the halves of a Local channel, either may have the cause. */
    private boolean isExplained() {
        return over && (cause != 0 || otherHalfOver || ChannelName.localPair(channel) == null);
    }

    private void response(AmiEvent event, Instant now) {
        String reply = "OriginateResponse " + Field.text(event, "Response") + ", reason " + Field.text(event, "Reason");
        if (Field.is(event, "Response", "Success")) {
            channel = Field.text(event, "Channel");
            uniqueId = Field.text(event, "Uniqueid");
            cause = 0;
            decide(CallOutcome.ANSWERED, reply, "The channel was answered.", now);
            return;
        }
        refused = true;
        reason = Field.number(event, "Reason", 0);
        // From 12 on all events of the channel may come after this one; before, with no Uniqueid here, there was none.
        boolean noChannel = channel == null && Field.text(event, "Uniqueid") == null;
        if (reason > 1 || noChannel || isExplained()) {
            refuse(now);
        } else {
            decideAt = now.plus(CAUSE_GRACE);
        }
    }

    private void refuse(Instant now) {
        String reply = reason < 0 ? null : "OriginateResponse Failure, reason " + reason;
        int known = cause != 0 && cause != HangupCause.NORMAL_CLEARING.code() ? cause : otherHalfCause;
        known = known != 0 ? known : cause;
        known = known != 0 ? known : OriginateReason.cause(reason);
        cause = known;
        CallOutcome outcome = reason > 1 ? OriginateReason.outcome(reason) : byChannel(known);
        switch (outcome) {
            case BUSY -> decide(outcome, reply, "The called party is busy.", now);
            case NO_ANSWER -> decide(outcome, reply, "It rang, and nobody answered in time.", now);
            case CONGESTION -> decide(outcome, reply, "There was no free circuit.", now);
            case HUNG_UP -> decide(outcome, reply, "The other side ended it before an answer.", now);
            default ->
                failed(
                        FailureClass.SPAN_BROKEN,
                        reply,
                        "The channel could not be dialled: no such technology, device or extension, or it is in use.",
                        now);
        }
    }

    /** Reasons 0 and 1 differ from version to version for the same end; what the channel shows does not. */
    private CallOutcome byChannel(int known) {
        CallOutcome byCause = HangupCause.unanswered(known);
        if (byCause != CallOutcome.FAILED) {
            return byCause;
        }
        return switch (dialStatus == null ? "" : dialStatus) {
            case "BUSY" -> CallOutcome.BUSY;
            case "CONGESTION" -> CallOutcome.CONGESTION;
            case "NOANSWER", "CANCEL" -> CallOutcome.HUNG_UP;
            default -> {
                if (reason == 1) {
                    yield CallOutcome.HUNG_UP;
                }
                // The end of the time to ring leaves no cause on some servers (13).
                yield rang ? CallOutcome.NO_ANSWER : CallOutcome.FAILED;
            }
        };
    }

    private void failed(FailureClass failure, String reply, String detail, Instant now) {
        result = new CallResult(
                CallOutcome.FAILED, failure, id, channel, uniqueId, cause, causeText(), reply, detail, epoch, now);
    }

    private void decide(CallOutcome outcome, String reply, String detail, Instant now) {
        if (result == null) {
            result =
                    new CallResult(outcome, null, id, channel, uniqueId, cause, causeText(), reply, detail, epoch, now);
        }
    }

    private String causeText() {
        return cause == 0 ? null : HangupCause.of(cause).text();
    }
}
