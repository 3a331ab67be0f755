package io.camelami.simulator;

import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.CommandAction;
import java.time.LocalDateTime;

/** An Asterisk without GSM hardware whose dial plan and CLI aliases imitate a gateway. */
final class PlainAsterisk implements Gateway {
    private final GatewayParts parts;
    private final boolean modern;

    PlainAsterisk(GatewayParts parts, boolean modern) {
        this.parts = parts;
        this.modern = modern;
    }

    @Override
    public void addTo(CommandShell shell) {
        shell.add(
                "core show version",
                "Usage: core show version\n       Shows Asterisk version information.\n",
                (w, o) -> {
                    o.print("Asterisk " + (modern ? "22.10.1" : "1.8.20.0")
                            + " built by root @ localhost on a x86_64 running Linux\n");
                    return Result.SUCCESS;
                });
    }

    @Override
    public void addTo(ActionTable actions, CommandShell shell) {
        actions.add("Command", "command,all", new CommandAction(shell, "Command", parts.onCommand()));
    }

    @Override
    public void deliver(int span, String sender, String text, LocalDateTime time) {
        throw new UnsupportedOperationException("not yet");
    }
}
