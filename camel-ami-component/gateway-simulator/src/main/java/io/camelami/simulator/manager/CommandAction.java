package io.camelami.simulator.manager;

import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs a CLI command for a client and writes its output in the reply format of the server's family. */
public final class CommandAction implements ActionHandler {
    private static final List<String> BLACKLIST = List.of("module load", "module unload", "restart gracefully");

    private final CommandShell shell;
    private final String privilege;
    private final Consumer<String> onCommand;

    /**
     * @param privilege the value of the reply's {@code Privilege} line in the format up to 13
     * @param onCommand hears each command line, as wire text, before it runs
     */
    public CommandAction(CommandShell shell, String privilege, Consumer<String> onCommand) {
        this.shell = shell;
        this.privilege = privilege;
        this.onCommand = onCommand;
    }

    @Override
    public void handle(ManagerSession session, ManagerAction action) throws IOException, InterruptedException {
        String command = action.header("Command");
        if (command.isEmpty()) {
            session.fail(action, "No command provided");
            return;
        }
        if (BLACKLIST.stream().anyMatch(command.toLowerCase(Locale.ROOT)::startsWith)) {
            session.fail(action, "Command blacklisted");
            return;
        }
        onCommand.accept(command);
        if (session.profile().modern()) {
            runModern(session, action, command);
        } else {
            runOld(session, action, command);
        }
    }

    /**
     * Up to 13: the head goes out before the command runs, the output is raw, and nothing stands between it and the
     * marker.
     */
    private void runOld(ManagerSession session, ManagerAction action, String command)
            throws IOException, InterruptedException {
        session.buffer("Response: Follows\r\nPrivilege: " + privilege + "\r\n" + session.actionIdLine(action));
        StringBuilder text = new StringBuilder();
        shell.run(command, new CommandOutput() {
            @Override
            public void print(String wire) {
                text.append(wire);
            }

            @Override
            public void started() throws IOException {
                session.flush();
            }

            @Override
            public void awaitClientGone() throws IOException, InterruptedException {
                session.awaitClientGone();
            }
        });
        session.write(text + "--END COMMAND--\r\n\r\n");
    }

    /** From 14 on: the reply comes as a whole, a header a line, and says whether the command worked. */
    private void runModern(ManagerSession session, ManagerAction action, String command)
            throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        boolean succeeded = shell.run(command, new CommandOutput() {
            @Override
            public void print(String wire) {
                text.append(wire);
            }

            @Override
            public void started() {
                // Nothing is sent before the end.
            }

            @Override
            public void awaitClientGone() throws IOException, InterruptedException {
                session.awaitClientGone();
            }
        });
        String output = text.toString();
        if (output.endsWith("\n")) {
            output = output.substring(0, output.length() - 1);
        }
        StringBuilder reply = new StringBuilder("Message: Command output follows");
        for (String line : output.split("\n", -1)) {
            reply.append("\r\nOutput: ").append(line);
        }
        session.respond(succeeded ? "Success" : "Error", action, reply.toString());
    }
}
