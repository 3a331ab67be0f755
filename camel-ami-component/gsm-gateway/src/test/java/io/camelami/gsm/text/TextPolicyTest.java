package io.camelami.gsm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.text.TextPolicy.LongText;
import io.camelami.gsm.text.TextPolicy.Result;
import io.camelami.gsm.text.TextPolicy.Unicode;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPolicyTest {
    private static final TextPolicy GSM_ONLY = new TextPolicy(Unicode.REJECT, LongText.SPLIT);
    private static final TextPolicy TRANSLITERATED = new TextPolicy(Unicode.TRANSLITERATE, LongText.SPLIT);
    private static final TextPolicy ONE_PART = new TextPolicy(Unicode.AUTO, LongText.REJECT);
    private static final TextPolicy TRUNCATED = new TextPolicy(Unicode.AUTO, LongText.TRUNCATE);

    private static final List<String> PIECES = List.of(
            "a",
            "word ",
            "€",
            "[",
            "\r\n",
            "\n",
            "\t",
            "é",
            "e\u0301",
            "x\u030C\u0323",
            "я",
            "中",
            "😀",
            "👩\u200D👩\u200D👧",
            "1\uFE0F\u20E3",
            "\uD83D",
            "\uDE00",
            "“quoted”",
            "–",
            "\u00A0",
            "ł",
            "½",
            "≠",
            "\u0000",
            "x".repeat(50),
            "é".repeat(40),
            "я".repeat(30));

    /** How gateways count that do not count as the alphabets would allow. */
    private static final List<ToIntFunction<String>> COUNTS = List.of(
            text -> 1,
            // Seven bits for ASCII only, unless there is a line end.
            text -> text.indexOf('\n') >= 0
                    ? SmsText.cost(text).parts()
                    : SmsText.split(
                                    text,
                                    text.chars().allMatch(c -> c < 0x80) && GsmAlphabet.covers(text)
                                            ? Alphabet.GSM
                                            : Alphabet.UCS2,
                                    false)
                            .size(),
            // 160 septets are one too many.
            text -> GsmAlphabet.covers(text) && SmsText.length(text, Alphabet.GSM) == 160
                    ? 2
                    : SmsText.cost(text).parts(),
            text -> text.length() > 7 ? 2 : 1);

    @Test
    void whatever_the_text_the_result_fits_the_policy_or_is_a_refusal_that_does_not_repeat_it() {
        Random random = new Random(20261127);
        int refused = 0;
        int cut = 0;
        for (int run = 0; run < 20_000; run++) {
            StringBuilder built = new StringBuilder();
            int kinds = 1 + random.nextInt(PIECES.size());
            for (int i = random.nextInt(25); i > 0; i--) {
                built.append(PIECES.get(random.nextInt(kinds)));
            }
            String text = built.toString();
            TextPolicy policy =
                    new TextPolicy(Unicode.values()[random.nextInt(3)], LongText.values()[random.nextInt(3)]);
            ToIntFunction<String> parts = COUNTS.get(random.nextInt(COUNTS.size()));
            try {
                Result result = policy.apply(text, parts);
                fits(policy, text, parts, result);
                cut += result.truncated() ? 1 : 0;
            } catch (TextRefusedException e) {
                refused++;
                assertThat(policy).isNotEqualTo(TextPolicy.AS_IT_IS);
                assertThat(e.getMessage()).matches("[ -~]*").doesNotContain("quoted", "word", "xxxx");
            }
        }
        assertThat(refused).isGreaterThan(2_000);
        assertThat(cut).isGreaterThan(500);
    }

    private static void fits(TextPolicy policy, String text, ToIntFunction<String> parts, Result result) {
        String sent = result.text();
        if (policy.unicode() != Unicode.AUTO) {
            assertThat(GsmAlphabet.covers(sent)).isTrue();
        }
        if (policy.longText() == LongText.SPLIT) {
            assertThat(result.truncated()).isFalse();
        } else {
            assertThat(SmsText.cost(sent).parts()).isEqualTo(1);
            assertThat(parts.applyAsInt(sent)).isEqualTo(1);
        }
        String whole = policy.unicode() == Unicode.TRANSLITERATE ? Transliteration.toGsm(text) : text;
        assertThat(whole).startsWith(sent);
        assertThat(result.truncated()).isEqualTo(sent.length() < whole.length());
        if (result.truncated()) {
            assertThat(policy.longText()).isEqualTo(LongText.TRUNCATE);
            assertThat(sent).isNotEmpty();
            int next = whole.codePointAt(sent.length());
            assertThat(Character.isSurrogatePair(sent.charAt(sent.length() - 1), whole.charAt(sent.length())))
                    .isFalse();
            assertThat(sent.endsWith("\r") && next == '\n').isFalse();
            assertThat(Character.getType(next)).isNotEqualTo((int) Character.NON_SPACING_MARK);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // character, how often, how many of them one part holds
        "a, 161, 160",
        "a, 1000, 160",
        "€, 81, 80",
        "я, 71, 70",
        "😀, 36, 35",
        "e\u0323\u0301, 60, 23",
        "👩\u200D👩\u200D👧, 20, 8",
    })
    void a_text_is_cut_to_what_one_part_holds_of_its_characters(String character, int times, int held)
            throws TextRefusedException {
        assertThat(TRUNCATED.apply(character.repeat(times))).isEqualTo(new Result(character.repeat(held), true));
        assertThat(TRUNCATED.apply(character.repeat(held))).isEqualTo(new Result(character.repeat(held), false));
    }

    @Test
    void a_text_is_cut_before_a_character_that_would_make_it_ucs2_if_more_of_it_is_sent_so()
            throws TextRefusedException {
        assertThat(TRUNCATED.apply("a".repeat(100) + "я".repeat(10)).text()).isEqualTo("a".repeat(100));
        assertThat(TRUNCATED.apply("a".repeat(159) + "€").text()).isEqualTo("a".repeat(159));
    }

    @Test
    void a_character_with_more_accents_than_a_part_holds_is_cut_and_not_given_up() throws TextRefusedException {
        String tower = "e" + "\u0323".repeat(200);
        assertThat(TRUNCATED.apply(tower)).isEqualTo(new Result(tower.substring(0, 70), true));
    }

    @Test
    void what_a_gateway_counts_itself_decides_what_one_part_is() throws TextRefusedException {
        assertThat(TRUNCATED.apply("é".repeat(160), COUNTS.get(1)).text()).isEqualTo("é".repeat(70));
        assertThat(TRUNCATED
                        .apply("é".repeat(100) + "\n" + "é".repeat(100), COUNTS.get(1))
                        .text())
                .hasSize(160);
        assertThat(TRUNCATED.apply("x".repeat(160), COUNTS.get(2)).text()).hasSize(159);
        assertThatThrownBy(() -> ONE_PART.apply("é".repeat(200), COUNTS.get(1)))
                .isInstanceOf(TextRefusedException.class)
                .hasMessageContaining("takes 3 parts")
                .hasMessageContaining("of its 200 characters one part holds the first 70");
    }

    @Test
    void a_text_of_more_than_one_part_is_refused_with_parts_and_room() throws TextRefusedException {
        assertThat(ONE_PART.apply("я".repeat(70)).text()).hasSize(70);
        assertThatThrownBy(() -> ONE_PART.apply("я".repeat(71)))
                .isInstanceOf(TextRefusedException.class)
                .hasMessage(
                        "the text takes 2 parts and may take one (option longText); of its 71 characters one part holds"
                                + " the first 70");
    }

    @Test
    void characters_outside_the_alphabet_are_refused_by_their_code_points_in_an_order_that_tells_nothing() {
        assertThatThrownBy(() -> GSM_ONLY.apply("пин: 4711 😀 `\uD83D"))
                .isInstanceOf(TextRefusedException.class)
                .hasMessage("the text has characters that are not in the GSM alphabet (option unicode):"
                        + " U+0060, U+0438, U+043D, U+043F, U+D83D, U+1F600");
        assertThatThrownBy(() -> GSM_ONLY.apply("съешь ещё этих мягких французских булок"))
                .hasMessageMatching(".*: (U\\+[0-9A-F]{4,}, ){9}U\\+[0-9A-F]{4,} and \\d+ others");
    }

    @Test
    void what_is_in_the_alphabet_is_never_touched() throws TextRefusedException {
        String all = GsmAlphabet.decode(new byte[] {0x1B, 0x65, 0x1B, 0x14, 0x1B, 0x28, 0x1B, 0x2F, 0x1B, 0x40});
        for (int septet = 0; septet < 128; septet++) {
            all += septet == GsmAlphabet.ESCAPE ? "" : GsmAlphabet.decode(new byte[] {(byte) septet});
        }
        assertThat(GSM_ONLY.apply(all).text()).isEqualTo(all);
        assertThat(TRANSLITERATED.apply(all).text()).isEqualTo(all);
        assertThat(TRANSLITERATED.apply(all + "ł").text()).isEqualTo(all + "l");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Zażółć gęślą jaźń | Zazolc gesla jazn",
                "Příliš žluťoučký kůň | Prilis zlutoucky kun",
                "Árvíztűrő tükörfúrógép | Arvizturo tükörfurogép",
                "İstanbul'da ışık ığdır | Istanbul'da isik igdir",
                "Đặng Văn Đức | Dang Van Duc",
                "garçon, cœur, où, naïf, façade | garcon, coeur, où, naif, facade",
                "Straße, STRAẞE | Straße, STRASSE",
                "Þór og Guðrún, Øre, Æ | Thor og Gudrun, Øre, Æ",
                "„Ja“ – ‘so’ ‚und‘ «nun» ‹hier›… | ~\"Ja\" - 'so' 'und' \"nun\" 'hier'...~",
                "e\u0301 A\u030A n\u0303 x\u030C | é Å ñ x",
                "1\u00A0000\u202F000\u2009€ | 1 000 000 €",
                "85 °C, 3 ½ h, 1½ h, H₂O, 10² m | 85 degC, 3 1/2 h, 1 1/2 h, H2O, 10 2 m",
                "① № 5 ™ © 2026 5×3 ±1 µs ≤ 4 → ok | 1 No 5 TM (c) 2026 5x3 +/-1 us <= 4 -> ok",
                "ﬁne ｆｕｌｌ ㎏ Ⅳ | fine full kg IV",
                "so\u00ADft zero\u200Bwidth \uFEFFbom 1\uFE0F\u20E3 | soft zerowidth bom 1",
                "`tick` ´acute´ tab\there | 'tick' 'acute' tab here",
                "Ω \u2126 Å \u212B | Ω Ω Å Å",
            })
    void typography_and_accents_become_what_the_alphabet_has_next_to_them(String text, String sent)
            throws TextRefusedException {
        assertThat(TRANSLITERATED.apply(text)).isEqualTo(new Result(sent, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ≠ b",
                "¨",
                "x ∉ y",
                "ш",
                "中",
                "😀",
                "5 \u20BD",
                "\uD83D",
                "ab\u20E0",
                "=\u0338",
                "אָ",
                "\u0000"
            })
    void what_has_nothing_next_to_it_is_refused_and_never_replaced(String text) {
        assertThatThrownBy(() -> TRANSLITERATED.apply(text))
                .isInstanceOf(TextRefusedException.class)
                .hasMessageContaining("U+");
    }

    @Test
    void a_result_does_not_show_the_text() throws TextRefusedException {
        assertThat(TRUNCATED.apply("secret").toString()).doesNotContain("secret");
    }
}
