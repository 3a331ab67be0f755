package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** The lines of a CLI command from the three forms in which gateways wrap them. */
final class CommandOutput {

    private static final String OUTPUT = "Output:";

    private CommandOutput() {}

    /**
     * Asterisk up to 13: raw lines. Some gateways put {@code Output:} before the lines of this form too; since a command
     * may print that word by itself, it is taken off only where the body begins with it.
     */
    static List<String> ofBody(byte[] body, Charset charset) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                int to = i > from && body[i - 1] == '\r' ? i - 1 : i;
                lines.add(new String(body, from, to - from, charset));
                from = i + 1;
            }
        }
        if (from < body.length) {
            lines.add(new String(body, from, body.length - from, charset));
        }
        if (!lines.isEmpty() && lines.get(0).startsWith(OUTPUT)) {
            lines.replaceAll(CommandOutput::withoutName);
        }
        return List.copyOf(lines);
    }

    /** Asterisk 14 and later: one header a line. Lines without colon between them belong to the output as well. */
    static List<String> ofHeaders(HeaderBlock block) {
        List<String> lines = new ArrayList<>();
        for (int i = Math.max(0, block.shape().find(HeaderName.Role.OUTPUT)); i < block.size(); i++) {
            HeaderName name = block.name(i);
            if (name == null ? !lines.isEmpty() : name.role == HeaderName.Role.OUTPUT) {
                lines.add(block.value(i));
            }
        }
        // A command that prints nothing is told as one empty line.
        return lines.equals(List.of("")) ? List.of() : List.copyOf(lines);
    }

    private static String withoutName(String line) {
        if (!line.startsWith(OUTPUT)) {
            return line;
        }
        int from = OUTPUT.length();
        return line.substring(line.startsWith(" ", from) ? from + 1 : from);
    }
}
