package io.camelami.gsm.call;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.event.CallEvent.Change;
import java.time.Instant;

/** Takes over what an event says of one channel: number, place in the dialplan, state; and tells the change it makes. */
final class ChannelReader {

    private final Channels channels;
    private final CallNews news;

    ChannelReader(Channels channels, CallNews news) {
        this.channels = channels;
        this.news = news;
    }

    /** @param change whether the event says that the state has just changed, rather than what it is */
    CallLeg channel(AmiEvent event, String name, String id, boolean change, Instant now) {
        String uniqueId = Field.text(event, id);
        boolean tell = change || channels.known(uniqueId, null) != null;
        CallLeg leg = channels.find(uniqueId, Field.text(event, name), now);
        if (leg != null && name.endsWith("Channel")) {
            read(event, name.substring(0, name.length() - "Channel".length()), leg, tell, now);
        }
        return leg;
    }

    /** Takes over what the event says of the channel, whose headers have {@code prefix}. */
    void read(AmiEvent event, String prefix, CallLeg leg, boolean tell, Instant now) {
        String linkedId = Field.text(event, prefix + "Linkedid");
        if (linkedId != null) {
            channels.link(leg, linkedId);
        }
        String number = Field.text(event, prefix + "CallerIDNum");
        // The dialplan may rewrite the number of a caller; the one he came with is the one to call back.
        if (number != null && (leg.isDialed() || leg.callerNumber == null)) {
            leg.callerNumber = number;
        }
        int state = Field.number(event, prefix + "ChannelState", -1);
        if (state >= 0) {
            enter(leg, state, tell, now);
        }
        at(leg, Field.text(event, prefix + "Exten"));
    }

    void created(AmiEvent event, Instant now) {
        String uniqueId = Field.text(event, "Uniqueid");
        boolean repeated = channels.known(uniqueId, null) != null;
        CallLeg leg = channels.create(uniqueId, Field.text(event, "Channel"), now);
        if (leg == null || repeated) {
            return;
        }
        at(leg, Field.text(event, "Exten"));
        int state = Field.number(event, "ChannelState", ChannelState.UP);
        if (state <= ChannelState.RESERVED) {
            leg.dialed = true;
            channels.claim(leg, now);
        }
        read(event, "", leg, true, now);
    }

    void moved(AmiEvent event, Instant now) {
        CallLeg leg = channel(event, "Channel", "Uniqueid", false, now);
        String exten = Field.text(event, "Extension");
        // AppDial and AppDial2 stand for a channel that is being called; it runs no dialplan.
        String application = Field.text(event, "Application");
        if (leg == null || exten == null || application == null || application.startsWith("AppDial")) {
            return;
        }
        if (leg.isDialed() && leg.answeredAt != null && leg.nextExten == null && isNumber(exten)) {
            leg.nextExten = exten;
        } else {
            at(leg, exten);
        }
    }

    private static void at(CallLeg leg, String exten) {
        if (exten == null || !isNumber(exten)) {
            return;
        }
        if (leg.isDialed() && leg.answeredAt != null) {
            if (leg.nextExten == null && !exten.equals(leg.firstExten)) {
                leg.nextExten = exten;
            }
        } else if (leg.firstExten == null) {
            leg.firstExten = exten;
        }
    }

    /** The extensions start and hangup are places in the dialplan, and no numbers. */
    private static boolean isNumber(String exten) {
        return !exten.equals("s") && !exten.equals("h");
    }

    private void enter(CallLeg leg, int state, boolean tell, Instant now) {
        LiveCall call = leg.call;
        switch (state) {
            case ChannelState.RING -> {
                // chan_sip of 1.8 begins with Down and goes on with Ring: it calls us after all.
                if (!leg.dialSeen && !Boolean.FALSE.equals(leg.dialed)) {
                    leg.dialed = false;
                    if (call.isTrunk(leg)) {
                        rings(leg, tell, now);
                    }
                }
            }
            case ChannelState.DIALING -> leg.ringingAt = leg.ringingAt == null ? now : leg.ringingAt;
            case ChannelState.RINGING -> {
                // A channel that is up shows Ringing again when the next one rings (1.8).
                if (leg.answeredAt == null && !leg.rang) {
                    rings(leg, tell && !call.isPlumbing(leg), now);
                }
            }
            case ChannelState.UP -> {
                if (leg.answeredAt == null) {
                    boolean first = call.answeredAt() == null;
                    leg.answeredAt = now;
                    boolean telling = leg.isDialed() ? !call.isPlumbing(leg) : leg == call.root() && first;
                    if (tell && telling && !leg.placeholder) {
                        news.changed(call, Change.ANSWERED, leg);
                    }
                }
            }
            default -> {
                // Nothing that the other events do not tell.
            }
        }
    }

    private void rings(CallLeg leg, boolean tell, Instant now) {
        leg.rang = true;
        leg.ringingAt = leg.ringingAt == null ? now : leg.ringingAt;
        if (tell) {
            news.changed(leg.call, Change.RINGING, leg);
        }
    }
}
