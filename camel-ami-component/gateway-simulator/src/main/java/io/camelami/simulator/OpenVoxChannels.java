package io.camelami.simulator;

import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import java.util.Map;

/**
 * Tells clients of a dial plan run on a channel that the driver made up for a message: Newchannel, a VarSet a variable,
 * Newexten, Hangup, with the headers of Asterisk 1.8.
 */
final class OpenVoxChannels {
    private final GatewayParts parts;

    OpenVoxChannels(GatewayParts parts) {
        this.parts = parts;
    }

    /**
     * @param technology {@code EXTRA-SMS} or {@code EXTRA-SMSSEND}
     * @param variables wire text, in the order the driver sets them
     */
    void run(
            String technology,
            int span,
            String extension,
            Map<String, String> variables,
            String application,
            String appData) {
        if (parts.has(Quirk.OPENVOX_NO_EXTENSIONS)) {
            return;
        }
        // The driver numbers B channels 1, 3, 5, ...: the channel of span 2 is 3 (gateways.md §2.4).
        String channel =
                technology + "/" + (2 * span - 1) + "-" + parts.serial().nextChannel();
        String context = "gsm-" + span;
        String uniqueId = parts.serial().nextUniqueId();
        emit(ManagerEvent.named("Newchannel", EventClass.CALL)
                .header("Channel", channel)
                .header("ChannelState", "4")
                .header("ChannelStateDesc", "Ring")
                .header("CallerIDNum", "")
                .header("CallerIDName", "")
                .header("AccountCode", "")
                .header("Exten", extension)
                .header("Context", context)
                .header("Uniqueid", uniqueId));
        variables.forEach((name, value) -> emit(ManagerEvent.named("VarSet", EventClass.DIALPLAN)
                .header("Channel", channel)
                .header("Variable", name)
                .header("Value", value)
                .header("Uniqueid", uniqueId)));
        emit(ManagerEvent.named("Newexten", EventClass.DIALPLAN)
                .header("Channel", channel)
                .header("Context", context)
                .header("Extension", extension)
                .header("Priority", "1")
                .header("Application", application)
                .header("AppData", appData)
                .header("Uniqueid", uniqueId));
        emit(ManagerEvent.named("Hangup", EventClass.CALL)
                .header("Channel", channel)
                .header("Uniqueid", uniqueId)
                .header("CallerIDNum", "<unknown>")
                .header("CallerIDName", "<unknown>")
                .header("ConnectedLineNum", "<unknown>")
                .header("ConnectedLineName", "<unknown>")
                .header("Cause", "0")
                .header("Cause-txt", "Unknown"));
    }

    private void emit(ManagerEvent.Builder event) {
        parts.events().accept(event.build());
    }
}
