package io.camelami.simulator.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording of one connection: a title line and records. A record is {@code @ <seconds> C>S <count>} (client to server) or
 * {@code @ <seconds> S>C <count>}, a line feed, that many bytes and a line feed; or {@code @ <seconds> # <remark>} and a line
 * feed. What one read of the recorder returned is one record, so the records also show how the network cut the bytes.
 */
public record Transcript(String title, List<Entry> entries) {
    private static final Pattern HEAD =
            Pattern.compile("@ (\\d{1,9}(?:\\.\\d{1,9})?) (?:(C>S|S>C) (\\d{1,9})|# ?(.*))");

    /** What a record holds. */
    public enum Kind {
        CLIENT,
        SERVER,
        REMARK
    }

    /**
     * One record.
     *
     * @param time since the connection was made
     * @param text the bytes, one char each, or the remark
     */
    public record Entry(Kind kind, Duration time, String text) {
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    public Transcript {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no recording; says where it stops being one
     */
    public static Transcript read(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #read}, of the bytes of a file. */
    public static Transcript parse(byte[] file) {
        int position = endOfLine(file, 0);
        String title = text(file, 0, position);
        List<Entry> entries = new ArrayList<>();
        position++;
        while (position < file.length) {
            int end = endOfLine(file, position);
            String line = text(file, position, end);
            if (!line.isBlank()) {
                Entry entry = entry(line, file, position, end + 1);
                entries.add(entry);
                if (entry.kind() != Kind.REMARK) {
                    end += entry.text().length() + 1;
                }
            }
            position = end + 1;
        }
        return new Transcript(title, entries);
    }

    private static Entry entry(String line, byte[] file, int position, int data) {
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            throw new IllegalArgumentException("byte " + position
                    + " begins no record: expected '@ <seconds> S>C <count>', '@ <seconds> C>S <count>' or '@ <seconds>"
                    + " # <remark>'");
        }
        Duration time =
                Duration.ofNanos(new BigDecimal(head.group(1)).movePointRight(9).longValueExact());
        if (head.group(2) == null) {
            return new Entry(Kind.REMARK, time, head.group(4));
        }
        int count = Integer.parseInt(head.group(3));
        if (data + count > file.length) {
            throw new IllegalArgumentException(
                    "byte " + position + " begins a record of " + count + " bytes, but the file ends before");
        }
        return new Entry(head.group(2).equals("C>S") ? Kind.CLIENT : Kind.SERVER, time, text(file, data, data + count));
    }

    private static String text(byte[] file, int from, int to) {
        return new String(Arrays.copyOfRange(file, from, to), StandardCharsets.ISO_8859_1);
    }

    private static int endOfLine(byte[] file, int from) {
        int i = from;
        while (i < file.length && file[i] != '\n') {
            i++;
        }
        return i;
    }
}
