package io.camelami.ami;

import java.util.Arrays;

/**
 * What the lines of a message are called, in their order. Messages of one shape share it.
 *
 * <p>The table of known shapes is bounded, and racy like that of {@link HeaderName}: two threads that race for a slot lose
 * nothing but the sharing.
 */
final class Shape {

    static final Shape NONE = new Shape(new HeaderName[0]);

    /** Longer ones are not shared. */
    private static final int COMMON = 64;

    /** In bytes, about, of a shape without lines. */
    private static final int OWN_WEIGHT = 256;

    /** In bytes, about, of what is known of each line that others are compared with. */
    private static final int LINE_WEIGHT = 40;

    private static final Shape[] KNOWN = new Shape[1024];

    /** Null where a line has no colon. */
    final HeaderName[] names;

    /** The first line with an ActionID, which every event is asked for; -1 if none has. */
    final int actionId;

    /**
     * The names with their colons, eight bytes at a time, one behind the other: who compares many lines with them needs no
     * look at what else a name is.
     */
    private final long[] words;

    /** In bytes, about, with those of its names that only it has. */
    private final int weight;

    private boolean weighed;

    /** Where the words of each name begin in {@link #words}, and where those of the last one end. */
    private final int[] firstWords;

    /** Which bytes of the last word of each name count. */
    private final long[] lastMasks;

    /** Of each of these names with its colon, in bytes. */
    private final int[] lengths;

    /** Where names were found that were asked for; racy, too. */
    private final Found[] found = new Found[16];

    private record Found(String name, int line) {}

    private final boolean common;

    Shape(HeaderName[] names) {
        this.names = names;
        this.common = names.length <= COMMON && areShared(names);
        int compared = common ? names.length : 0;
        this.firstWords = new int[compared + 1];
        this.lastMasks = new long[compared];
        this.lengths = new int[compared];
        for (int i = 0; i < compared; i++) {
            firstWords[i + 1] = firstWords[i] + (isCompared(names[i]) ? names[i].words() : 0);
        }
        this.words = new long[firstWords[compared]];
        for (int i = 0; i < compared; i++) {
            if (isCompared(names[i])) {
                lastMasks[i] = names[i].copyWords(words, firstWords[i]);
                lengths[i] = names[i].length() + 1;
            }
        }
        int size = OWN_WEIGHT + Integer.BYTES * names.length + LINE_WEIGHT * compared;
        for (HeaderName name : names) {
            size += name == null ? 0 : name.ownWeight();
        }
        this.weight = size;
        this.actionId = find(HeaderName.Role.ACTION_ID);
    }

    /** Of the first names of the array, which stays the caller's. */
    static Shape of(HeaderName[] names, int count) {
        int hash = 0;
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + (names[i] == null ? 0 : names[i].hash);
        }
        int slot = (hash ^ (hash >>> 16)) & (KNOWN.length - 1);
        Shape known = KNOWN[slot];
        if (known != null && known.has(names, count)) {
            return known;
        }
        Shape own = new Shape(Arrays.copyOf(names, count));
        if (own.isCommon()) {
            KNOWN[slot] = own;
        }
        return own;
    }

    /** In bytes, about, for the first message that has it, which brought it; 0 for those that share it. */
    int weightOnce() {
        if (weighed) {
            return 0;
        }
        weighed = true;
        return weight;
    }

    private static boolean isCompared(HeaderName name) {
        return name != null && name.role != HeaderName.Role.OUTPUT;
    }

    int lines() {
        return names.length;
    }

    /**
     * Where the value begins of a line that begins there, if it is called as this one of the shape; -1 if it is not, if this
     * one has no name or is output of a command, which has limits of its own, and if the array ends too soon after the name
     * to tell.
     */
    int value(int line, byte[] bytes, int from) {
        int word = firstWords[line];
        int last = firstWords[line + 1] - 1;
        if (last < word || from + (last - word + 1) * Long.BYTES > bytes.length) {
            return -1;
        }
        int at = from;
        for (; word < last; word++) {
            if (ByteSearch.word(bytes, at) != words[word]) {
                return -1;
            }
            at += Long.BYTES;
        }
        return ((ByteSearch.word(bytes, at) ^ words[last]) & lastMasks[line]) == 0 ? from + lengths[line] : -1;
    }

    private static boolean areShared(HeaderName[] names) {
        for (HeaderName name : names) {
            if (name != null && !name.isShared()) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is kept for later messages: not if it is long, nor with names that are not kept either. */
    boolean isCommon() {
        return common;
    }

    private boolean has(HeaderName[] others, int count) {
        if (names.length != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (names[i] != others[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first line with this name in any case, or -1. Mostly a program asks with the same few Strings for the values of
     * messages of the same few shapes, so what was found is remembered with the String it was asked with.
     */
    int find(String name) {
        int slot = name.hashCode() & (found.length - 1);
        Found known = found[slot];
        if (known == null || known.name != name) {
            known = new Found(name, search(name));
            found[slot] = known;
        }
        return known.line;
    }

    private int search(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null && names[i].is(name)) {
                return i;
            }
        }
        return -1;
    }

    int find(HeaderName.Role role) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null && names[i].role == role) {
                return i;
            }
        }
        return -1;
    }
}
