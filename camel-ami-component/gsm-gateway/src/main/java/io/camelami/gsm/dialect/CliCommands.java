package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import java.nio.charset.StandardCharsets;

/** CLI commands as AMI actions. */
public final class CliCommands {
    /** Asterisk takes 1,024 bytes a line with CR and LF (gateways.md §1.2). */
    private static final int LINE_LIMIT = 1022;

    private CliCommands() {}

    /** @throws IllegalArgumentException if {@code command} contains CR, LF or NUL */
    public static AmiAction command(String command) {
        return withCommand("Command", "Command", command);
    }

    /** As {@link #command(String)} for a gateway with an action and a header of its own. */
    public static AmiAction withCommand(String action, String header, String command) {
        if (command.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("a CLI command is one line; this one contains a line end or NUL");
        }
        return AmiAction.of(action).with(header, command);
    }

    /** How many bytes of {@code command} are too many for the line of that header; 0 or less if it fits. */
    public static int bytesTooMany(String header, String command) {
        return header.length() + 2 + command.getBytes(StandardCharsets.UTF_8).length - LINE_LIMIT;
    }
}
