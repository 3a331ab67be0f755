package io.camelami.simulator;

import io.camelami.simulator.manager.ManagerEvent;

/** One leg of a call, as events of the two families describe it. */
record PbxChannel(
        String name,
        String state,
        String stateName,
        String context,
        String extension,
        String uniqueId,
        String linkedId) {

    /** The headers that every channel event has from 13 on, in their order. */
    ManagerEvent.Builder snapshot(ManagerEvent.Builder event, int priority) {
        return event.header("Channel", name)
                .header("ChannelState", state)
                .header("ChannelStateDesc", stateName)
                .header("CallerIDNum", "<unknown>")
                .header("CallerIDName", "<unknown>")
                .header("ConnectedLineNum", "<unknown>")
                .header("ConnectedLineName", "<unknown>")
                .header("Language", "en")
                .header("AccountCode", "")
                .header("Context", context)
                .header("Exten", extension)
                .header("Priority", priority)
                .header("Uniqueid", uniqueId)
                .header("Linkedid", linkedId);
    }
}
