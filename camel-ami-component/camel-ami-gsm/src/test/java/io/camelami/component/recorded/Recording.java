package io.camelami.component.recorded;

import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Capture.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recording of chan_dongle with emulated modems: what a client and the server wrote and, in the recorder's remarks, what
 * the modems said and were given. What was written is wire text, one char a byte.
 */
final class Recording {

    record Entry(Side kind, String text) {}

    private final String driver;
    private final String file;
    private final List<Entry> entries = new ArrayList<>();

    private Recording(String name) {
        this.driver = name.startsWith("chan_dongle-bg111") ? "bg111" : "wdoekes";
        this.file = name.substring(name.indexOf('/') + 1).replace(".txt", "");
        for (Capture.Segment record : Capture.of(name).records()) {
            boolean remark = record.side() == Side.REMARK;
            entries.add(new Entry(
                    record.side(),
                    new String(record.bytes(), remark ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)));
        }
    }

    /** All of both drivers, by name. */
    static List<Recording> all() {
        return Capture.names().stream()
                .filter(name -> name.startsWith("chan_dongle-"))
                .map(Recording::new)
                .toList();
    }

    String driver() {
        return driver;
    }

    boolean isOriginal() {
        return driver.equals("bg111");
    }

    /** The name that it has with both drivers. */
    String file() {
        return file;
    }

    List<Entry> entries() {
        return entries;
    }

    /** All that the server wrote after it had let the client in. */
    String server() {
        StringBuilder said = new StringBuilder();
        entries.stream().filter(entry -> entry.kind() == Side.SERVER).forEach(entry -> said.append(entry.text()));
        String welcome = "Message: Authentication accepted\r\n\r\n";
        return said.substring(said.indexOf(welcome) + welcome.length());
    }

    /** Headers of each message, the first of a name. */
    static List<Map<String, String>> messages(String wire) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (String block : wire.split("\r\n\r\n")) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : block.split("\r\n")) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            messages.add(headers);
        }
        return messages;
    }

    /** What the bytes of wire text say as UTF-8. */
    static String text(String wire) {
        return new String(wire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The span of {@code dongle0} is 1. */
    static int span(String device) {
        return Integer.parseInt(device.substring("dongle".length())) + 1;
    }

    @Override
    public String toString() {
        return driver + " " + file;
    }
}
