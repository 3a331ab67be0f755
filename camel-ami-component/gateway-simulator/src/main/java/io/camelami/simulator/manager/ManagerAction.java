package io.camelami.simulator.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came before a blank line: header lines as they were sent, as wire text.
 *
 * @param fault what was wrong with the framing; an action with a fault is answered, not run
 */
public record ManagerAction(List<String> lines, Fault fault) {

    /** Ways to break the framing, with the text Asterisk answers. */
    public enum Fault {
        NONE(""),
        LINE_TOO_LONG("Failed to parse message: line too long"),
        TOO_MANY_LINES("Too many lines in message or allocation failure");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    public ManagerAction {
        lines = List.copyOf(lines);
    }

    /** The action's name: the first {@code Action} header that is not empty, or an empty string. */
    public String name() {
        return lines.stream()
                .filter(line -> isNamed(line, "Action"))
                .map(line -> valueAfter("Action", line))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The value of the first header of that name in any case, or an empty string. */
    public String header(String name) {
        return lines.stream()
                .filter(line -> isNamed(line, name))
                .findFirst()
                .map(line -> valueAfter(name, line))
                .orElse("");
    }

    public String actionId() {
        return header("ActionID");
    }

    /** The headers in order as text; a line without a colon is left out. */
    public List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                String name = line.substring(0, colon);
                headers.add(Map.entry(Wire.text(name), Wire.text(valueAfter(name, line))));
            }
        }
        return List.copyOf(headers);
    }

    static boolean isNamed(String line, String name) {
        return line.length() > name.length()
                && line.charAt(name.length()) == ':'
                && line.regionMatches(true, 0, name, 0, name.length());
    }

    /** Asterisk skips any blank or control character after the colon, and keeps what trails. */
    private static String valueAfter(String name, String line) {
        int start = name.length() + 1;
        while (start < line.length() && line.charAt(start) <= ' ') {
            start++;
        }
        return line.substring(start);
    }
}
