package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a server sends. The first byte of the input is no byte of the server: it says how the rest is cut. */
class AmiBytesFuzzTest {

    static Stream<byte[]> recordings() {
        return Capture.names().stream()
                .map(name -> Capture.of(name).serverBytes())
                .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, 4096)));
    }

    @MethodSource("recordings")
    @FuzzTest(maxDuration = "6m")
    void any_bytes_give_the_messages_of_the_plain_decoder_however_they_are_cut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        List<byte[]> pieces = cut(bytes, 1 + (input[0] & 0xFF));

        assertThat(Decoded.stream(pieces).messages().stream()
                        .map(CaptureDecodingTest::plain)
                        .toList())
                .isEqualTo(ReferenceDecoder.decode(bytes));
    }

    @MethodSource("recordings")
    @FuzzTest(maxDuration = "3m")
    void within_tight_limits_any_bytes_give_messages_or_one_protocol_error(byte[] input) {
        AmiLimits tight = new AmiLimits(1024, 2048, 128, 2048, 10, 4096);
        AmiDecoder decoder = new AmiDecoder(tight, StandardCharsets.UTF_8, name -> !name.startsWith("V"));
        AmiProtocolException failure = null;
        try {
            Decoded.feed(decoder, input, new ArrayList<>());
        } catch (AmiProtocolException e) {
            failure = e;
        }
        assertThat(decoder.input().capacity()).isLessThanOrEqualTo(Math.max(64 << 10, 4 * input.length));
        if (failure != null) {
            AmiProtocolException again = null;
            try {
                Decoded.feed(decoder, input, new ArrayList<>());
            } catch (AmiProtocolException e) {
                again = e;
            }
            assertThat(again).isSameAs(failure);
        }
    }

    private static List<byte[]> cut(byte[] bytes, int size) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return pieces;
    }
}
