package io.camelami.ami;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the decoder is to find, said as plainly as possible: the whole input at once, split into lines, no buffer, no
 * shared names, no limits. The fast one must agree with it on everything.
 */
final class ReferenceDecoder {

    /** @param output null unless it was a {@code Response: Follows}; then its raw lines */
    record Message(String kind, List<String> lines, List<String> output) {}

    record Line(String text, boolean crLf) {}

    private static final String END = "--END COMMAND--";

    private final List<Line> lines;
    private int next;

    private ReferenceDecoder(byte[] input) {
        lines = split(new String(input, StandardCharsets.UTF_8));
    }

    static List<Message> decode(byte[] input) {
        ReferenceDecoder decoder = new ReferenceDecoder(input);
        List<Message> messages = new ArrayList<>();
        if (!decoder.lines.isEmpty()) {
            String greeting = decoder.lines.get(0).text;
            if (!nameOf(greeting).equals("event") && !nameOf(greeting).equals("response")) {
                decoder.next = 1;
            }
        }
        for (Message message = decoder.message(); message != null; message = decoder.message()) {
            messages.add(message);
        }
        return messages;
    }

    private static List<Line> split(String text) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', from)) {
            boolean crLf = lf > from && text.charAt(lf - 1) == '\r';
            lines.add(new Line(text.substring(from, crLf ? lf - 1 : lf), crLf));
            from = lf + 1;
        }
        return lines;
    }

    private Message message() {
        while (next < lines.size() && lines.get(next).text.isEmpty()) {
            next++;
        }
        List<String> own = new ArrayList<>();
        String kind = "";
        for (; next < lines.size(); next++) {
            Line line = lines.get(next);
            if (line.text.isEmpty()) {
                next++;
                return new Message(kind, own, null);
            }
            own.add(line.text);
            if (kind.isEmpty()) {
                kind = nameOf(line.text);
                if (kind.equals("response") && valueOf(line.text).equalsIgnoreCase("follows")) {
                    next++;
                    return command(own, line.crLf);
                }
            }
        }
        return null;
    }

    private Message command(List<String> own, boolean crLf) {
        boolean privilege = false;
        boolean actionId = false;
        for (; next < lines.size() && lines.get(next).crLf == crLf; next++) {
            String name = nameOf(lines.get(next).text);
            if (name.equals("privilege") && !privilege) {
                privilege = true;
            } else if (name.equals("actionid") && !actionId) {
                actionId = true;
            } else {
                break;
            }
            own.add(lines.get(next).text);
        }
        List<String> output = new ArrayList<>();
        for (; next + 1 < lines.size(); next++) {
            String text = lines.get(next).text;
            if (text.endsWith(END) && lines.get(next + 1).text.isEmpty()) {
                String glued = text.substring(0, text.length() - END.length());
                if (!glued.isEmpty()) {
                    output.add(glued);
                }
                next += 2;
                return new Message("response", own, withoutNames(output));
            }
            output.add(text);
        }
        next = lines.size();
        return null;
    }

    private static List<String> withoutNames(List<String> output) {
        boolean named = !output.isEmpty() && output.get(0).startsWith("Output:");
        return named
                ? output.stream()
                        .map(line -> line.replaceFirst("^Output: ?", ""))
                        .toList()
                : output;
    }

    private static String nameOf(String line) {
        int colon = line.indexOf(':');
        return colon <= 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static String valueOf(String line) {
        return line.substring(line.indexOf(':') + 1).trim();
    }
}
