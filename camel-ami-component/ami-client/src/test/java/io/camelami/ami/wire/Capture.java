package io.camelami.ami.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recorded conversation with a real server, from the {@code captures} folder of the test resources, whose README tells
 * the format and what each file shows.
 */
public final class Capture {

    /** Who said it. */
    public enum Side {
        SERVER,
        CLIENT,
        /** Nobody: a remark of the recorder. */
        REMARK
    }

    /**
     * The bytes of one read.
     *
     * @param at since the connect
     */
    public record Segment(Duration at, Side side, byte[] bytes) {}

    private static final Pattern RECORD = Pattern.compile("@ +([0-9.]+) (?:(S>C|C>S) ([0-9]+)|# (.*))");

    private final String name;
    private final List<Segment> records;

    private Capture(String name, List<Segment> records) {
        this.name = name;
        this.records = records;
    }

    /** Every recorded conversation, as folder and file: {@code 22.10.1/ping.txt}, sorted. */
    public static List<String> names() {
        URI root;
        try {
            root = Capture.class.getResource("/captures/README.md").toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        try {
            if (!root.getScheme().equals("jar")) {
                return namesIn(Path.of(root).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                return namesIn(jar.getPath("/captures"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    /** @param name as {@link #names()} gives it */
    public static Capture of(String name) {
        byte[] file = resource(name);
        List<Segment> records = new ArrayList<>();
        int at = lineEnd(file, 0) + 1;
        while (at < file.length) {
            int end = lineEnd(file, at);
            String line = new String(file, at, end - at, StandardCharsets.UTF_8);
            Matcher record = RECORD.matcher(line);
            at = end + 1;
            if (!record.matches()) {
                throw new IllegalStateException(name + ": no record at byte " + (at - line.length() - 1));
            }
            Duration time = Duration.ofNanos(Math.round(Double.parseDouble(record.group(1)) * 1e9));
            if (record.group(4) != null) {
                records.add(new Segment(time, Side.REMARK, record.group(4).getBytes(StandardCharsets.UTF_8)));
                continue;
            }
            int length = Integer.parseInt(record.group(3));
            Side side = record.group(2).equals("S>C") ? Side.SERVER : Side.CLIENT;
            records.add(new Segment(time, side, Arrays.copyOfRange(file, at, at + length)));
            at += length + 1;
        }
        return new Capture(name, List.copyOf(records));
    }

    /** Any file of the captures folder, such as {@code 22.10.1/cli_quoting.json}. */
    public static byte[] resource(String name) {
        try (InputStream in = Capture.class.getResourceAsStream("/captures/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no capture " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lineEnd(byte[] file, int from) {
        int at = from;
        while (at < file.length && file[at] != '\n') {
            at++;
        }
        return at;
    }

    public String name() {
        return name;
    }

    /** Everything in order, as it was read by each side, and the remarks. */
    public List<Segment> records() {
        return records;
    }

    /** Everything in order, as it was read by each side. */
    public List<Segment> segments() {
        return records.stream().filter(record -> record.side() != Side.REMARK).toList();
    }

    /** What the server sent, as it was read. */
    public List<byte[]> fromServer() {
        return bytesOf(Side.SERVER);
    }

    public List<byte[]> fromClient() {
        return bytesOf(Side.CLIENT);
    }

    /** All that the server sent. */
    public byte[] serverBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        fromServer().forEach(all::writeBytes);
        return all.toByteArray();
    }

    private List<byte[]> bytesOf(Side side) {
        return records.stream()
                .filter(segment -> segment.side() == side)
                .map(Segment::bytes)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
