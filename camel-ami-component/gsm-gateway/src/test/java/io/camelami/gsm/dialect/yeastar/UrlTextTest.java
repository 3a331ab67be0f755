package io.camelami.gsm.dialect.yeastar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Test+message | Test message",
                "Test%20message | Test message",
                "%EF%BB%BF%D0%95%D1%89 | Ещ",
                "100%25 | 100%",
                "100% | 100%",
                "%4 | %4",
                "%zz1 | %zz1",
                "a%2Bb | a+b",
                "plain + text | plain + text",
                "Привет+мир | Привет+мир",
                "'' | ''",
            })
    void content_is_decoded_as_far_as_it_is_encoded(String content, String text) {
        assertThat(UrlText.decode(content)).isEqualTo(text);
    }

    @Test
    void nothing_of_a_text_that_means_something_to_the_command_line_is_left() {
        String hostile = "\"; \\ \r\n%0A+`$()|&<>\t'#--END COMMAND--\u0000😀";

        assertThat(UrlText.encode(hostile)).matches("[A-Za-z0-9%+.*_-]*");
        assertThat(UrlText.decode(UrlText.encode(hostile))).isEqualTo(hostile);
    }
}
