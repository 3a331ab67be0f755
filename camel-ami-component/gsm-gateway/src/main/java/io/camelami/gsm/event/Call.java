package io.camelami.gsm.event;

import io.camelami.gsm.call.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One call from its first channel to its last, told when it is over.
 *
 * @param id Linkedid of its first channel, or that channel's Uniqueid before Asterisk 12
 * @param caller number of the caller; null if it is not known
 * @param called number that was called; null if it is not known
 * @param startedAt when its first channel was seen
 * @param ringingAt when it came in or somebody was first seen being called; null if it never rang
 * @param answeredAt when the party that was called answered: where somebody was dialled, only that answers, and an
 *     announcement, queue or menu before it does not; null if nobody did
 * @param endedAt when its last channel was gone
 * @param outcome what became of it
 * @param cause final cause code (Q.850); 0 if the server gave none
 * @param missed whether somebody called, was not answered, and might want to be called back: an inbound call that nobody
 *     answered, or an internal one that rang without an answer
 * @param complete false if a part of it was not seen, so that times and outcome may be wrong: it began before the login,
 *     the link was lost meanwhile, or its end was not seen
 * @param legs its channels in order of appearance
 * @param history its changes in order
 */
public record Call(
        String gateway,
        Instant seenAt,
        long epoch,
        String id,
        CallDirection direction,
        String caller,
        String called,
        Instant startedAt,
        Instant ringingAt,
        Instant answeredAt,
        Instant endedAt,
        CallOutcome outcome,
        int cause,
        String causeText,
        boolean missed,
        boolean complete,
        List<Leg> legs,
        List<Step> history)
        implements GatewayEvent {

    public Call {
        legs = List.copyOf(legs);
        history = List.copyOf(history);
    }

    /** The number outside: of the caller, or for an outbound call the one that was called; null if it is not known. */
    public String number() {
        return direction == CallDirection.OUTBOUND ? called : caller;
    }

    /** From the first ring to the answer, or to the end if there was none; zero if it never rang. */
    public Duration ringing() {
        return between(ringingAt, answeredAt != null ? answeredAt : endedAt);
    }

    /** From the answer to the end; zero if it was not answered. */
    public Duration talking() {
        return between(answeredAt, endedAt);
    }

    private static Duration between(Instant from, Instant to) {
        return from == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    /** Without numbers and channels: they are private. */
    @Override
    public String toString() {
        return "Call[gateway=" + gateway + ", epoch=" + epoch + ", id=" + id + ", direction=" + direction
                + ", outcome=" + outcome + ", cause=" + cause + ", ringing=" + ringing() + ", talking=" + talking()
                + ", missed=" + missed + ", complete=" + complete + ", legs=" + legs.size() + "]";
    }

    /**
     * One channel of a call.
     *
     * @param number caller id number of the channel; null if it has none
     * @param dialed true if Asterisk called it, false if it called Asterisk
     * @param answeredAt when it was up; null if it never was
     * @param endedAt when it was hung up; null if that was not seen
     * @param cause its own cause code; 0 if the server gave none
     */
    public record Leg(
            String channel,
            String uniqueId,
            String number,
            boolean dialed,
            Instant startedAt,
            Instant ringingAt,
            Instant answeredAt,
            Instant endedAt,
            int cause) {

        /** Without number and channel: they are private. */
        @Override
        public String toString() {
            return "Leg[" + uniqueId + (dialed ? ", dialled" : ", calling") + ", cause=" + cause + "]";
        }
    }

    /** One change at its time. */
    public record Step(Instant at, CallEvent.Change change, String channel) {

        /** Without channel: its name may hold a number. */
        @Override
        public String toString() {
            return change + " at " + at;
        }
    }
}
