package io.camelami.gsm.call;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.CallEvent.Change;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.GatewayEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes calls out of a gateway's channel events: each change as a {@link CallEvent}, one {@link Call} when the last
 * channel is gone, and a {@link Cdr} for every record of the server, or derived from the call where the server gives none.
 *
 * <p>It reads the events of Asterisk 1.8 to 22. Channels belong to one call if they share a Linkedid (12 and later), or
 * if a Dial, a Bridge, a masquerade or the two halves of a Local channel join them. Two calls that are joined later go on
 * as one. A call that somebody redirects, parks or transfers stays one call, up to its last channel.
 *
 * <p>Events may be missing, repeated or out of order: what is not known of a call is left out and the call is marked as
 * incomplete; an event of a channel that is over is ignored; a bare Hangup of a channel never seen makes no call.
 *
 * <p>Not safe for use by several threads at once. What it says goes to the consumer inside the call that caused it.
 */
public final class CallTracker {

    /** What an event of one name tells. */
    private interface Reading {
        void read(CallTracker calls, AmiEvent event, long epoch, Instant now);
    }

    private static final Map<String, Reading> READINGS = readings();

    private final Channels channels;
    private final CallNews news;
    private final ChannelReader reader;
    private final CdrBook cdrs;

    public CallTracker(String gateway, CallSettings settings, Consumer<? super GatewayEvent> out) {
        this.cdrs = new CdrBook(gateway, settings, out);
        this.news = new CallNews(gateway, cdrs, out);
        this.channels = new Channels(settings, news);
        this.reader = new ChannelReader(channels, news);
    }

    private static Map<String, Reading> readings() {
        Map<String, Reading> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Reading seen = (calls, event, epoch, now) -> calls.channel(event, "Channel", "Uniqueid", now);
        Reading dialBegan = (calls, event, epoch, now) -> calls.dialBegan(event, "DestChannel", "DestUniqueid", now);
        Reading linked =
                (calls, event, epoch, now) -> calls.linked(event, !Field.is(event, "Bridgestate", "Unlink"), now);
        all.put("Newchannel", (calls, event, epoch, now) -> calls.reader.created(event, now));
        all.put(
                "Newstate",
                (calls, event, epoch, now) -> calls.reader.channel(event, "Channel", "Uniqueid", true, now));
        all.put("NewCallerid", seen);
        all.put("NewConnectedLine", seen);
        all.put("Newexten", (calls, event, epoch, now) -> calls.reader.moved(event, now));
        all.put("Dial", (calls, event, epoch, now) -> calls.dial(event, now));
        all.put("DialBegin", dialBegan);
        all.put("DialState", dialBegan);
        all.put(
                "DialEnd",
                (calls, event, epoch, now) ->
                        dialEnded(event, calls.channel(event, "DestChannel", "DestUniqueid", now)));
        all.put("Bridge", linked);
        all.put("Link", linked);
        all.put("Unlink", (calls, event, epoch, now) -> calls.linked(event, false, now));
        all.put(
                "BridgeEnter",
                (calls, event, epoch, now) -> calls.bridged(event, Field.text(event, "BridgeUniqueid"), now));
        all.put("BridgeLeave", (calls, event, epoch, now) -> calls.bridged(event, null, now));
        all.put("LocalBridge", (calls, event, epoch, now) -> calls.localBridge(event, now));
        all.put("AgentCalled", (calls, event, epoch, now) -> calls.join(event, "ChannelCalling", "DestinationChannel"));
        all.put("Masquerade", (calls, event, epoch, now) -> calls.join(event, "Original", "Clone"));
        all.put("Rename", (calls, event, epoch, now) -> calls.renamed(event, now));
        all.put("Hold", (calls, event, epoch, now) -> calls.hold(event, !Field.is(event, "Status", "Off"), now));
        all.put("Unhold", (calls, event, epoch, now) -> calls.hold(event, false, now));
        all.put("MusicOnHold", (calls, event, epoch, now) -> calls.musicOnHold(event, now));
        all.put("BlindTransfer", (calls, event, epoch, now) -> calls.blindTransfer(event, now));
        all.put("AttendedTransfer", (calls, event, epoch, now) -> calls.attendedTransfer(event, now));
        all.put("Transfer", (calls, event, epoch, now) -> calls.chanSipTransfer(event, now));
        all.put("OriginateResponse", (calls, event, epoch, now) -> calls.originated(event));
        all.put("Hangup", (calls, event, epoch, now) -> calls.hungUp(event, now));
        all.put("Cdr", (calls, event, epoch, now) -> calls.cdrs.server(event, epoch, now));
        return all;
    }

    /** Whether events of that name may tell something about calls. */
    public static boolean reads(String event) {
        return READINGS.containsKey(event);
    }

    /** How many calls are going on, as far as is known. */
    public int live() {
        return channels.liveCalls();
    }

    /** How many calls were handed on as incomplete because their end was not seen. */
    public long givenUp() {
        return channels.givenUp();
    }

    /**
     * Takes one event; one that tells nothing about calls is ignored.
     *
     * @param epoch number of the login session it came in
     * @param now when it was read
     */
    public void accept(AmiEvent event, long epoch, Instant now) {
        news.at(epoch, now);
        Reading reading = READINGS.get(event.name());
        if (reading != null) {
            reading.read(this, event, epoch, now);
            tick(epoch, now);
        }
    }

    /** Lets time pass where no event does: derives what the server does not give, and gives up what is too old. */
    public void tick(long epoch, Instant now) {
        news.at(epoch, now);
        channels.expire(now);
        cdrs.tick(epoch, now);
    }

    /** Whether {@link #tick} has to be called: a call goes on, or has ended a short while ago. */
    public boolean needsTime() {
        return channels.liveCalls() > 0 || cdrs.waiting();
    }

    /** Nothing more will come: derives the records that were still waited for. */
    public void finish(long epoch, Instant now) {
        news.at(epoch, now);
        cdrs.finish(epoch, now);
    }

    /** The link was lost: whatever goes on now is seen in part only. */
    public void interrupted() {
        channels.markIncomplete();
    }

    /**
     * Compares with the server's own list after a login. A call of which no channel is left ended meanwhile and is handed
     * on as incomplete; a call that is not known yet is taken in, so that its end is seen.
     *
     * @param listed the CoreShowChannel events
     * @param asOf when the list was asked for: what appeared later may not be in it
     */
    public void reconcile(List<AmiEvent> listed, Instant asOf, long epoch, Instant now) {
        news.at(epoch, now);
        Set<String> uniqueIds = new HashSet<>();
        List<AmiEvent> alive = listed.stream()
                .filter(each -> each.is("CoreShowChannel"))
                .sorted(Comparator.comparingInt(CallTracker::place))
                .toList();
        for (AmiEvent each : alive) {
            uniqueIds.add(Field.text(each, "Uniqueid"));
            CallLeg leg = channel(each, "Channel", "Uniqueid", now);
            String peer = Field.text(each, "BridgedUniqueID"); // up to 11
            if (leg != null && peer != null) {
                channels.join(leg, channels.known(peer, null));
            }
        }
        channels.keepOnly(uniqueIds, asOf, now);
    }

    /** The list is in no order, and a call begins with its first channel, which gives all of them their Linkedid. */
    private static int place(AmiEvent listed) {
        String uniqueId = Field.text(listed, "Uniqueid");
        String name = Field.text(listed, "Channel");
        if (uniqueId != null && uniqueId.equals(Field.text(listed, "Linkedid"))) {
            return 0;
        }
        return name != null && ChannelName.isDialplanHalf(name) ? 2 : 1;
    }

    /**
     * Says what is about to be dialled. Before Asterisk 12 no event of an originate tells the number; with this the call
     * has it.
     *
     * @param dialString the channel to originate, as {@code Dongle/dongle0/+4915112345678}
     */
    public void dialing(String dialString, Instant now) {
        channels.expect(dialString, now);
    }

    // ------------------------------------------------------------------ channels

    private CallLeg channel(AmiEvent event, String name, String id, Instant now) {
        return reader.channel(event, name, id, false, now);
    }

    private CallLeg named(AmiEvent event, String name) {
        return channels.known(null, Field.text(event, name));
    }

    private void renamed(AmiEvent event, Instant now) {
        CallLeg leg = channels.find(Field.text(event, "Uniqueid"), Field.text(event, "Channel"), now);
        String newName = Field.text(event, "Newname");
        if (leg != null && newName != null) {
            channels.rename(leg, newName);
        }
    }

    private void hungUp(AmiEvent event, Instant now) {
        String uniqueId = Field.text(event, "Uniqueid");
        CallLeg leg = channels.known(uniqueId, Field.text(event, "Channel"));
        channels.hungUp(uniqueId, leg, Field.number(event, "Cause", 0), now);
    }

    // ------------------------------------------------------------------ two channels

    /** Up to 11. */
    private void dial(AmiEvent event, Instant now) {
        if (Field.is(event, "SubEvent", "End")) {
            dialEnded(event, channel(event, "Channel", "UniqueID", now));
        } else {
            dialBegan(event, "Destination", "DestUniqueID", now);
        }
    }

    private void dialBegan(AmiEvent event, String destination, String destinationId, Instant now) {
        CallLeg source = channel(event, "Channel", event.get("SrcUniqueID") != null ? "SrcUniqueID" : "Uniqueid", now);
        CallLeg dialed = channels.known(Field.text(event, destinationId), null);
        boolean unknown = dialed == null;
        dialed = dialed != null
                ? dialed
                : channels.find(Field.text(event, destinationId), Field.text(event, destination), now);
        if (dialed == null) {
            return;
        }
        dialed.dialed = true;
        dialed.dialSeen = true;
        dialed.dialString =
                Field.text(event, "DialString") != null ? Field.text(event, "DialString") : dialed.dialString;
        if (source != null) {
            source.dials = true;
            dialed.dialer = source;
            channels.join(source, dialed);
        }
        if (destination.endsWith("Channel")) {
            reader.read(event, "Dest", dialed, !unknown, now);
        }
    }

    private static void dialEnded(AmiEvent event, CallLeg leg) {
        if (leg != null) {
            leg.dialStatus = Field.upper(Field.text(event, "DialStatus"));
        }
    }

    private void linked(AmiEvent event, boolean on, Instant now) {
        CallLeg one = channels.find(Field.text(event, "Uniqueid1"), Field.text(event, "Channel1"), now);
        CallLeg two = channels.find(Field.text(event, "Uniqueid2"), Field.text(event, "Channel2"), now);
        if (one != null && two != null) {
            channels.join(one, two);
            one.peer = on ? two : null;
            two.peer = on ? one : null;
        }
    }

    private void localBridge(AmiEvent event, Instant now) {
        channels.join(
                channel(event, "LocalOneChannel", "LocalOneUniqueid", now),
                channel(event, "LocalTwoChannel", "LocalTwoUniqueid", now));
    }

    private void join(AmiEvent event, String one, String two) {
        channels.join(named(event, one), named(event, two));
    }

    private void bridged(AmiEvent event, String bridge, Instant now) {
        CallLeg leg = channel(event, "Channel", "Uniqueid", now);
        if (leg != null) {
            leg.bridge = bridge;
        }
    }

    private void hold(AmiEvent event, boolean on, Instant now) {
        held(channel(event, "Channel", "Uniqueid", now), on);
    }

    private void held(CallLeg leg, boolean on) {
        if (leg == null) {
            return;
        }
        Set<CallLeg> held = leg.call.held;
        boolean before = !held.isEmpty();
        if (on) {
            held.add(leg);
        } else {
            held.remove(leg);
        }
        if (before == held.isEmpty()) {
            news.changed(leg.call, on ? Change.HELD : Change.UNHELD, leg);
        }
    }

    /** Up to 11 only some channel drivers tell a hold, but all play music. A queue does too, to one who talks to nobody. */
    private void musicOnHold(AmiEvent event, Instant now) {
        CallLeg leg = channel(event, "Channel", "UniqueID", now);
        boolean on = Field.is(event, "State", "Start");
        if (leg != null && (leg.peer != null || !on)) {
            held(leg, on);
        }
    }

    private void blindTransfer(AmiEvent event, Instant now) {
        CallLeg transferer = channel(event, "TransfererChannel", "TransfererUniqueid", now);
        CallLeg transferee = channel(event, "TransfereeChannel", "TransfereeUniqueid", now);
        if (Field.is(event, "Result", "Success")) {
            transferred(transferer, transferee);
        }
    }

    private void attendedTransfer(AmiEvent event, Instant now) {
        CallLeg first = channel(event, "OrigTransfererChannel", "OrigTransfererUniqueid", now);
        CallLeg second = channel(event, "SecondTransfererChannel", "SecondTransfererUniqueid", now);
        CallLeg transferee = channel(event, "TransfereeChannel", "TransfereeUniqueid", now);
        channels.join(first, second);
        if (Field.is(event, "Result", "Success")) {
            transferred(first, transferee);
        }
    }

    /** Up to 11 chan_sip tells what a phone transferred. */
    private void chanSipTransfer(AmiEvent event, Instant now) {
        transferred(channel(event, "Channel", "Uniqueid", now), channel(event, "TargetChannel", "TargetUniqueid", now));
    }

    private void transferred(CallLeg transferer, CallLeg transferee) {
        channels.join(transferer, transferee);
        CallLeg leg = transferee != null ? transferee : transferer;
        if (leg != null) {
            news.changed(leg.call, Change.TRANSFERRED, leg);
        }
    }

    /** 1.8 hangs up a busy Local channel without a cause; only this event has it. */
    private void originated(AmiEvent event) {
        String dialString = Field.text(event, "Channel");
        int cause = OriginateReason.cause(Field.number(event, "Reason", -1));
        if (Field.is(event, "Response", "Failure") && cause != 0 && dialString != null) {
            channels.originateFailed(dialString, cause);
        }
    }
}
