package io.camelami.benchmarks.sidebyside;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the scan does not tell: how fast messages can be had by somebody who does nothing else. A sketch of a client, as the
 * fastest that was tried before there was this one: one pass over the bytes, eight at a time; names that are shared; a
 * message is a copy of its bytes with offsets, and a value becomes a String when it is read. An event of another name than
 * the wanted one is passed over as the scan does it. It has no limits, takes events of the usual form alone, and sends
 * nothing.
 */
final class OnePass implements Subject {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long COLONS = LOW_BITS * ':';
    private static final long LINE_FEEDS = LOW_BITS * '\n';
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private static final int SIZE = 64 << 10;
    private static final int MOST_LINES = 64;

    private final Name[] table = new Name[1 << 10];
    private final byte[] wanted;
    private final Touch touch = new Touch();
    private SocketChannel channel;
    private volatile long events;

    /** With some room behind, so that a word may be read at any byte. */
    private final byte[] bytes = new byte[SIZE + Long.BYTES];

    private final Name[] names = new Name[MOST_LINES];
    private final int[] values = new int[2 * MOST_LINES];
    private int size;
    private int start;
    private int line;
    private int lines;
    private boolean passingOver;

    private record Name(byte[] bytes, String text) {}

    private record Message(Name[] names, int[] values, byte[] data) {

        /** @param name a constant, which is the same String as that of the shared name */
        String get(String name) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].text == name) {
                    return new String(data, values[2 * i], values[2 * i + 1] - values[2 * i], StandardCharsets.UTF_8);
                }
            }
            return null;
        }
    }

    /** @param wanted the name of the events to keep; null for all */
    OnePass(String wanted) {
        this.wanted = wanted == null ? null : wanted.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void connect(String host, int port) throws IOException {
        channel = RawSocket.loggedIn(host, port);
        Thread reader = new Thread(this::read, "one-pass/read");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, SIZE);
            while (channel.read(buffer) >= 0) {
                size = buffer.position();
                boolean more = true;
                while (more) {
                    more = passingOver ? passOver() : takeLine();
                }
                events = touch.count();
                System.arraycopy(bytes, start, bytes, 0, size - start);
                line -= start;
                buffer.clear().limit(SIZE).position(size - start);
                start = 0;
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** Goes on to the next message as the scan does. @return false if the end of this one is not there yet */
    private boolean passOver() {
        int at = start + 3;
        while (at < size) {
            byte last = bytes[at];
            if (last != '\n') {
                at += last == '\r' ? 1 : 4;
            } else if (bytes[at - 1] == '\r' && bytes[at - 2] == '\n' && bytes[at - 3] == '\r') {
                begin(at + 1);
                return true;
            } else {
                at += 2;
            }
        }
        return false;
    }

    private void begin(int at) {
        start = at;
        line = at;
        lines = 0;
        passingOver = false;
    }

    /** @return false if it is not all there yet */
    private boolean takeLine() {
        int colon = first(line, COLONS);
        if (colon < 0) {
            return false;
        }
        if (bytes[colon] == '\n') {
            take();
            begin(colon + 1);
            return true;
        }
        int end = first(colon + 1, LINE_FEEDS);
        if (end < 0) {
            return false;
        }
        int from = colon + 2;
        int to = end - 1;
        if (lines == 0 && wanted != null && !Arrays.equals(wanted, 0, wanted.length, bytes, from, to)) {
            passingOver = true;
            return true;
        }
        names[lines] = name(line, colon);
        values[2 * lines] = from - start;
        values[2 * lines + 1] = to - start;
        lines++;
        line = end + 1;
        return true;
    }

    private void take() {
        Message message = new Message(
                Arrays.copyOf(names, lines), Arrays.copyOf(values, 2 * lines), Arrays.copyOfRange(bytes, start, line));
        Name kind = name(start + values[0], start + values[1]);
        touch.read(kind.text, message.get("Channel"), message.get("Uniqueid"));
    }

    /** Where the first of these bytes or line feeds is; -1 if there is none yet. */
    private int first(int from, long others) {
        for (int i = from; i < size; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long marks = (zeros(word ^ LINE_FEEDS) | zeros(word ^ others)) & HIGH_BITS;
            if (marks != 0) {
                int at = i + (Long.numberOfTrailingZeros(marks) >>> 3);
                return at < size ? at : -1;
            }
        }
        return -1;
    }

    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word;
    }

    private Name name(int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
        }
        hash = (hash ^ ((long) LONGS.get(bytes, i) & ~(-1L << Byte.SIZE * (to - i)))) * MIX;
        for (int slot = (int) (hash >>> 54); ; slot = (slot + 1) & (table.length - 1)) {
            Name known = table[slot];
            if (known == null) {
                byte[] own = Arrays.copyOfRange(bytes, from, to);
                table[slot] = new Name(own, new String(own, StandardCharsets.US_ASCII).intern());
                return table[slot];
            }
            if (Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
                return known;
            }
        }
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public int wanted(int burst) {
        return wanted == null ? burst : burst / 10;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
