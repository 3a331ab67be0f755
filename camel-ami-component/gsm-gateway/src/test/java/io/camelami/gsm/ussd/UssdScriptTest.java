package io.camelami.gsm.ussd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.camelami.gsm.ussd.UssdMenu.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UssdScriptTest {
    private static final String MENU = "Main menu\n1 Balance\n2. Top up\n3) Internet; data\n# Next";

    /** A network that gives these answers in turn; what ends with {@code ?} is a menu. */
    private static final class Network {
        private final Deque<String> answers = new ArrayDeque<>();
        private final List<String> sent = new ArrayList<>();
        private final List<String> cancelled = new ArrayList<>();

        Network(String... texts) {
            answers.addAll(Arrays.asList(texts));
        }

        UssdScriptResult run(String script) {
            return UssdScriptRun.start(UssdScript.parse(script), 3, null, this::send, cancelled::add)
                    .join();
        }

        private CompletableFuture<UssdResult> send(UssdRequest request) {
            assertThat(request.session()).isEqualTo(sent.isEmpty() ? null : "s");
            sent.add(request.code());
            String text = answers.remove();
            UssdStatus status = text.endsWith("?")
                    ? UssdStatus.FURTHER_ACTION
                    : text.isEmpty() ? UssdStatus.TIMEOUT : UssdStatus.DONE;
            return CompletableFuture.completedFuture(new UssdResult(
                    status,
                    null,
                    3,
                    text.isEmpty() ? null : text,
                    15,
                    text,
                    status == UssdStatus.FURTHER_ACTION ? "s" : null,
                    null,
                    "as the test says",
                    1,
                    Instant.EPOCH));
        }
    }

    @Test
    void a_script_walks_through_menus_by_number_and_by_pattern() {
        Network network = new Network(MENU + "?", "Sure\n1.Yes 2.No?", "Topped up by 5.00");
        UssdScriptResult result = network.run("*100#;/top up/;2");
        assertThat(network.sent).containsExactly("*100#", "2", "2");
        assertThat(result.complete()).isTrue();
        assertThat(result.last().text()).isEqualTo("Topped up by 5.00");
        assertThat(result.steps())
                .extracting(UssdResult::status)
                .containsExactly(UssdStatus.FURTHER_ACTION, UssdStatus.FURTHER_ACTION, UssdStatus.DONE);
        assertThat(network.cancelled).isEmpty();
    }

    @Test
    void a_pattern_may_hold_separator_and_slash() {
        Network network = new Network("1 Web/mail; all\n2 Other?", "done");
        network.run("*100#; /web\\/mail; a.l/ ");
        assertThat(network.sent).containsExactly("*100#", "1");
    }

    @Test
    void a_pattern_that_fits_nothing_sends_nothing_and_ends_the_menu() {
        Network network = new Network(MENU + "?");
        UssdScriptResult result = network.run("*100#;/roaming/;1");
        assertThat(network.sent).containsExactly("*100#");
        assertThat(result.complete()).isFalse();
        assertThat(result.detail())
                .isEqualTo("step 2 of 3 was not sent: its pattern fits none of the menu's 4 options");
        assertThat(network.cancelled).containsExactly("s");
    }

    @Test
    void a_pattern_that_fits_two_options_chooses_neither() {
        Network network = new Network("1 Buy 1 GB\n2 Buy 5 GB?");
        assertThat(network.run("*100#;/buy/").detail()).contains("fits 2 of the menu's options");
        assertThat(network.sent).containsExactly("*100#");
    }

    @Test
    void a_network_that_ends_early_ends_the_script() {
        Network network = new Network("Service closed");
        UssdScriptResult result = network.run("*100#;1;2");
        assertThat(result.complete()).isFalse();
        assertThat(result.steps()).hasSize(1);
        assertThat(result.detail()).startsWith("step 1 of 3 ended with DONE");
    }

    @Test
    void a_step_without_answer_is_not_repeated() {
        Network network = new Network(MENU + "?", "");
        UssdScriptResult result = network.run("*100#;1");
        assertThat(network.sent).containsExactly("*100#", "1");
        assertThat(result.complete()).isFalse();
        assertThat(result.last().status()).isEqualTo(UssdStatus.TIMEOUT);
    }

    @Test
    void a_script_that_ends_in_a_menu_ends_the_session() {
        Network network = new Network(MENU + "?");
        assertThat(network.run("*100#").complete()).isTrue();
        assertThat(network.cancelled).containsExactly("s");
    }

    @Test
    void a_pattern_that_backtracks_without_end_is_given_up() {
        Network network = new Network("1 " + "a".repeat(180) + "\n2 b?");
        UssdScriptResult result = network.run("*100#;/(.*a){12}b/");
        assertThat(result.detail()).contains("takes too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "*100#;",
                "*100#;;1",
                "1 2",
                "*100#;/open",
                "*100#;//",
                "*100#;/(/",
                "*100#;\"",
                "*100#;1\n" + "Action: x"
            })
    void a_wrong_script_is_refused_before_anything_is_sent(String script) {
        assertThatIllegalArgumentException().isThrownBy(() -> UssdScript.parse(script));
    }

    @Test
    void a_script_has_an_end() {
        assertThat(UssdScript.parse("*1#" + ";1".repeat(19)).choices()).hasSize(19);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UssdScript.parse("*1#" + ";1".repeat(20)))
                .withMessageContaining("21 steps");
    }

    @Test
    void a_script_can_be_built_step_by_step() {
        UssdScript built = UssdScript.dial("*100#").answer("2").choose("bal.nce");
        UssdScript parsed = UssdScript.parse("*100#;2;/bal.nce/");
        assertThat(built.toString()).isEqualTo(parsed.toString()).doesNotContain("100");
        assertThat(built.choices().get(0)).isEqualTo(parsed.choices().get(0));
    }

    @Test
    void menus_of_many_layouts_are_read() {
        assertThat(UssdMenu.options(MENU))
                .containsExactly(
                        new Option("1", "Balance"),
                        new Option("2", "Top up"),
                        new Option("3", "Internet; data"),
                        new Option("#", "Next"));
        assertThat(UssdMenu.options("Sisa pulsa Rp.23041.Aktif sd 25/11/2016. Mau MP3? 1.YA 2.Info Kartu"))
                .containsExactly(new Option("1", "YA"), new Option("2", "Info Kartu"));
        assertThat(UssdMenu.options("[1] One\r\n(2) Two\r\n3: Three\n4 - Four\n5=Five\n00 Back\n*1 More"))
                .extracting(Option::key)
                .containsExactly("1", "2", "3", "4", "5", "00", "*1");
        assertThat(UssdMenu.options("Your balance is 5.00 EUR")).isEmpty();
        assertThat(UssdMenu.options("1 Balance is 5.00 EUR 2) Top up"))
                .containsExactly(new Option("1", "Balance is 5.00 EUR"), new Option("2", "Top up"));
    }
}
