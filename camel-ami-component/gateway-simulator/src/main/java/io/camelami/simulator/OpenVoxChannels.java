package io.camelami.simulator;

import java.util.Map;

/**
 * Tells clients of a dial plan run on a channel that the driver made up for a message: Newchannel, a VarSet a variable,
 * Newexten, Hangup, with the headers of Asterisk 1.8.
 */
final class OpenVoxChannels {
    private final GatewayParts parts;
    private final ChannelEvents events;

    OpenVoxChannels(GatewayParts parts) {
        this.parts = parts;
        this.events = new ChannelEvents(parts.events(), false);
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
        PbxChannel run = new PbxChannel(channel, PbxChannel.RING, context, extension, uniqueId, uniqueId);
        events.created(run);
        variables.forEach((name, value) -> events.variable(run, name, value));
        events.step(run, application, appData);
        events.hungUp(run, 0);
    }
}
