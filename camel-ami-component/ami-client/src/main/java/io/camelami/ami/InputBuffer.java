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
 * in two steps when reads have filled it, and beyond that only for a message that is longer.
 */
final class InputBuffer {

    private static final int SMALL = 1 << 10;
    private static final int COMMON = 64 << 10;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = LOW_BITS * '\n';

    private byte[] array = new byte[SMALL];
    private ByteBuffer view = ByteBuffer.wrap(array);
    private int start;
    private int end;

    /** Room for the next read. */
    ByteBuffer space() {
        int content = end - start;
        int capacity = array.length;
        if (end == capacity && capacity < COMMON) {
            capacity = Math.min(COMMON, 8 * capacity);
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
        int to = end;
        int i = start + from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(array, i) ^ LINE_FEEDS;
            long marks = (word - LOW_BITS) & ~word & HIGH_BITS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3) - start;
            }
        }
        for (; i < to; i++) {
            if (array[i] == '\n') {
                return i - start;
            }
        }
        return -1;
    }
}
