package io.camelami.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds lines in bytes, eight bytes at a time.
 *
 * <p>A byte is looked for by an exclusive-or of the word with eight copies of it: the byte becomes zero, and subtracting one
 * from every byte sets the high bit of a zero byte that had none before. A borrow can mark bytes above a zero byte wrongly
 * but never below it, so a mark is either looked at again or is the lowest, which is the first byte in little-endian order
 * and always right. Two bytes at a fixed distance are looked for at once: two words that begin at that distance, each with
 * its own byte made zero, have a zero byte in common where both stand.
 */
final class ByteSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = LOW_BITS * '\n';

    /** What CR and LF have in common, with a few controls that hardly any line begins with: eight to fifteen. */
    private static final long ENDS = LOW_BITS * 0x08;

    private static final long ENDS_MASK = LOW_BITS * 0xF8;

    /** Words looked at before anything is decided, since each decision that is hard to foresee costs as much as some words. */
    private static final int STEP = 4 * Long.BYTES;

    private ByteSearch() {}

    /** Eight bytes, the first as the lowest. */
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Copies eight bytes. */
    static void copyWord(byte[] source, int from, byte[] target, int to) {
        LONGS.set(target, to, (long) LONGS.get(source, from));
    }

    /** Where the first line feed is, or -1. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long marks = zeros(word(bytes, i) ^ LINE_FEEDS) & HIGH_BITS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /**
     * The line feed that ends the first empty line, or -1.
     *
     * @param from where a line begins
     */
    static int emptyLine(byte[] bytes, int from, int to) {
        int end = endOfEmptyLine(bytes, from, to);
        if (end >= 0) {
            return end;
        }
        int i = from + 1;
        for (; i <= to - STEP; i += STEP) {
            long marks = zeros(ends(bytes, i))
                    | zeros(ends(bytes, i + Long.BYTES))
                    | zeros(ends(bytes, i + 2 * Long.BYTES))
                    | zeros(ends(bytes, i + 3 * Long.BYTES));
            if ((marks & HIGH_BITS) != 0) {
                end = emptyLine(bytes, i, i + STEP, to);
                if (end >= 0) {
                    return end;
                }
            }
        }
        return emptyLine(bytes, i, to, to);
    }

    /** The same for lines that begin before {@code stop}. */
    private static int emptyLine(byte[] bytes, int from, int stop, int to) {
        int i = from;
        for (; i <= stop - Long.BYTES; i += Long.BYTES) {
            for (long marks = zeros(ends(bytes, i)) & HIGH_BITS; marks != 0; marks &= marks - 1) {
                int at = i + (Long.numberOfTrailingZeros(marks) >>> 3);
                int end = bytes[at - 1] == '\n' ? endOfEmptyLine(bytes, at, to) : -1;
                if (end >= 0) {
                    return end;
                }
            }
        }
        for (; i < stop; i++) {
            int end = bytes[i - 1] == '\n' ? endOfEmptyLine(bytes, i, to) : -1;
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private static int endOfEmptyLine(byte[] bytes, int start, int to) {
        if (start < to && bytes[start] == '\n') {
            return start;
        }
        return start + 1 < to && bytes[start] == '\r' && bytes[start + 1] == '\n' ? start + 1 : -1;
    }

    /** Zero where a line begins with what may end it. */
    private static long ends(byte[] bytes, int at) {
        return (word(bytes, at - 1) ^ LINE_FEEDS) | (word(bytes, at) & ENDS_MASK ^ ENDS);
    }

    /** Marks at least the bytes that are zero, in their high bits; the other bits say nothing. */
    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word;
    }
}
