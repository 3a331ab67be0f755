package io.camelami.simulator.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelami.ami.wire.Capture;
import io.camelami.simulator.transcript.Transcript.Entry;
import io.camelami.simulator.transcript.Transcript.Kind;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a file that somebody gives as a recording. */
class TranscriptFuzzTest {

    static Stream<byte[]> recordings() {
        return Capture.names().stream()
                .map(Capture::resource)
                .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, 4096)));
    }

    @MethodSource("recordings")
    @FuzzTest(maxDuration = "3m")
    void any_file_is_a_recording_that_can_be_played_or_is_said_to_be_none(byte[] file) {
        Transcript read;
        try {
            read = Transcript.parse(file);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("byte ");
            return;
        }
        assertThat(Script.of(read).steps()).doesNotContainNull();
        assertThat(Transcript.parse(written(read))).isEqualTo(read);
    }

    private static byte[] written(Transcript transcript) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        write(file, transcript.title() + "\n");
        for (Entry entry : transcript.entries()) {
            String time = "@ " + BigDecimal.valueOf(entry.time().toNanos(), 9).toPlainString() + " ";
            if (entry.kind() == Kind.REMARK) {
                write(file, time + "# " + entry.text() + "\n");
            } else {
                String way = entry.kind() == Kind.CLIENT ? "C>S " : "S>C ";
                write(file, time + way + entry.text().length() + "\n" + entry.text() + "\n");
            }
        }
        return file.toByteArray();
    }

    private static void write(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
