package io.camelami.simulator;

import io.camelami.simulator.manager.ManagerEvent;
import java.util.List;

/** One leg of a call, as it is at some moment. */
record PbxChannel(
        String name,
        int state,
        Party caller,
        Party connected,
        String context,
        String extension,
        int priority,
        String uniqueId,
        String linkedId) {

    static final int DOWN = 0;
    static final int RING = 4;
    static final int RINGING = 5;
    static final int UP = 6;

    private static final List<String> STATE_NAMES =
            List.of("Down", "Rsrvd", "OffHook", "Dialing", "Ring", "Ringing", "Up");

    PbxChannel(String name, int state, String context, String extension, String uniqueId, String linkedId) {
        this(name, state, Party.NOBODY, Party.NOBODY, context, extension, 1, uniqueId, linkedId);
    }

    PbxChannel inState(int now) {
        return new PbxChannel(name, now, caller, connected, context, extension, priority, uniqueId, linkedId);
    }

    PbxChannel at(int step) {
        return new PbxChannel(name, state, caller, connected, context, extension, step, uniqueId, linkedId);
    }

    PbxChannel between(Party from, Party to) {
        return new PbxChannel(name, state, from, to, context, extension, priority, uniqueId, linkedId);
    }

    String stateName() {
        return STATE_NAMES.get(state);
    }

    /** The headers that every channel event has from 13 on, in their order. */
    ManagerEvent.Builder snapshot(ManagerEvent.Builder event) {
        return snapshot(event, "");
    }

    /** @param prefix of each header, for an event about two channels */
    ManagerEvent.Builder snapshot(ManagerEvent.Builder event, String prefix) {
        return event.header(prefix + "Channel", name)
                .header(prefix + "ChannelState", state)
                .header(prefix + "ChannelStateDesc", stateName())
                .header(prefix + "CallerIDNum", ChannelEvents.known(caller.number()))
                .header(prefix + "CallerIDName", ChannelEvents.known(caller.name()))
                .header(prefix + "ConnectedLineNum", ChannelEvents.known(connected.number()))
                .header(prefix + "ConnectedLineName", ChannelEvents.known(connected.name()))
                .header(prefix + "Language", "en")
                .header(prefix + "AccountCode", "")
                .header(prefix + "Context", context)
                .header(prefix + "Exten", extension)
                .header(prefix + "Priority", priority)
                .header(prefix + "Uniqueid", uniqueId)
                .header(prefix + "Linkedid", linkedId);
    }
}
