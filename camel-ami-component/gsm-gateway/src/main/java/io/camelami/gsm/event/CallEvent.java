package io.camelami.gsm.event;

import java.time.Instant;

/**
 * One change in a call, in the same terms for every version of Asterisk.
 *
 * @param callId the call it belongs to, as in {@link Call#id()}; when two calls are joined into one, the id of the older
 *     one goes on
 * @param direction as far as it can be told by now
 * @param caller number of the caller; null if it is not known
 * @param called number that was called; null if it is not known
 * @param channel the channel that changed
 * @param peerChannel the channel it talks to or was dialled by; null if there is none
 * @param uniqueId Uniqueid of {@code channel}
 * @param linkedId Linkedid of {@code channel}; null before Asterisk 12
 * @param cause cause code (Q.850) of {@link Change#ENDED}, otherwise 0
 * @param causeText the cause in words; null unless the call ended
 */
public record CallEvent(
        String gateway,
        Instant seenAt,
        long epoch,
        String callId,
        Change change,
        CallDirection direction,
        String caller,
        String called,
        String channel,
        String peerChannel,
        String uniqueId,
        String linkedId,
        int cause,
        String causeText)
        implements GatewayEvent {

    /** What happened. */
    public enum Change {
        /** A call came in from a trunk, or a dialled phone rings. */
        RINGING,
        /** A channel was answered: by a person, or by the dialplan. */
        ANSWERED,
        /** A party was put on hold. */
        HELD,
        /** No party is on hold any longer. */
        UNHELD,
        /** A party was handed on to somebody else. */
        TRANSFERRED,
        /** The last channel is gone. */
        ENDED
    }

    /** The number outside: of the caller, or for an outbound call the one that was called; null if it is not known. */
    public String number() {
        return direction == CallDirection.OUTBOUND ? called : caller;
    }

    /** Without numbers and channels (their names may hold numbers): they are private. */
    @Override
    public String toString() {
        return "CallEvent[gateway=" + gateway + ", epoch=" + epoch + ", callId=" + callId + ", change=" + change
                + ", direction=" + direction + ", cause=" + cause + "]";
    }
}
