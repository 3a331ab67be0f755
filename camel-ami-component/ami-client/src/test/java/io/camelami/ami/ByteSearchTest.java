package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one byte at a time finds, also beside bytes that differ from line ends in one bit. */
class ByteSearchTest {

    private static final int ROUNDS = 200_000;

    /** Line ends, what their searches take them for at first, and what a borrow or the high bit could make of them. */
    private static final byte[] OCTETS = {
        '\n', '\n', '\r', 0x0B, 0x08, 0x0F, 0x07, 0x10, 0x09, (byte) 0x8A, (byte) 0x8D, 0
    };

    @Test
    void the_first_line_feed_is_found_wherever_it_is() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes(random);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(ByteSearch.lineFeed(bytes, from, to)).as("round %d", i).isEqualTo(lineFeed(bytes, from, to));
        }
    }

    @Test
    void the_first_empty_line_is_found_wherever_it_is_and_nothing_that_only_looks_like_one() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes(random);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(ByteSearch.emptyLine(bytes, from, to)).as("round %d", i).isEqualTo(emptyLine(bytes, from, to));
        }
    }

    private static int lineFeed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int emptyLine(byte[] bytes, int from, int to) {
        int start = from;
        for (int lf = lineFeed(bytes, start, to); lf >= 0; lf = lineFeed(bytes, start, to)) {
            if (lf == start || lf == start + 1 && bytes[start] == '\r') {
                return lf;
            }
            start = lf + 1;
        }
        return -1;
    }

    /** Up to some words, from letters alone to line ends and their like alone. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(150)];
        int oddities = random.nextInt(101);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(100) < oddities ? OCTETS[random.nextInt(OCTETS.length)] : (byte) 'a';
        }
        return bytes;
    }
}
