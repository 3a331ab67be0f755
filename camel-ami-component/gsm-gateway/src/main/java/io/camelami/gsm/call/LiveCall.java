package io.camelami.gsm.call;

import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallDirection;
import io.camelami.gsm.event.CallEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A call that is not over: its legs, and what can be concluded from them. */
final class LiveCall {

    /** A call that is moved about for hours must not grow without bound. */
    private static final int MAX_HISTORY = 200;

    private static final int MAX_LEGS = 200;

    private final Predicate<String> trunk;
    final String id;
    final List<CallLeg> legs = new ArrayList<>();
    final Set<String> linkedIds = new HashSet<>();
    final Set<CallLeg> held = new HashSet<>();
    private final List<Call.Step> history = new ArrayList<>();
    Instant lastSeen;
    boolean complete = true;
    /** Cause that an OriginateResponse gave, for servers whose Hangup has none. */
    int originateCause;

    LiveCall(String id, Predicate<String> trunk, Instant now) {
        this.id = id;
        this.trunk = trunk;
        this.lastSeen = now;
    }

    void add(CallLeg leg) {
        leg.call = this;
        legs.add(leg);
    }

    /** A conference may go on for ever while people come and go: the oldest that are gone are forgotten. */
    private void forgetSome() {
        // Never the first: it names the call.
        for (int i = 1; i < legs.size() && legs.size() > MAX_LEGS; ) {
            if (legs.get(i).isLive()) {
                i++;
            } else {
                legs.remove(i);
                complete = false;
            }
        }
    }

    /** Takes over everything of {@code other}, which has turned out to be a part of this call. */
    void absorb(LiveCall other) {
        for (CallLeg leg : other.legs) {
            leg.call = this;
            legs.add(leg);
        }
        legs.sort(Comparator.comparingLong((CallLeg leg) -> leg.order));
        forgetSome();
        linkedIds.addAll(other.linkedIds);
        held.addAll(other.held);
        history.addAll(other.history);
        history.sort(Comparator.comparing(Call.Step::at));
        if (history.size() > MAX_HISTORY) {
            history.subList(MAX_HISTORY, history.size()).clear();
        }
        complete &= other.complete;
        if (originateCause == 0) {
            originateCause = other.originateCause;
        }
    }

    void remember(Instant at, CallEvent.Change change, String channel) {
        if (history.size() < MAX_HISTORY) {
            history.add(new Call.Step(at, change, channel));
        }
    }

    boolean isOver() {
        return legs.stream().noneMatch(CallLeg::isLive);
    }

    Instant startedAt() {
        return legs.get(0).startedAt;
    }

    private Stream<CallLeg> real() {
        return legs.stream().filter(leg -> !leg.placeholder);
    }

    /** The channel with which it began. */
    CallLeg root() {
        return real().findFirst().orElse(legs.get(0));
    }

    private CallLeg trunkLeg() {
        return real().filter(leg -> trunk.test(leg.firstName)).findFirst().orElse(null);
    }

    boolean isTrunk(CallLeg leg) {
        return trunk.test(leg.firstName);
    }

    CallDirection direction() {
        CallLeg line = trunkLeg();
        if (line == null) {
            return CallDirection.INTERNAL;
        }
        return line.isDialed() ? CallDirection.OUTBOUND : CallDirection.INBOUND;
    }

    String caller() {
        CallLeg root = direction() == CallDirection.INBOUND ? trunkLeg() : root();
        return root.callerNumber;
    }

    String called() {
        CallLeg root = root();
        return switch (direction()) {
            case INBOUND -> trunkLeg().firstExten;
            case OUTBOUND -> calledOverTrunk(trunkLeg());
            case INTERNAL -> {
                if (!root.isDialed()) {
                    yield root.firstExten;
                }
                yield root.nextExten != null ? root.nextExten : number(root);
            }
        };
    }

    /** The dial string has it; before Asterisk 12 an originate shows none, but a dialled channel has it as its own. */
    private static String calledOverTrunk(CallLeg line) {
        String dialed = ChannelName.dialedNumber(line.dialString);
        if (dialed != null) {
            return dialed;
        }
        return line.dialer != null ? line.callerNumber : null;
    }

    private static String number(CallLeg root) {
        String dialString = root.dialString != null ? root.dialString : ChannelName.localPair(root.firstName);
        String number = ChannelName.dialedNumber(dialString);
        return number != null ? number : root.firstExten;
    }

    /** Legs whose answer is that of the called party, rather than of a queue or menu on the way to it. */
    private Stream<CallLeg> calledLegs() {
        CallLeg root = root();
        return real().filter(leg -> leg != root && leg.isDialed() && !isPlumbing(leg));
    }

    /** A half of a Local channel that only leads to other channels: what it does repeats what those do. */
    boolean isPlumbing(CallLeg leg) {
        if (ChannelName.isDialplanHalf(leg.firstName)) {
            return true;
        }
        String pair = ChannelName.localPair(leg.firstName);
        return pair != null
                && legs.stream()
                        .anyMatch(other -> other != leg
                                && other.dials
                                && pair.equals(ChannelName.localPair(other.firstName))
                                && ChannelName.isDialplanHalf(other.firstName));
    }

    /** Whom it talks to or, before that, who dialled it. */
    CallLeg peerOf(CallLeg leg) {
        if (leg.peer != null) {
            return leg.peer;
        }
        if (leg.bridge != null) {
            for (CallLeg other : legs) {
                if (other != leg && leg.bridge.equals(other.bridge)) {
                    return other;
                }
            }
        }
        return leg.dialer;
    }

    /** When the called party answered: the one that was dialled or, where nobody was, the one that the call began with. */
    Instant answeredAt() {
        List<CallLeg> called = calledLegs().toList();
        Stream<CallLeg> deciding = called.isEmpty() ? Stream.of(root()) : called.stream();
        return deciding.map(leg -> leg.answeredAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Instant ringingAt() {
        return real().map(leg -> leg.ringingAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether it rang where it was to be answered: with a click to call, the phone of the one who clicked rings first. */
    private boolean rang() {
        List<CallLeg> called = calledLegs().toList();
        Stream<CallLeg> deciding = called.isEmpty() ? real() : called.stream();
        return deciding.anyMatch(leg -> leg.ringingAt != null);
    }

    private int cause(boolean answered) {
        CallLeg root = root();
        if (answered) {
            return root.cause != 0 ? root.cause : anyCause(0);
        }
        int telling = anyCause(0, 16);
        if (telling != 0) {
            return telling;
        }
        int dialStatus = real().mapToInt(leg -> causeOf(leg.dialStatus))
                .filter(c -> c != 0)
                .findFirst()
                .orElse(0);
        if (dialStatus != 0) {
            return dialStatus;
        }
        return originateCause != 0 ? originateCause : anyCause(0);
    }

    /** The cause of the last leg that has one other than those. */
    private int anyCause(int... others) {
        int found = 0;
        for (CallLeg leg : legs) {
            boolean excluded = leg.placeholder;
            for (int other : others) {
                excluded |= leg.cause == other;
            }
            found = excluded ? found : leg.cause;
        }
        return found;
    }

    private static int causeOf(String dialStatus) {
        return switch (dialStatus == null ? "" : dialStatus) {
            case "BUSY" -> HangupCause.USER_BUSY.code();
            case "NOANSWER" -> HangupCause.NO_ANSWER.code();
            case "CONGESTION" -> HangupCause.NORMAL_CIRCUIT_CONGESTION.code();
            case "CHANUNAVAIL" -> HangupCause.SUBSCRIBER_ABSENT.code();
            default -> 0;
        };
    }

    int finalCause() {
        return cause(answeredAt() != null);
    }

    /** @param endSeen false if it is given up without its end having been seen */
    Call toRecord(String gateway, long epoch, Instant now, boolean endSeen) {
        Instant answered = answeredAt();
        Instant ringing = ringingAt();
        int cause = finalCause();
        CallDirection direction = direction();
        CallOutcome outcome;
        if (answered != null) {
            outcome = CallOutcome.ANSWERED;
        } else {
            outcome = endSeen ? HangupCause.unanswered(cause) : CallOutcome.UNKNOWN;
            // Giving up after the time to ring leaves no cause on some drivers, chan_dongle for one.
            outcome = outcome == CallOutcome.FAILED && rang() ? CallOutcome.NO_ANSWER : outcome;
        }
        boolean whole = complete && endSeen;
        boolean missed = answered == null
                && endSeen
                && (direction == CallDirection.INBOUND || direction == CallDirection.INTERNAL && rang());
        return new Call(
                gateway,
                now,
                epoch,
                id,
                direction,
                caller(),
                called(),
                startedAt(),
                ringing,
                answered,
                now,
                outcome,
                cause,
                HangupCause.of(cause).text(),
                missed,
                whole,
                legs.stream().map(CallLeg::toRecord).toList(),
                history);
    }
}
