package io.camelami.gsm.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "hello world ~ \"hello world\"",
                "say \"hi\" ~ \"say \\\"hi\\\"\"",
                "a\\b ~ \"a\\\\b\"",
                "\\\" ~ \"\\\\\\\"\"",
                "; ${x} 'y' ~ \"; ${x} 'y'\"",
            })
    void a_word_is_quoted_so_that_nothing_in_it_ends_it(String value, String word) {
        assertThat(CliWord.quote(value)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private\rtext", "private\ntext", "private\u0000text"})
    void what_no_command_line_can_carry_is_refused_without_being_repeated(String value) {
        assertThatThrownBy(() -> CliWord.quote(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character 8")
                .message()
                .doesNotContain("private");
        assertThatThrownBy(() -> CliCommands.command("gsm show spans\r\nAction: Logoff"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2013/08/20 15:17:45, 2013-08-20T15:17:45",
        "2025-03-06 05:01:07, 2025-03-06T05:01:07",
        "'13/08/20,15:17:45', 2013-08-20T15:17:45",
        "'13/08/20,15:17:45+32', 2013-08-20T15:17:45",
        "2013/02/30 15:17:45, ",
        "yesterday, ",
        "'', ",
    })
    void the_times_that_gateways_print_are_read(String printed, LocalDateTime time) {
        assertThat(LocalTimes.parse(printed)).isEqualTo(time);
    }
}
