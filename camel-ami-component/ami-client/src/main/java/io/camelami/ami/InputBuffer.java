package io.camelami.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes read and not yet decoded. All offsets are counted from the first of them, so moving them changes no offset.
 *
 * <p>A thousand idle gateways should not cost 64 KiB each, and as much again in the buffer that the JDK keeps for a platform
 * thread that reads; and a busy one should not be read in small pieces: the array starts small, goes on to {@link #COMMON}
 * in a few steps when reads have filled it, and beyond that only for a message that is longer.
 */
final class InputBuffer {

    private static final int SMALL = 1 << 9;
    private static final int COMMON = 128 << 10;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = LOW_BITS * '\n';

    /** The mark of the last byte of a word. */
    private static final long LAST = 0x80L << (Long.SIZE - Byte.SIZE);

    private byte[] array = new byte[SMALL];
    private ByteBuffer view = ByteBuffer.wrap(array);
    private int start;
    private int end;

    /** Room for the next read. */
    ByteBuffer space() {
        int content = end - start;
        int capacity = array.length;
        if (end == capacity && capacity < COMMON) {
            capacity = Math.min(COMMON, 4 * capacity);
        }
        if (content > capacity - capacity / 4) {
            capacity *= 2;
        } else if (content < COMMON / 2 && capacity > COMMON) {
            capacity = COMMON;
        }
        if (capacity != array.length) {
            byte[] other = new byte[capacity];
            System.arraycopy(array, start, other, 0, content);
            array = other;
            view = ByteBuffer.wrap(array);
            start = 0;
        } else if (content == 0) {
            start = 0;
        } else if (capacity - end < capacity / 4) {
            System.arraycopy(array, start, array, 0, content);
            start = 0;
        }
        end = start + content;
        return view.clear().position(end);
    }

    /** Takes over what was put into {@link #space()}. */
    void filled() {
        end = view.position();
    }

    int size() {
        return end - start;
    }

    byte at(int offset) {
        return array[start + offset];
    }

    /** The array behind; only together with {@link #base()} and only until the next {@link #space()}. */
    byte[] array() {
        return array;
    }

    /** Where offset 0 is in {@link #array()}. */
    int base() {
        return start;
    }

    /** Whether this name and a colon stand at the offset; false too if too few bytes follow to tell. */
    boolean has(HeaderName name, int offset) {
        return offset + name.length() < end - start && name.standsAt(array, start + offset);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(array, start + from, start + to);
    }

    /** Forgets the first bytes; offset 0 is then what followed them. */
    void drop(int count) {
        start += count;
    }

    /**
     * The offset of the next line feed, or -1.
     *
     * <p>Eight bytes at a time: after the exclusive-or a line feed is a zero byte, and subtracting one from every byte
     * sets the high bit of a zero byte that had none before. A borrow can mark bytes above a zero byte wrongly but never
     * below it, so the lowest mark, which is the first byte in little-endian order, is always right.
     */
    int lineFeed(int from) {
        byte[] bytes = array;
        int to = end;
        int i = start + from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ LINE_FEEDS;
            long marks = (word - LOW_BITS) & ~word & HIGH_BITS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3) - start;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i - start;
            }
        }
        return -1;
    }

    /**
     * The offset of the line feed that ends the first empty line, or -1.
     *
     * <p>Line feeds are marked as in {@link #lineFeed}. A mark one byte behind another, or two, may be the end of an empty
     * line, LF LF or LF CR LF, and is looked at by its bytes. So there is no branch for each line, whose lengths no
     * processor foresees.
     *
     * @param from where a line begins
     */
    int emptyLine(int from) {
        byte[] bytes = array;
        int to = end;
        int first = start + from;
        int i = first;
        long before = LAST;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ LINE_FEEDS;
            long marks = (word - LOW_BITS) & ~word & HIGH_BITS;
            long close = (marks << 8 | before >>> 56) | (marks << 16 | before >>> 48);
            for (long left = marks & close; left != 0; left &= left - 1) {
                int at = i + (Long.numberOfTrailingZeros(left) >>> 3);
                if (endsEmptyLine(first, at)) {
                    return at - start;
                }
            }
            before = marks;
        }
        for (; i < end; i++) {
            if (endsEmptyLine(first, i)) {
                return i - start;
            }
        }
        return -1;
    }

    private boolean endsEmptyLine(int first, int at) {
        if (array[at] != '\n') {
            return false;
        }
        int text = at > first && array[at - 1] == '\r' ? at - 1 : at;
        return text == first || array[text - 1] == '\n';
    }

    /** The offset of the last line, complete or not, that begins at this offset or behind it. */
    int lastLine(int from) {
        int i = end;
        while (i > start + from && array[i - 1] != '\n') {
            i--;
        }
        return i - start;
    }
}
