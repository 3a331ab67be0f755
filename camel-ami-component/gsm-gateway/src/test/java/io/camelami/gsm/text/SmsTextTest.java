package io.camelami.gsm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    @Test
    void the_short_cut_for_short_texts_counts_as_the_long_way_does() {
        String characters = "aZ5 @£\n€[~{|^ÄñΩ•😀\uD83D\u0000";
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String gsm = characters.substring(0, 17);
            String from = random.nextInt(4) == 0 ? characters : gsm;
            String text = random.ints(random.nextInt(330), 0, from.length())
                    .mapToObj(at -> from.substring(at, at + 1))
                    .collect(Collectors.joining());
            assertThat(SmsText.cost(text))
                    .as("%s", text.codePoints().boxed().toList())
                    .isEqualTo(SmsText.costOfAny(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, 0, GSM, 0, 1",
        "a, 1, GSM, 1, 1",
        "a, 160, GSM, 160, 1",
        "a, 161, GSM, 161, 2",
        "a, 306, GSM, 306, 2",
        "a, 307, GSM, 307, 3",
        "€, 80, GSM, 160, 1",
        "€, 81, GSM, 162, 2",
        "€, 152, GSM, 304, 2",
        "€, 153, GSM, 306, 3",
        "я, 70, UCS2, 70, 1",
        "я, 71, UCS2, 71, 2",
        "я, 134, UCS2, 134, 2",
        "я, 135, UCS2, 135, 3",
        "😀, 35, UCS2, 70, 1",
        "😀, 36, UCS2, 72, 2",
        "😀, 66, UCS2, 132, 2",
        "😀, 67, UCS2, 134, 3",
        "`, 70, UCS2, 70, 1",
        "ç, 71, UCS2, 71, 2",
    })
    void a_text_costs_what_the_standard_says(String character, int times, Alphabet alphabet, int units, int parts) {
        SmsCost cost = SmsText.cost(character.repeat(times));

        assertThat(cost.alphabet()).isEqualTo(alphabet);
        assertThat(cost.units()).isEqualTo(units);
        assertThat(cost.parts()).isEqualTo(parts);
    }

    @Test
    void the_characters_that_force_ucs2_and_those_nothing_can_carry_are_named() {
        SmsCost cost = SmsText.cost("a`b😀`c\uD83Dd");

        assertThat(cost.outsideGsm()).containsExactly("`", "😀");
        assertThat(cost.lost()).containsExactly("U+D83D");
        assertThat(SmsText.cost("@£$¥{€}\n").outsideGsm()).isEmpty();
    }

    @Test
    void a_wide_reference_leaves_one_unit_less() {
        assertThat(SmsText.split("a".repeat(305), Alphabet.GSM, false)).hasSize(2);
        assertThat(SmsText.split("a".repeat(305), Alphabet.GSM, true)).hasSize(3);
        assertThat(SmsText.split("я".repeat(133), Alphabet.UCS2, false)).hasSize(2);
        assertThat(SmsText.split("я".repeat(133), Alphabet.UCS2, true)).hasSize(3);
    }

    @Test
    void what_still_fits_is_told() {
        assertThat(SmsText.cost("").unitsLeft()).isEqualTo(160);
        assertThat(SmsText.cost("a".repeat(161)).unitsLeft()).isEqualTo(306 - 161);
    }

    @Test
    void no_cut_goes_through_an_escape_or_a_surrogate_pair_and_nothing_is_lost() {
        Random random = new Random(20240607);
        List<String> characters = List.of("a", "€", "|", "\n", "é", "я", "😀", "中", "\uDE00", "\uD83D");
        for (int run = 0; run < 2_000; run++) {
            StringBuilder built = new StringBuilder();
            int kinds = run % 2 == 0 ? 5 : characters.size();
            for (int i = random.nextInt(500); i > 0; i--) {
                built.append(characters.get(random.nextInt(kinds)));
            }
            String text = built.toString();
            Alphabet alphabet = SmsText.alphabetOf(text);
            boolean wide = random.nextBoolean();
            List<String> parts = SmsText.split(text, alphabet, wide);

            assertThat(String.join("", parts)).isEqualTo(text);
            int room = parts.size() == 1 ? alphabet.single() : alphabet.part(wide);
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                assertThat(SmsText.length(part, alphabet)).isLessThanOrEqualTo(room);
                if (i > 0) {
                    assertThat(Character.isSurrogatePair(
                                    parts.get(i - 1).charAt(parts.get(i - 1).length() - 1), part.charAt(0)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void every_septet_survives_the_way_there_and_back() {
        for (int septet = 0; septet < 128; septet++) {
            if (septet == GsmAlphabet.ESCAPE) {
                continue;
            }
            String character = GsmAlphabet.decode(new byte[] {(byte) septet});
            assertThat(GsmAlphabet.encode(character)).containsExactly((byte) septet);
        }
        assertThat(GsmAlphabet.decode(GsmAlphabet.encode("^{}\\[~]|€\f"))).isEqualTo("^{}\\[~]|€\f");
        assertThat(GsmAlphabet.encode("€")).containsExactly(0x1B, 0x65);
        assertThat(GsmAlphabet.encode("[]")).containsExactly(0x1B, 0x3C, 0x1B, 0x3E);
    }

    @Test
    void an_escape_that_leads_nowhere_is_read_as_the_standard_asks() {
        assertThat(GsmAlphabet.decode(new byte[] {0x1B})).isEqualTo(" ");
        assertThat(GsmAlphabet.decode(new byte[] {0x1B, 0x41})).isEqualTo("A");
        assertThat(GsmAlphabet.decode(new byte[] {0x1B, 0x1B, 0x41})).isEqualTo(" A");
    }

    @Test
    void what_a_national_table_lacks_is_read_from_the_default_extension_and_then_from_the_main_table() {
        byte[] septets = {0x1B, 0x65, 0x1B, 0x28, 0x1B, 0x47, 0x1B, 0x40, 0x40, 0x1B, 0x60, 0x1B};

        assertThat(GsmAlphabet.decode(septets, 0, 0)).isEqualTo("€{G|¡¿ ");
        assertThat(GsmAlphabet.decode(septets, 0, 1)).isEqualTo("€{Ğ|¡¿ ");
        assertThat(GsmAlphabet.decode(septets, 1, 1)).isEqualTo("€{Ğ|İç ");
        assertThat(GsmAlphabet.decode(septets, 3, 2)).isEqualTo("€{G|Í~ ");
        assertThat(GsmAlphabet.decode(septets, 200, 255)).isEqualTo("€{G|¡¿ ");
    }

    @Test
    void every_main_table_has_a_character_for_every_septet_and_the_digits_where_they_always_are() {
        for (int language = 0; language < 16; language++) {
            for (int septet = 0; septet < 128; septet++) {
                assertThat(GsmAlphabet.decode(new byte[] {(byte) septet}, language, language))
                        .hasSize(1);
            }
            assertThat(GsmAlphabet.decode("0123456789".getBytes(StandardCharsets.US_ASCII), language, 0))
                    .isEqualTo("0123456789");
        }
    }

    @Test
    void a_character_outside_the_alphabet_is_refused_without_repeating_the_text() {
        assertThatThrownBy(() -> GsmAlphabet.encode("secret`"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("U+0060 is not in the GSM default alphabet");
    }
}
