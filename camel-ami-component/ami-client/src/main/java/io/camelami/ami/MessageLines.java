package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Where what follows the names of the lines of the message being read begins and ends, and what they are called. Reused for
 * each message.
 *
 * <p>A gateway tells an event of one name with the same headers in the same order nearly every time. So the names of the
 * last one are what the next one probably has: {@link #takeExpected} compares the bytes of a line with that one name,
 * eight at a time, instead of looking for the colon, hashing what is before it and finding that in the table. A line that
 * is called otherwise is read the long way, and a message with none of those takes the array of names it was expected to
 * have.
 */
final class MessageLines {

    /** Enough for the answers that an idle gateway gives. */
    private static final int FEW = 8;

    private static final int MANY = 1024;

    /** As many bytes as most values have at most: as fast copied by words as one byte is. */
    private static final int SHORT = 3 * Long.BYTES;

    private HeaderName[] names = new HeaderName[FEW];
    /** Where each value begins in the buffer. */
    private int[] from = new int[FEW];
    /** Where each value ends if they stand one behind the other. */
    private int[] ends = new int[FEW];

    private int count;
    private HeaderName kind;
    private Shape expected = Shape.NONE;

    /** The names so far are the first of those expected, and not in {@link #names}. */
    private boolean asExpected;

    int count() {
        return count;
    }

    /** After the first line: which event it is, or which status of an answer. */
    void kind(HeaderName name) {
        kind = name;
        expected = name.shape();
        makeRoom(expected.lines());
        asExpected = count == 1 && expected.lines() > 0 && expected.names[0] == names[0];
    }

    /**
     * Takes the lines that are complete and have the names that the last message of the kind had in their places, as far
     * as no limit is passed.
     *
     * @param lineStart offset of the next line
     * @return offset of the first line that is left
     */
    int takeExpected(InputBuffer input, int lineStart, AmiLimits limits) {
        byte[] bytes = input.array();
        int base = input.base();
        int most = Math.min(expected.lines(), limits.headers());
        int start = lineStart;
        int filled = filled();
        int line = count;
        for (; line < most; line++) {
            int value = expected.value(line, bytes, base + start) - base;
            int lf = value > start && value < input.size() ? input.lineFeed(value) : -1;
            if (lf < 0 || lf - start > limits.lineBytes() || lf > limits.messageBytes()) {
                break;
            }
            if (!asExpected) {
                names[line] = expected.names[line];
            }
            filled += (lf > value && bytes[base + lf - 1] == '\r' ? lf - 1 : lf) - value;
            from[line] = value;
            ends[line] = filled;
            start = lf + 1;
        }
        count = line;
        return start;
    }

    /** How many bytes the values so far have. */
    private int filled() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /**
     * @param name null for a line without colon
     * @param valueFrom the first byte after the colon, or of the line
     * @param valueTo the end of the line
     */
    void add(HeaderName name, int valueFrom, int valueTo) {
        makeRoom(count + 1);
        if (asExpected && (count == expected.lines() || expected.names[count] != name)) {
            keepNames();
        }
        if (!asExpected) {
            names[count] = name;
        }
        from[count] = valueFrom;
        ends[count] = filled() + valueTo - valueFrom;
        count++;
    }

    /** Copies the values out of the buffer and forgets the message. */
    HeaderBlock take(InputBuffer input, Charset charset) {
        byte[] source = input.array();
        int base = input.base();
        byte[] values = new byte[filled()];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int at = base + from[i];
            int end = ends[i];
            if (end - start <= SHORT && start <= values.length - SHORT) {
                // What comes with a shorter one is written over by the next; the values alone have as many bytes behind
                // it.
                ByteSearch.copyWord(source, at, values, start);
                ByteSearch.copyWord(source, at + Long.BYTES, values, start + Long.BYTES);
                ByteSearch.copyWord(source, at + 2 * Long.BYTES, values, start + 2 * Long.BYTES);
            } else {
                System.arraycopy(source, at, values, start, end - start);
            }
            start = end;
        }
        HeaderBlock block = new HeaderBlock(shape(), Arrays.copyOf(ends, count), values, charset);
        clear();
        return block;
    }

    void clear() {
        count = 0;
        kind = null;
        expected = Shape.NONE;
        asExpected = false;
        if (names.length > MANY) {
            names = new HeaderName[FEW];
            from = new int[FEW];
            ends = new int[FEW];
        }
    }

    private void makeRoom(int lines) {
        if (lines > names.length) {
            int size = Math.max(lines, 2 * names.length);
            names = Arrays.copyOf(names, size);
            from = Arrays.copyOf(from, size);
            ends = Arrays.copyOf(ends, size);
        }
    }

    private Shape shape() {
        if (asExpected && count == expected.lines()) {
            return expected;
        }
        if (asExpected) {
            keepNames();
        }
        Shape shape = Shape.of(names, count);
        if (kind != null && shape.isCommon()) {
            kind.shape(shape);
        }
        return shape;
    }

    private void keepNames() {
        System.arraycopy(expected.names, 0, names, 0, count);
        asExpected = false;
    }
}
