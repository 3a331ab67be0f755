package io.camelami.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final int COMMON = 64;

    /** Shapes seen, so that events of one kind share their array of names; racy like the table of names. */
    private static final HeaderName[][] SHAPES = new HeaderName[1024][];

    private static final HeaderName[] NONE = {};
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private HeaderName[] names = new HeaderName[COMMON];
    private int[] from = new int[COMMON];
    private int[] to = new int[COMMON];
    private int count;
    private int valueBytes;
    private HeaderName kind;
    private HeaderName[] expected = NONE;

    /** The names so far are the first of those expected, and not in {@link #names}. */
    private boolean asExpected;

    int count() {
        return count;
    }

    /** After the first line: which event it is, or which status of an answer. */
    void kind(HeaderName name) {
        kind = name;
        HeaderName[] shape = name.shape();
        expected = shape == null ? NONE : shape;
        asExpected = count == 1 && expected.length > 0 && expected[0] == names[0];
    }

    /**
     * Takes the lines that are complete and have the names that the last message of the kind had in their places, as far
     * as no limit is passed.
     *
     * @param lineStart offset of the next line
     * @return offset of the first line that is left
     */
    int takeExpected(InputBuffer input, int lineStart, AmiLimits limits) {
        HeaderName[] shape = expected;
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
            int end = lf > value && input.at(lf - 1) == '\r' ? lf - 1 : lf;
            if (!asExpected) {
                names[line] = name;
            }
            from[line] = value;
            to[line] = end;
            valueBytes += end - value;
            start = lf + 1;
        }
        count = line;
        return start;
    }

    /**
     * @param name null for a line without colon
     * @param valueFrom the first byte after the colon, or of the line
     * @param valueTo the end of the line
     */
    void add(HeaderName name, int valueFrom, int valueTo) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
        }
        if (asExpected && (count == expected.length || expected[count] != name)) {
            keepNames();
        }
        if (!asExpected) {
            names[count] = name;
        }
        from[count] = valueFrom;
        to[count] = valueTo;
        count++;
        valueBytes += valueTo - valueFrom;
    }

    /** Copies the message out of the buffer and forgets it. */
    HeaderBlock take(InputBuffer input, Charset charset) {
        int[] ends = new int[count];
        byte[] data = input.roomBehind(to[count - 1]) ? copyWords(input, ends) : copy(input, ends);
        HeaderBlock block = new HeaderBlock(sharedNames(), ends, data, charset);
        clear();
        return block;
    }

    /**
     * Eight bytes at a time, since most values are shorter than what a call to copy them costs. What is copied beyond the
     * end of a value is overwritten by the next one, and after the last one there is room for it.
     */
    private byte[] copyWords(InputBuffer input, int[] ends) {
        byte[] data = new byte[valueBytes + Long.BYTES - 1];
        byte[] source = input.array();
        int base = input.base();
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int start = base + from[i];
            int length = to[i] - from[i];
            for (int done = 0; done < length; done += Long.BYTES) {
                LONGS.set(data, filled + done, (long) LONGS.get(source, start + done));
            }
            filled += length;
            ends[i] = filled;
        }
        return data;
    }

    private byte[] copy(InputBuffer input, int[] ends) {
        byte[] data = new byte[valueBytes];
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int length = to[i] - from[i];
            System.arraycopy(input.array(), input.base() + from[i], data, filled, length);
            filled += length;
            ends[i] = filled;
        }
        return data;
    }

    void clear() {
        count = 0;
        valueBytes = 0;
        kind = null;
        expected = NONE;
        asExpected = false;
        if (names.length > 16 * COMMON) {
            names = new HeaderName[COMMON];
            from = new int[COMMON];
            to = new int[COMMON];
        }
    }

    private HeaderName[] sharedNames() {
        if (asExpected && count == expected.length) {
            return expected;
        }
        if (asExpected) {
            keepNames();
        }
        HeaderName[] shape = knownShape();
        if (kind != null && count <= COMMON) {
            kind.shape(shape);
        }
        return shape;
    }

    private void keepNames() {
        System.arraycopy(expected, 0, names, 0, count);
        asExpected = false;
    }

    private HeaderName[] knownShape() {
        int hash = 0;
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + (names[i] == null ? 0 : names[i].hash);
        }
        int slot = (hash ^ (hash >>> 16)) & (SHAPES.length - 1);
        HeaderName[] known = SHAPES[slot];
        if (known != null && sameNames(known)) {
            return known;
        }
        HeaderName[] own = Arrays.copyOf(names, count);
        if (count <= COMMON) {
            SHAPES[slot] = own;
        }
        return own;
    }

    private boolean sameNames(HeaderName[] known) {
        if (known.length != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (known[i] != names[i]) {
                return false;
            }
        }
        return true;
    }
}
