package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of one message: shared names, and one array with their bytes.
 *
 * <p>A value becomes a String when somebody reads it, and the names are shared, so an event of 450 bytes of which three
 * values are read costs about 500 bytes instead of the 13,000 of a map of Strings. What follows the colon is kept with its
 * leading blank, so every line can be told again exactly. A line without a colon has no name and is kept whole.
 */
final class HeaderBlock {

    /** What a processor fetches at once, on nearly all of them. */
    private static final int CACHE_LINE = 64;

    /** Of a long message nobody knows which lines will be read, and all of them might be more than a cache holds. */
    private static final int MOST_PREFETCHED = 1024;

    private final Shape shape;
    private final int[] ends;
    private final byte[] data;
    private final Charset charset;
    private final int weight;

    /**
     * @param ends where the bytes of each line end in {@code data}
     * @param data what followed the colon of each line, one behind the other
     */
    HeaderBlock(Shape shape, int[] ends, byte[] data, Charset charset) {
        this.shape = shape;
        this.ends = ends;
        this.data = data;
        this.charset = charset;
        this.weight = 112 + data.length + Integer.BYTES * ends.length + shape.weightOnce();
    }

    /** The lines of all of them, in their order. */
    static HeaderBlock joined(List<HeaderBlock> blocks, Charset charset) {
        int lines = 0;
        int bytes = 0;
        for (HeaderBlock block : blocks) {
            lines += block.ends.length;
            bytes += block.data.length;
        }
        HeaderName[] names = new HeaderName[lines];
        int[] ends = new int[lines];
        byte[] data = new byte[bytes];
        int line = 0;
        int filled = 0;
        for (HeaderBlock block : blocks) {
            System.arraycopy(block.data, 0, data, filled, block.data.length);
            for (int i = 0; i < block.ends.length; i++, line++) {
                names[line] = block.name(i);
                ends[line] = filled + block.ends[i];
            }
            filled += block.data.length;
        }
        return new HeaderBlock(new Shape(names), ends, data, charset);
    }

    Charset charset() {
        return charset;
    }

    int size() {
        return ends.length;
    }

    /** In bytes, about, with what the objects around it take, and with those names and that shape that only it has. */
    int weight() {
        return weight;
    }

    /** @see AmiMessage#prefetch */
    int prefetch() {
        int sum = ends.length == 0 ? 0 : ends[0] + ends[ends.length - 1];
        int size = Math.min(data.length, MOST_PREFETCHED);
        for (int i = 0; i < size; i += CACHE_LINE) {
            sum += data[i];
        }
        return sum;
    }

    Shape shape() {
        return shape;
    }

    /** Null for a line without colon. */
    HeaderName name(int line) {
        return shape.names[line];
    }

    String value(int line) {
        int from = valueStart(line);
        return new String(data, from, ends[line] - from, charset);
    }

    byte[] bytes(int line) {
        return Arrays.copyOfRange(data, valueStart(line), ends[line]);
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            if (name(i) != null && name(i).is(name)) {
                values.add(value(i));
            }
        }
        return List.copyOf(values);
    }

    List<AmiHeader> headers() {
        List<AmiHeader> headers = new ArrayList<>(ends.length);
        for (int i = 0; i < ends.length; i++) {
            if (name(i) != null) {
                headers.add(new AmiHeader(name(i).text, value(i)));
            }
        }
        return List.copyOf(headers);
    }

    List<String> extraLines() {
        List<String> extra = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            if (name(i) == null) {
                extra.add(value(i));
            }
        }
        return List.copyOf(extra);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(ends.length);
        for (int i = 0; i < ends.length; i++) {
            int from = lineStart(i);
            String rest = new String(data, from, ends[i] - from, charset);
            lines.add(name(i) == null ? rest : name(i).text + ':' + rest);
        }
        return List.copyOf(lines);
    }

    /** Names in order, for toString. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (HeaderName name : shape.names) {
            if (name != null) {
                text.append(text.isEmpty() ? "" : ", ").append(name.text);
            }
        }
        return text.toString();
    }

    /** Where the bytes behind the colon begin, or those of a line without one. */
    private int lineStart(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    /** Exactly one blank after the colon belongs to the syntax; more of them belong to the value (indented output). */
    private int valueStart(int line) {
        int from = lineStart(line);
        return name(line) != null && from < ends[line] && data[from] == ' ' ? from + 1 : from;
    }
}
