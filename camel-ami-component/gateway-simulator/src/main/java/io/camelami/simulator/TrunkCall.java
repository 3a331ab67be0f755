package io.camelami.simulator;

import java.util.List;

/**
 * A call that comes in over a span of OpenVox, or over the trunk to a gateway that a plain Asterisk has, and is put through
 * to the phone 1001. Put together from the events of recorded calls: nobody recorded one that came in this way.
 */
final class TrunkCall implements InboundCall {
    private static final Party PHONE = new Party("1001", "");

    private final GatewayParts parts;
    private final ChannelEvents events;
    private final boolean modern;
    private PbxChannel caller;
    private PbxChannel phone;

    private TrunkCall(GatewayParts parts, boolean modern, String channel, int span, Party from) {
        this.parts = parts;
        this.events = new ChannelEvents(parts.events(), modern);
        this.modern = modern;
        String context = "gsm-" + span;
        String uniqueId = parts.serial().nextUniqueId();
        this.caller =
                new PbxChannel(channel, PbxChannel.RING, context, "s", uniqueId, uniqueId).between(from, Party.NOBODY);
        this.phone = new PbxChannel(
                        "%s/1001-%08x"
                                .formatted(technology(modern), parts.serial().nextChannel()),
                        PbxChannel.DOWN,
                        context,
                        "s",
                        parts.serial().nextUniqueId(),
                        uniqueId)
                .between(PHONE, from);
    }

    /** B channels are numbered 1, 3, 5, … (gateways.md §2.4). */
    static TrunkCall onOpenVox(GatewayParts parts, int span, Party from) {
        String channel = "EXTRA/" + (2 * span - 1) + "-" + parts.serial().nextChannel();
        return new TrunkCall(parts, false, channel, span, from);
    }

    static TrunkCall onAsterisk(GatewayParts parts, boolean modern, int span, Party from) {
        String channel = "%s/gsm-%d-%08x"
                .formatted(technology(modern), span, parts.serial().nextChannel());
        return new TrunkCall(parts, modern, channel, span, from);
    }

    private static String technology(boolean modern) {
        return modern ? "PJSIP" : "SIP";
    }

    @Override
    public List<PbxChannel> channels() {
        return List.of(caller, phone);
    }

    @Override
    public void comes() {
        events.created(caller);
        events.step(caller, "Dial", dialData());
        events.created(phone);
        events.dialBegan(caller, phone, "1001");
    }

    @Override
    public void rings() {
        phone = phone.inState(PbxChannel.RINGING);
        events.changedState(phone);
        events.dialRings(caller, phone);
    }

    @Override
    public void answered() {
        phone = phone.inState(PbxChannel.UP);
        events.changedState(phone);
        caller = caller.between(caller.caller(), PHONE);
        if (modern) {
            events.dialEnded(caller, phone, "ANSWER");
        }
        caller = caller.inState(PbxChannel.UP);
        events.changedState(caller);
        events.linked(caller, phone);
    }

    @Override
    public void ends(EndedCall call) {
        int cause = call.isBusy() ? 17 : 16;
        if (call.end() == CallEnd.CALLER) {
            events.hangupRequest(caller);
        }
        if (call.isAnswered()) {
            events.unlinked(caller, phone);
            events.softHangupRequest(caller);
        } else if (modern) {
            events.dialEnded(caller, phone, call.dialStatus());
        }
        events.hungUp(phone, cause);
        if (!modern) {
            // Up to 11 the end of dialling is told when all is over.
            events.dialEnded(caller, phone, call.dialStatus());
        }
        if (call.isBusy()) {
            caller = caller.at(2);
            events.step(caller, "Hangup", "17");
        }
        parts.events()
                .accept(CallRecord.of(
                        caller,
                        phone.name(),
                        call.isBusy() ? "Hangup" : "Dial",
                        call.isBusy() ? "17" : dialData(),
                        call,
                        parts.clock().getZone()));
        events.hungUp(caller, cause);
    }

    private String dialData() {
        return technology(modern) + "/1001,30";
    }
}
