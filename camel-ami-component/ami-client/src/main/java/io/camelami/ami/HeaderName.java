package io.camelami.ami;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A header or event name as it stood on the wire, shared between messages.
 *
 * <p>A gateway says the same few hundred names over and over. They are looked up by their bytes in one fixed table, so a
 * known name costs neither a String nor a byte. The table is bounded by its size alone: a name that finds no free slot
 * within {@link #PROBES} steps, or is longer than {@link #LONGEST_SHARED}, is simply not shared, so a hostile peer can
 * make the table useless but not big. Slots are written without a lock: entries are immutable, and two threads that race
 * for a slot lose nothing but the sharing of one entry.
 */
final class HeaderName {

    /** What the decoder and the session need to know of a name without comparing text again. */
    enum Role {
        EVENT,
        RESPONSE,
        ACTION_ID,
        PRIVILEGE,
        OUTPUT,
        OTHER
    }

    /** Odd, with as many ones as zeros: the golden ratio. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private static final int SLOTS = 2048;
    private static final int PROBES = 8;
    private static final int LONGEST_SHARED = 64;

    /** In bytes, about, of an empty one, with the objects it consists of. */
    private static final int OWN_WEIGHT = 128;

    private static final HeaderName[] TABLE = new HeaderName[SLOTS];

    /** What nearly every message begins with. */
    static final HeaderName EVENT = of("Event".getBytes(StandardCharsets.US_ASCII), 0, "Event".length());

    final String text;
    final Role role;
    final int hash;
    private final byte[] bytes;

    /** The bytes and a colon, eight at a time. */
    private final long[] words;

    /** Which bytes of the last word count, the colon among them. */
    private final long lastMask;

    /** Of the last message that this was the name of. */
    private volatile Shape shape = Shape.NONE;

    /** In the table. */
    private final boolean shared;

    private HeaderName(byte[] source, int from, int to, int hash, boolean shared) {
        this.shared = shared;
        this.bytes = Arrays.copyOfRange(source, from, to);
        this.text = new String(bytes, StandardCharsets.UTF_8);
        this.hash = hash;
        this.role = roleOf(text);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
        padded[bytes.length] = ':';
        this.words = new long[bytes.length / Long.BYTES + 1];
        for (int i = 0; i < words.length; i++) {
            words[i] = ByteSearch.word(padded, i * Long.BYTES);
        }
        this.lastMask = -1L >>> (Long.SIZE - Byte.SIZE * (bytes.length % Long.BYTES + 1));
    }

    /** What stands before the first such byte in these bytes of the buffer; null if it is not there or is first. */
    static HeaderName before(char end, InputBuffer input, int from, int to) {
        byte[] source = input.array();
        int start = input.base() + from;
        int stop = input.base() + to;
        if (end == ':' && to - from > EVENT.length() && EVENT.standsAt(source, start)) {
            return EVENT;
        }
        for (int i = start; i < stop; i++) {
            if (source[i] == end) {
                return i == start ? null : of(source, start, i);
            }
        }
        return null;
    }

    /** These bytes of the buffer without blanks around them. */
    static HeaderName trimmed(InputBuffer input, int from, int to) {
        byte[] source = input.array();
        int start = input.base() + from;
        int stop = input.base() + to;
        while (start < stop && isBlank(source[start])) {
            start++;
        }
        while (start < stop && isBlank(source[stop - 1])) {
            stop--;
        }
        return of(source, start, stop);
    }

    /** Eight bytes at a time. */
    private static int hash(byte[] source, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = (hash ^ ByteSearch.word(source, i)) * MIX;
        }
        hash = (hash ^ rest(source, i, to)) * MIX;
        return (int) (hash >>> Integer.SIZE);
    }

    /** Fewer than eight bytes as the low ones of a word. */
    private static long rest(byte[] source, int from, int to) {
        int count = to - from;
        if (from + Long.BYTES <= source.length) {
            return ByteSearch.word(source, from) & ~(-1L << Byte.SIZE * count);
        }
        long rest = 0;
        for (int i = 0; i < count; i++) {
            rest |= (source[from + i] & 0xFFL) << Byte.SIZE * i;
        }
        return rest;
    }

    /** As {@link String#trim} sees it. */
    private static boolean isBlank(byte octet) {
        return (octet & 0xFF) <= ' ';
    }

    /** The shared name for these bytes, or a new one if the table has no room for it. */
    private static HeaderName of(byte[] source, int from, int to) {
        int hash = hash(source, from, to);
        if (to - from > LONGEST_SHARED) {
            return new HeaderName(source, from, to, hash, false);
        }
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = ((hash ^ (hash >>> 15)) + probe) & (SLOTS - 1);
            HeaderName known = TABLE[slot];
            if (known == null) {
                known = new HeaderName(source, from, to, hash, true);
                TABLE[slot] = known;
                return known;
            }
            if (known.hash == hash && known.isAt(source, from, to)) {
                return known;
            }
        }
        return new HeaderName(source, from, to, hash, false);
    }

    private boolean isAt(byte[] source, int from, int to) {
        if (to - from != bytes.length) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            if (ByteSearch.word(source, from + i) != words[i / Long.BYTES]) {
                return false;
            }
        }
        return rest(source, from + i, to) == (words[words.length - 1] & lastMask >>> Byte.SIZE);
    }

    /**
     * Whether this name and a colon stand there. Says no too where the array ends too soon after them to tell, so that
     * only a yes says something.
     */
    boolean standsAt(byte[] source, int from) {
        int last = words.length - 1;
        if (from + words.length * Long.BYTES > source.length) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (ByteSearch.word(source, from + i * Long.BYTES) != words[i]) {
                return false;
            }
        }
        return ((ByteSearch.word(source, from + last * Long.BYTES) ^ words[last]) & lastMask) == 0;
    }

    /** How many words its bytes and a colon take. */
    int words() {
        return words.length;
    }

    /** @return which bytes of the last word count, the colon among them */
    long copyWords(long[] target, int to) {
        System.arraycopy(words, 0, target, to, words.length);
        return lastMask;
    }

    /** Of the last message of this name; the empty one before the first. */
    Shape shape() {
        return shape;
    }

    void shape(Shape last) {
        shape = last;
    }

    boolean is(String name) {
        return text.equalsIgnoreCase(name);
    }

    /** In bytes. */
    int length() {
        return bytes.length;
    }

    /** Whether it is kept for later messages. */
    boolean isShared() {
        return shared;
    }

    /** In bytes, about, if only one message has it; 0 if it is shared. */
    int ownWeight() {
        return shared ? 0 : OWN_WEIGHT + 4 * bytes.length;
    }

    private static Role roleOf(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "event" -> Role.EVENT;
            case "response" -> Role.RESPONSE;
            case "actionid" -> Role.ACTION_ID;
            case "privilege" -> Role.PRIVILEGE;
            case "output" -> Role.OUTPUT;
            default -> Role.OTHER;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
