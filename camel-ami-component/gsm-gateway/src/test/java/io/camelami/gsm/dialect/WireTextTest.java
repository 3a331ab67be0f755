package io.camelami.gsm.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void the_listings_of_all_firmware_are_read() {
        List<SpanInfo> spans = SpanInfo.readAll(List.of(
                "GSM span 1: Power on, Provisioned, Up, Active, Standard",
                "GSM span 2: Power on, Provisioned, Up, Active,Standard",
                "GSM span3: Provisioned, Up, Active",
                "GSM span 4: Power on, Provisioned, Undetected SIM Card, Standby, Standard",
                "GSM span 5: Power off, Down, Standby, Standard",
                "something else"));

        assertThat(spans).extracting(SpanInfo::span).containsExactly(1, 2, 3, 4, 5);
        assertThat(spans).extracting(SpanInfo::up).containsExactly(true, true, true, false, false);
    }
}
