package io.camelami.ami;

import java.nio.ByteBuffer;
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

    /** The offset of the next line feed, or -1. */
    int lineFeed(int from) {
        int at = ByteSearch.lineFeed(array, start + from, end);
        return at < 0 ? -1 : at - start;
    }

    /**
     * The offset of the line feed that ends the next empty line, or -1.
     *
     * @param from where a line begins
     */
    int emptyLine(int from) {
        int at = ByteSearch.emptyLine(array, start + from, end);
        return at < 0 ? -1 : at - start;
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
