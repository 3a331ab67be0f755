package io.camelami.simulator;

import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.LinkCutException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The few commands of Asterisk itself that clients use on a gateway. */
final class PbxCommands {
    private static final String PUT_USAGE =
            """
            Usage: database put <family> <key> <value>
                   Adds or updates an entry in the Asterisk database for
                   a given family, key, and value.
            """;
    private static final String GET_USAGE =
            """
            Usage: database get <family> <key>
                   Retrieves an entry in the Asterisk database for a given
                   family and key.
            """;

    private final PbxStore store;
    private final String version;
    private final Runnable shutDown;

    /**
     * @param version what {@code core show version} says after the word Asterisk
     * @param shutDown cuts all clients, as a server does that was told to stop
     */
    PbxCommands(PbxStore store, String version, Runnable shutDown) {
        this.store = store;
        this.version = version;
        this.shutDown = shutDown;
    }

    void addTo(CommandShell shell) {
        shell.add(
                        "core show version",
                        "Usage: core show version\n       Shows Asterisk version information.\n",
                        this::showVersion)
                .add(
                        "core show channels",
                        "Usage: core show channels [concise|verbose|count]\n",
                        (words, output) -> say(
                                output,
                                "Channel              Location             State   Application(Data)             \n"
                                        + "0 active channels\n0 active calls\n0 calls processed\n"))
                .add("core show help", "Usage: core show help [topic]\n", (words, output) -> help(shell, words, output))
                .add(
                        "core waitfullybooted",
                        "Usage: core waitfullybooted\n       Wait until Asterisk has fully booted.\n",
                        (words, output) -> say(output, "Asterisk has fully booted.\n"))
                .add("core stop now", "Usage: core stop now\n", this::stop)
                .add("core stop gracefully", "Usage: core stop gracefully\n", this::stop)
                .add(
                        "dialplan set global",
                        "Usage: dialplan set global <name> <value>\n       Set global dialplan variable <name> to <value>\n",
                        this::setGlobal)
                .add("database put", PUT_USAGE, this::put)
                .add("database get", GET_USAGE, this::get);
    }

    private Result showVersion(List<String> words, CommandOutput output) {
        return words.size() == 3 ? say(output, "Asterisk " + version + "\n") : Result.SHOW_USAGE;
    }

    private static Result say(CommandOutput output, String text) {
        output.print(text);
        return Result.SUCCESS;
    }

    private static Result help(CommandShell shell, List<String> words, CommandOutput output) {
        String topic = String.join(" ", words.subList(3, words.size()));
        output.print(shell.help(topic).orElse("No such command '" + topic + "'.\n"));
        return Result.SUCCESS;
    }

    /** Who gives this command gets no end of the reply; the others get a Shutdown event. */
    private Result stop(List<String> words, CommandOutput output) throws IOException {
        output.started();
        shutDown.run();
        throw LinkCutException.closed();
    }

    private Result setGlobal(List<String> words, CommandOutput output) {
        if (words.size() != 5) {
            return Result.SHOW_USAGE;
        }
        store.setGlobal(words.get(3), words.get(4));
        return say(output, "\n    -- Global variable '" + words.get(3) + "' set to '" + words.get(4) + "'\n");
    }

    private Result put(List<String> words, CommandOutput output) {
        if (words.size() != 5) {
            return Result.SHOW_USAGE;
        }
        store.put(words.get(2), words.get(3), words.get(4));
        return say(output, "Updated database successfully\n");
    }

    private Result get(List<String> words, CommandOutput output) {
        if (words.size() != 4) {
            return Result.SHOW_USAGE;
        }
        Optional<String> value = store.get(words.get(2), words.get(3));
        return say(output, value.map(v -> "Value: " + v + "\n").orElse("Database entry not found.\n"));
    }
}
