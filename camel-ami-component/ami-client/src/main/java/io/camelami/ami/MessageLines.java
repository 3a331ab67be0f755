package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.Arrays;

/** Where the lines of the message being read begin and end, and what they are called. Reused for each message. */
final class MessageLines {

    private static final int COMMON = 64;

    /** Shapes seen, so that events of one kind share their array of names; racy like the table of names. */
    private static final HeaderName[][] SHAPES = new HeaderName[1024][];

    private HeaderName[] names = new HeaderName[COMMON];
    private int[] from = new int[COMMON];
    private int[] to = new int[COMMON];
    private int count;
    private int valueBytes;
    private int shape;

    int count() {
        return count;
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
        names[count] = name;
        from[count] = valueFrom;
        to[count] = valueTo;
        count++;
        valueBytes += valueTo - valueFrom;
        shape = 31 * shape + (name == null ? 0 : name.hash);
    }

    /** Copies the message out of the buffer and forgets it. */
    HeaderBlock take(InputBuffer input, Charset charset) {
        byte[] data = new byte[valueBytes];
        int[] ends = new int[count];
        byte[] source = input.array();
        int base = input.base();
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int length = to[i] - from[i];
            System.arraycopy(source, base + from[i], data, filled, length);
            filled += length;
            ends[i] = filled;
        }
        HeaderBlock block = new HeaderBlock(sharedNames(), ends, data, charset);
        clear();
        return block;
    }

    void clear() {
        count = 0;
        valueBytes = 0;
        shape = 0;
        if (names.length > 16 * COMMON) {
            names = new HeaderName[COMMON];
            from = new int[COMMON];
            to = new int[COMMON];
        }
    }

    private HeaderName[] sharedNames() {
        int slot = (shape ^ (shape >>> 16)) & (SHAPES.length - 1);
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
