package io.camelami.simulator;

import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.CommandAction;
import java.time.LocalDateTime;

/** OpenVox VoxStack: an Asterisk 1.8 with the chan_extra driver (gateways.md §2). */
final class OpenVox implements Gateway {
    private final GatewayParts parts;
    private final OpenVoxCommands commands;
    private final OpenVoxModemCommands modemCommands;
    private final OpenVoxInbox inbox;

    OpenVox(GatewayParts parts) {
        this.parts = parts;
        this.commands = new OpenVoxCommands(parts, new OpenVoxChannels(parts));
        this.modemCommands = new OpenVoxModemCommands(parts);
        this.inbox = new OpenVoxInbox(parts, new OpenVoxChannels(parts));
    }

    @Override
    public void addTo(CommandShell shell) {
        commands.addTo(shell);
        modemCommands.addTo(shell);
    }

    @Override
    public void addTo(ActionTable actions, CommandShell shell) {
        actions.add("Command", "command,all", new CommandAction(shell, "Command", parts.onCommand()));
    }

    @Override
    public void deliver(int span, String sender, String text, LocalDateTime time) {
        inbox.deliver(span, sender, text, time);
    }

    @Override
    public InboundCall call(int span, Party caller) {
        return TrunkCall.onOpenVox(parts, span, caller);
    }
}
