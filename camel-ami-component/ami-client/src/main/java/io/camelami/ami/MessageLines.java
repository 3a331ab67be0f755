package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Where the lines of the message being read begin and end, and what they are called. Reused for each message.
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

    private HeaderName[] names = new HeaderName[FEW];
    private int[] from = new int[FEW];
    private int[] to = new int[FEW];
    private int count;
    private HeaderName kind;
    private Shape expected = Shape.NONE;

    /** The names so far are the first of those expected, and not in {@link #names}. */
    private boolean asExpected;

    /** Each line so far is a name, a colon and a value, ends in CRLF, and begins where the one before it ends. */
    private boolean even = true;

    int count() {
        return count;
    }

    /** After the first line: which event it is, or which status of an answer. */
    void kind(HeaderName name) {
        kind = name;
        expected = name.shape();
        makeRoom(expected.names.length);
        asExpected = count == 1 && expected.names.length > 0 && expected.names[0] == names[0];
    }

    /**
     * Takes the lines that are complete and have the names that the last message of the kind had in their places, as far
     * as no limit is passed.
     *
     * @param lineStart offset of the next line
     * @return offset of the first line that is left
     */
    int takeExpected(InputBuffer input, int lineStart, AmiLimits limits) {
        HeaderName[] shape = expected.names;
        int most = Math.min(shape.length, limits.headers());
        int start = lineStart;
        int line = count;
        for (; line < most; line++) {
            HeaderName name = shape[line];
            if (name == null || name.role == HeaderName.Role.OUTPUT || !input.has(name, start)) {
                break;
            }
            int value = start + name.length() + 1;
            int lf = input.lineFeed(value);
            if (lf < 0 || lf - start > limits.lineBytes() || lf > limits.messageBytes()) {
                break;
            }
            int end = lf;
            if (lf > value && input.at(lf - 1) == '\r') {
                end--;
            } else {
                even = false;
            }
            if (!asExpected) {
                names[line] = name;
            }
            from[line] = value;
            to[line] = end;
            start = lf + 1;
        }
        count = line;
        return start;
    }

    /**
     * @param name null for a line without colon
     * @param valueFrom the first byte after the colon, or of the line
     * @param valueTo the end of the line
     * @param crLf what the line ended in; else it was LF alone
     */
    void add(HeaderName name, int valueFrom, int valueTo, boolean crLf) {
        makeRoom(count + 1);
        if (asExpected && (count == expected.names.length || expected.names[count] != name)) {
            keepNames();
        }
        if (!asExpected) {
            names[count] = name;
        }
        int before = count == 0 ? 0 : to[count - 1] + 2;
        even &= crLf && name != null && valueFrom == before + name.length() + 1;
        from[count] = valueFrom;
        to[count] = valueTo;
        count++;
    }

    /** Copies the message out of the buffer and forgets it. */
    HeaderBlock take(InputBuffer input, Charset charset) {
        Shape shape = shape();
        HeaderBlock block = even
                ? HeaderBlock.even(shape, Arrays.copyOf(to, count), input.copy(0, to[count - 1]), charset)
                : values(input, shape, charset);
        clear();
        return block;
    }

    private HeaderBlock values(InputBuffer input, Shape shape, Charset charset) {
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += to[i] - from[i];
        }
        byte[] data = new byte[size];
        int[] ends = new int[count];
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int length = to[i] - from[i];
            System.arraycopy(input.array(), input.base() + from[i], data, filled, length);
            filled += length;
            ends[i] = filled;
        }
        return HeaderBlock.values(shape, ends, data, charset);
    }

    void clear() {
        count = 0;
        even = true;
        kind = null;
        expected = Shape.NONE;
        asExpected = false;
        if (names.length > MANY) {
            names = new HeaderName[FEW];
            from = new int[FEW];
            to = new int[FEW];
        }
    }

    private void makeRoom(int lines) {
        if (lines > names.length) {
            int size = Math.max(lines, 2 * names.length);
            names = Arrays.copyOf(names, size);
            from = Arrays.copyOf(from, size);
            to = Arrays.copyOf(to, size);
        }
    }

    private Shape shape() {
        if (asExpected && count == expected.names.length) {
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
