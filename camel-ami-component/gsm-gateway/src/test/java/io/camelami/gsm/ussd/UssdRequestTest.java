package io.camelami.gsm.ussd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UssdRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"*100#", "#123#", "*140*5*0171#", "1", "**21*4912345#"})
    void a_code_of_digits_star_and_hash_can_be_dialled(String code) {
        assertThatCode(() -> UssdRequest.dial(code)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*100#\"",
                "*100#\r\nAction: Originate",
                "*100#\n",
                "*100#\u0000",
                "*100# ",
                "*100#;+CMGD=1",
                "*١٠٠#",
                "*100%23",
                "+49",
                "hello",
                "*100\\#",
                "*100#,15",
                "*１００#"
            })
    void nothing_else_reaches_the_wire_as_a_code(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UssdRequest.dial(code))
                .withMessageMatching("character \\d+ of the USSD code is U\\+[0-9A-F]{4}: digits, .*")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(code.strip()));
    }

    @Test
    void an_empty_or_endless_code_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> UssdRequest.dial(""));
        assertThatIllegalArgumentException().isThrownBy(() -> UssdRequest.answer("s", "  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UssdRequest.dial("1".repeat(183)))
                .withMessageContaining("183 characters");
        assertThatCode(() -> UssdRequest.dial("1".repeat(182))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "*", "0#", "John Smith", "12.50", "+4917", "a-b, c"})
    void a_menu_may_be_answered_in_words(String answer) {
        assertThatCode(() -> UssdRequest.answer("s", answer)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\"", "1;AT", "1\r", "1\n", "ü", "$", "`", "\\", "'", "1\t", "@"})
    void nothing_that_could_end_the_modems_quotes_is_answered(String answer) {
        assertThatIllegalArgumentException().isThrownBy(() -> UssdRequest.answer("s", answer));
    }

    @Test
    void a_request_does_not_show_its_code() {
        UssdRequest request = UssdRequest.dial("*123*4711#").withSpan(2).withTimeout(Duration.ofSeconds(5));
        assertThat(request.toString()).doesNotContain("4711").contains("span=2");
    }
}
