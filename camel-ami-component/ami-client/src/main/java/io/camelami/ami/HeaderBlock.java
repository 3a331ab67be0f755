package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of one message: shared names, and one array with the bytes that followed each colon.
 *
 * <p>The names are not copied, and a value becomes a String when somebody reads it, so an event of 450 bytes of which
 * three values are read costs about 500 bytes instead of the 13,000 of a map of Strings. What follows the colon is kept
 * with its leading blank, so every line can be told again exactly. A line without a colon has no name and is kept whole.
 */
final class HeaderBlock {

    private final HeaderName[] names;
    private final int[] ends;
    private final byte[] data;
    private final Charset charset;

    /**
     * @param names shared by messages of the same shape; null where a line has no colon
     * @param ends where the bytes of each line end in {@code data}, behind whose last there may be others
     */
    HeaderBlock(HeaderName[] names, int[] ends, byte[] data, Charset charset) {
        this.names = names;
        this.ends = ends;
        this.data = data;
        this.charset = charset;
    }

    /** The lines of all of them, in their order. */
    static HeaderBlock joined(List<HeaderBlock> blocks, Charset charset) {
        int lines = 0;
        int bytes = 0;
        for (HeaderBlock block : blocks) {
            lines += block.ends.length;
            bytes += block.dataLength();
        }
        HeaderName[] names = new HeaderName[lines];
        int[] ends = new int[lines];
        byte[] data = new byte[bytes];
        int line = 0;
        int filled = 0;
        for (HeaderBlock block : blocks) {
            System.arraycopy(block.data, 0, data, filled, block.dataLength());
            for (int i = 0; i < block.ends.length; i++, line++) {
                names[line] = block.names[i];
                ends[line] = filled + block.ends[i];
            }
            filled += block.dataLength();
        }
        return new HeaderBlock(names, ends, data, charset);
    }

    Charset charset() {
        return charset;
    }

    int size() {
        return ends.length;
    }

    /** In bytes, with what the objects around it take. */
    int weight() {
        return 112 + data.length + Integer.BYTES * ends.length;
    }

    /** Null for a line without colon. */
    HeaderName name(int line) {
        return names[line];
    }

    String value(int line) {
        int from = valueStart(line);
        return new String(data, from, ends[line] - from, charset);
    }

    byte[] bytes(int line) {
        return Arrays.copyOfRange(data, valueStart(line), ends[line]);
    }

    /** The first line with this name in any case, or -1. */
    int find(String name) {
        for (int i = 0; i < ends.length; i++) {
            if (names[i] != null && names[i].is(name)) {
                return i;
            }
        }
        return -1;
    }

    int find(HeaderName.Role role) {
        for (int i = 0; i < ends.length; i++) {
            if (names[i] != null && names[i].role == role) {
                return i;
            }
        }
        return -1;
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            if (names[i] != null && names[i].is(name)) {
                values.add(value(i));
            }
        }
        return List.copyOf(values);
    }

    List<AmiHeader> headers() {
        List<AmiHeader> headers = new ArrayList<>(ends.length);
        for (int i = 0; i < ends.length; i++) {
            if (names[i] != null) {
                headers.add(new AmiHeader(names[i].text, value(i)));
            }
        }
        return List.copyOf(headers);
    }

    List<String> extraLines() {
        List<String> extra = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            if (names[i] == null) {
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
            lines.add(names[i] == null ? rest : names[i].text + ':' + rest);
        }
        return List.copyOf(lines);
    }

    /** Names in order, for toString. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (HeaderName name : names) {
            if (name != null) {
                text.append(text.isEmpty() ? "" : ", ").append(name.text);
            }
        }
        return text.toString();
    }

    private int dataLength() {
        return lineStart(ends.length);
    }

    private int lineStart(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    /** Exactly one blank after the colon belongs to the syntax; more of them belong to the value (indented output). */
    private int valueStart(int line) {
        int from = lineStart(line);
        return names[line] != null && from < ends[line] && data[from] == ' ' ? from + 1 : from;
    }
}
