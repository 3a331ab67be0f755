package io.camelami.simulator.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.simulator.transcript.Transcript.Entry;
import io.camelami.simulator.transcript.Transcript.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {

    @Test
    void a_recording_is_a_title_and_records() {
        Transcript transcript =
                parse("# title\n@ 0.25 S>C 3\na\n\u00FF\n@ 1 C>S 0\n\n@ 2.5 # a remark: 'x'\n@ 3 #\n\n");
        assertThat(transcript.title()).isEqualTo("# title");
        assertThat(transcript.entries())
                .containsExactly(
                        new Entry(Kind.SERVER, Duration.ofMillis(250), "a\n\u00FF"),
                        new Entry(Kind.CLIENT, Duration.ofSeconds(1), ""),
                        new Entry(Kind.REMARK, Duration.ofMillis(2500), "a remark: 'x'"),
                        new Entry(Kind.REMARK, Duration.ofSeconds(3), ""));
        assertThat(transcript.entries().get(0).bytes()).containsExactly('a', '\n', 0xFF);
    }

    @Test
    void a_file_that_is_no_recording_is_named_with_the_place(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> parse("# title\nAction: Ping\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("byte 8 begins no record");
        Path file = Files.writeString(folder.resolve("cut.txt"), "# title\n@ 1 S>C 30\nabc\n");
        assertThatThrownBy(() -> Transcript.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": byte 8 begins a record of 30 bytes, but the file ends before");
    }

    private static Transcript parse(String text) {
        return Transcript.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
