package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Decoded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Random input from a fixed seed, which a failure names: the decoder agrees with the reference on all of it. */
class DecoderFuzzTest {

    private static final int ROUNDS = 3_000;

    private static final List<String> WORDS = List.of(
            "\r\n",
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\n\n",
            "\r",
            ":",
            ": ",
            " ",
            "Event: ",
            "Event:X",
            "Response: ",
            "Response: Follows\r\n",
            "response:FOLLOWS\n",
            "Privilege: Command\r\n",
            "ActionID: 7\r\n",
            "ActionID: 8\n",
            "Output: ",
            "--END COMMAND--",
            "--END COMMAND--\r\n\r\n",
            "--END SMS EVENT--\r\n",
            "EventList: start",
            "\0",
            "Banner",
            "é",
            "Success",
            "X: y\r\n");

    @Test
    void any_input_gives_the_messages_of_the_reference_however_it_is_cut() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] input = random.nextInt(3) == 0 ? damagedCapture(random) : words(random);
            try {
                assertThat(plain(Decoded.stream(cut(input, random)))).isEqualTo(ReferenceDecoder.decode(input));
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    @Test
    void a_filter_leaves_out_the_events_that_it_does_not_want_and_nothing_else() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] input = random.nextInt(3) == 0 ? damagedCapture(random) : words(random);
            int kept = random.nextInt(3);
            Predicate<String> filter = name -> name.hashCode() % 3 == kept;
            AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, filter);
            List<AmiMessage> messages = new ArrayList<>();
            cut(input, random).forEach(piece -> Decoded.feed(decoder, piece, messages));

            assertThat(messages.stream().map(CaptureDecodingTest::plain))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(Decoded.stream(List.of(input)).messages().stream()
                            .filter(message -> isWanted(message, filter))
                            .map(CaptureDecodingTest::plain)
                            .toList());
        }
    }

    private static boolean isWanted(AmiMessage message, Predicate<String> filter) {
        return !(message instanceof AmiEvent event)
                || event.headers().isEmpty()
                || !event.headers().get(0).name().equalsIgnoreCase("Event")
                || filter.test(event.name());
    }

    @Test
    void within_tight_limits_any_input_gives_messages_or_a_protocol_error_and_a_small_buffer() {
        AmiLimits tight = new AmiLimits(1024, 2048, 128, 2048, 10, 4096);
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            AmiDecoder decoder = new AmiDecoder(tight, StandardCharsets.UTF_8, null);
            try {
                for (int i = 0; i < 8; i++) {
                    byte[] input = random.nextBoolean() ? damagedCapture(random) : words(random);
                    Decoded.feed(decoder, input, new ArrayList<>());
                }
            } catch (AmiProtocolException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
            assertThat(decoder.input().capacity()).as("seed %d", seed).isLessThanOrEqualTo(64 << 10);
        }
        assertThat(refused).isBetween(1, ROUNDS - 1);
    }

    private static List<ReferenceDecoder.Message> plain(Decoded decoded) {
        return decoded.messages().stream().map(CaptureDecodingTest::plain).toList();
    }

    private static byte[] words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static final List<String> NAMES = Capture.names();

    private static byte[] damagedCapture(Random random) {
        List<byte[]> segments =
                Capture.of(NAMES.get(random.nextInt(NAMES.size()))).fromServer();
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        for (int i = 0; i < 6 && !segments.isEmpty(); i++) {
            some.writeBytes(segments.get(random.nextInt(segments.size())));
        }
        byte[] bytes = Arrays.copyOf(some.toByteArray(), Math.min(some.size(), 6_000));
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = "\r\n: \0".getBytes(StandardCharsets.US_ASCII)[random.nextInt(5)];
        }
        return bytes;
    }

    private static List<byte[]> cut(byte[] input, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < input.length; ) {
            int length = Math.min(input.length - at, 1 + random.nextInt(random.nextBoolean() ? 5 : 4000));
            pieces.add(Arrays.copyOfRange(input, at, at + length));
            at += length;
        }
        return pieces;
    }
}
