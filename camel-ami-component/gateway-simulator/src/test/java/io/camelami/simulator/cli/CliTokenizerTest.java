package io.camelami.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class CliTokenizerTest {

    @Test
    void blanks_and_tabs_separate_words() {
        assertThat(CliTokenizer.split("  gsm\tsend  sms ")).containsExactly("gsm", "send", "sms");
        assertThat(CliTokenizer.split(" \t ")).isEmpty();
    }

    @Test
    void double_quotes_keep_blanks_and_make_an_empty_word() {
        assertThat(CliTokenizer.split("1 \"a  b\" \"\" c")).containsExactly("1", "a  b", "", "c");
    }

    @Test
    void quotes_inside_a_word_only_toggle() {
        assertThat(CliTokenizer.split("a\"b c\"d")).containsExactly("ab cd");
    }

    @Test
    void a_backslash_takes_the_next_character_as_it_is() {
        assertThat(CliTokenizer.split("\"say \\\"hi\\\" \\\\ \\n\" a\\ b")).containsExactly("say \"hi\" \\ n", "a b");
        assertThat(CliTokenizer.split("end\\")).containsExactly("end");
    }

    @Test
    void an_open_quote_swallows_the_rest_of_the_line() {
        assertThat(CliTokenizer.split("x \"text 10 id")).containsExactly("x", "text 10 id");
    }

    @Test
    void nothing_else_is_special() {
        assertThat(CliTokenizer.split("; , | ! # $(x) 'a b' `id`"))
                .containsExactly(";", ",", "|", "!", "#", "$(x)", "'a", "b'", "`id`");
    }

    @Test
    void words_beyond_the_63rd_are_dropped() {
        assertThat(CliTokenizer.split(String.join(" ", Collections.nCopies(80, "w"))))
                .hasSize(63);
    }
}
