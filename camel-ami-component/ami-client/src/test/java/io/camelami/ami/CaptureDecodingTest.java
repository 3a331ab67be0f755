package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded conversation with a real server: all of it decoded, the same however it was cut into reads. */
class CaptureDecodingTest {

    static List<String> captures() {
        return Capture.names();
    }

    @Test
    void all_recorded_conversations_are_there() {
        assertThat(captures()).hasSize(428);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void every_message_of_a_capture_is_found_whole(String name) {
        Capture capture = Capture.of(name);
        List<ReferenceDecoder.Message> expected = ReferenceDecoder.decode(capture.serverBytes());

        List<AmiMessage> decoded = Decoded.stream(capture.fromServer()).messages();

        assertThat(decoded.stream().map(CaptureDecodingTest::plain)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void every_byte_of_the_server_is_in_a_message_or_between_messages(String name) {
        byte[] all = Capture.of(name).serverBytes();
        Decoded decoded = Decoded.stream(List.of(all));

        String rest = new String(all, StandardCharsets.UTF_8);
        if (decoded.banner() != null) {
            rest = rest.substring(rest.indexOf('\n') + 1);
        }
        for (AmiMessage message : decoded.messages()) {
            for (String line : bytesInOrder(message)) {
                String skipped = rest.substring(0, rest.indexOf(line));
                assertThat(skipped).as("bytes before %s", line).containsPattern("\\A[\\r\\n]*\\z");
                rest = rest.substring(skipped.length() + line.length());
            }
        }
        // What is left was cut off by the end of the connection; only a command without its marker has empty lines.
        String left = rest.stripLeading();
        if (!left.startsWith("Response: Follows")) {
            assertThat(left).doesNotContain("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void the_cuts_between_reads_change_no_message(String name) {
        byte[] all = Capture.of(name).serverBytes();
        List<ReferenceDecoder.Message> whole = plain(Decoded.stream(List.of(all)));

        assertThat(plain(Decoded.stream(pieces(all, 1)))).isEqualTo(whole);
        assertThat(plain(Decoded.stream(pieces(all, 7)))).isEqualTo(whole);
        assertThat(plain(Decoded.stream(Capture.of(name).fromServer()))).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void every_message_can_be_prefetched_and_is_as_it_was(String name) {
        List<AmiMessage> decoded = Decoded.capture(name).messages();
        List<ReferenceDecoder.Message> before =
                decoded.stream().map(CaptureDecodingTest::plain).toList();

        decoded.forEach(AmiMessage::prefetch);

        assertThat(decoded.stream().map(CaptureDecodingTest::plain)).containsExactlyElementsOf(before);
    }

    private static List<byte[]> pieces(byte[] all, int length) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < all.length; at += length) {
            pieces.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + length)));
        }
        return pieces;
    }

    private static List<ReferenceDecoder.Message> plain(Decoded decoded) {
        return decoded.messages().stream().map(CaptureDecodingTest::plain).toList();
    }

    /** The message in the reference decoder's terms. */
    static ReferenceDecoder.Message plain(AmiMessage message) {
        List<AmiHeader> headers = message.headers();
        String kind = headers.isEmpty() ? "" : headers.get(0).name().toLowerCase(Locale.ROOT);
        boolean follows =
                message instanceof AmiResponse response && response.status().equalsIgnoreCase("Follows");
        return new ReferenceDecoder.Message(kind, message.lines(), follows ? ((AmiResponse) message).output() : null);
    }

    private static List<String> bytesInOrder(AmiMessage message) {
        List<String> lines = new ArrayList<>(message.lines());
        if (message instanceof AmiResponse response && response.status().equalsIgnoreCase("Follows")) {
            lines.addAll(response.output());
            lines.add("--END COMMAND--");
        }
        return lines;
    }
}
