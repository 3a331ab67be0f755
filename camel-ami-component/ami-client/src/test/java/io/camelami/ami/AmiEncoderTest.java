package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiEncoderTest {

    private final AmiEncoder encoder = AmiEncoder.utf8();

    private String text(AmiAction action, String id) {
        return new String(encoder.encode(action, id), StandardCharsets.UTF_8);
    }

    @Test
    void an_action_is_its_name_its_id_and_its_headers_in_order() {
        AmiAction action = AmiAction.of("Originate")
                .with("Channel", "Local/1")
                .with("Variable", "a=1")
                .with("Variable", "b=é");

        assertThat(text(action, "n-1"))
                .isEqualTo("Action: Originate\r\nActionID: n-1\r\nChannel: Local/1\r\n"
                        + "Variable: a=1\r\nVariable: b=é\r\n\r\n");
    }

    @Test
    void an_action_id_of_the_callers_own_is_the_only_one() {
        assertThat(text(AmiAction.of("Ping").with("actionid", "mine"), "other"))
                .isEqualTo("Action: Ping\r\nactionid: mine\r\n\r\n");
        assertThat(text(AmiAction.of("Ping"), null)).isEqualTo("Action: Ping\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\rb", "a\nb", "\u0000", "x\r\n\r\nAction: Originate", "ends\n", "é\nb", "你好\r", "€\u0000"})
    void cr_lf_and_nul_are_refused_in_every_value(String value) {
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Command").with("Command", value), "1"))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageContaining("Action Command was not written: header Command has U+00")
                .hasMessageNotContaining("Originate");
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Ping" + value), "1"))
                .isInstanceOf(AmiEncodingException.class);
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Ping"), value)).isInstanceOf(AmiEncodingException.class);
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Ping").with("ActionID", value), null))
                .isInstanceOf(AmiEncodingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", " a", "a\r\nb", "a\nb", "a\u0000", "a\tb", "é", "\u007f"})
    void what_is_no_header_name_is_refused(String name) {
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Ping").with(name, "secret text"), "1"))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    @Test
    void the_name_of_the_action_cannot_be_given_twice() {
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Ping").with("action", "Originate"), "1"))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageContaining("header action");
    }

    @Test
    void a_line_may_have_1022_bytes_and_no_more() {
        String name = "Command";
        int room = AmiEncoder.MAX_LINE_BYTES - name.length() - 2;

        assertThat(encoder.encode(AmiAction.of("Command").with(name, "x".repeat(room)), null))
                .hasSize("Action: Command\r\n\r\n".length() + 1024);
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Command").with(name, "x".repeat(room + 1)), null))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageContaining("header Command makes a line of 1023 bytes");
    }

    @Test
    void a_line_is_measured_in_bytes_not_in_characters() {
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("Command").with("Command", "\u4f60".repeat(400)), "1"))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageContaining("1209 bytes");
    }

    @Test
    void more_than_128_headers_are_refused() {
        AmiAction action = AmiAction.of("Originate");
        for (int i = 0; i < 126; i++) {
            action = action.with("Variable", "v" + i + "=1");
        }
        AmiAction full = action;

        assertThat(text(full, "id")).contains("v125=1");
        assertThatThrownBy(() -> encoder.encode(full.with("OneMore", "x"), "id"))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageContaining("header OneMore");
    }

    @Test
    void a_character_the_charset_cannot_tell_is_refused_instead_of_becoming_a_question_mark() {
        AmiEncoder latin = AmiEncoder.of(StandardCharsets.ISO_8859_1);

        assertThat(latin.encode(AmiAction.of("X").with("V", "é"), null)).contains((byte) 0xe9);
        assertThatThrownBy(() -> latin.encode(AmiAction.of("X").with("V", "\u20ac"), null))
                .isInstanceOf(AmiEncodingException.class)
                .hasMessageContaining("header V");
        assertThatThrownBy(() -> encoder.encode(AmiAction.of("X").with("V", "\ud83d"), null))
                .isInstanceOf(AmiEncodingException.class);
        assertThat(text(AmiAction.of("X").with("V", "\ud83d\ude00"), null)).contains("\ud83d\ude00");
    }

    @Test
    void what_an_action_shows_of_itself_has_no_value_in_it() {
        assertThat(AmiAction.of("Login").with("Username", "admin").with("Secret", "s3cr3t"))
                .hasToString("AmiAction[Login: Username, Secret]");
        assertThat(new AmiHeader("Secret", "s3cr3t")).hasToString("Secret");
        assertThat(AmiCredentials.of("admin", "s3cr3t")).hasToString("admin (AUTO)");
    }
}
