package io.camelami.gsm.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.pdu.Septets;
import io.camelami.gsm.text.GsmAlphabet;
import io.camelami.gsm.ussd.UssdText.Form;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UssdTextTest {

    private static String ucs2(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }

    private static String gsm7(String text) {
        byte[] septets = GsmAlphabet.encode(text);
        byte[] packed = new byte[(septets.length * 7 + 7) / 8];
        for (int i = 0; i < septets.length; i++) {
            for (int bit = 0; bit < 7; bit++) {
                int at = i * 7 + bit;
                packed[at / 8] |= (byte) ((septets[i] >> bit & 1) << at % 8);
            }
        }
        return HexFormat.of().withUpperCase().formatHex(packed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your balance is 5.00",
                "Баланс: 100 руб. 😀",
                "Menu\n1 Balance\n2 Top up",
                "余额 12.34 元",
                "Υπόλοιπο 3€",
                "رصيدك 5"
            })
    void hex_of_ucs2_is_decoded_with_and_without_dcs(String text) {
        for (int dcs : List.of(72, 17, 8, 15, UssdText.NO_DCS)) {
            assertThat(UssdText.printed(ucs2(text), dcs)).as("dcs %d", dcs).isEqualTo(new UssdText(text, Form.UCS2));
            assertThat(UssdText.printed(ucs2(text).toLowerCase(), dcs).text()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your balance is 12.34 EUR",
                "Menu\n1 Balance\n2 Top up\n0 Exit",
                "Guthaben: 5 EUR für 30 Tage",
                "Solde Principal: 170 FCFA, expire le 2019-11-17. Total Bonus: 0F.Pour plus de details tapez *101*1#."
            })
    void hex_of_packed_characters_is_decoded_with_and_without_dcs(String text) {
        for (int dcs : List.of(15, 0, UssdText.NO_DCS)) {
            assertThat(UssdText.printed(gsm7(text), dcs)).as("dcs %d", dcs).isEqualTo(new UssdText(text, Form.GSM7));
        }
    }

    /** A gateway that has decoded the text already still prints the data coding scheme of the air. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your balance is 5",
                "Solde Principal: 170 FCFA",
                "12345678",
                "5000",
                "1234567890123456",
                "CAFE",
                "Баланс 5",
                "ADDED",
                "FACADE",
                "",
                " ",
                "0",
                "*100#",
                "DEADBEEF"
            })
    void plain_text_stays_as_it_is_whatever_the_dcs(String text) {
        for (int dcs : List.of(0, 15, 68, 72, UssdText.NO_DCS)) {
            assertThat(UssdText.printed(text, dcs)).as("dcs %d", dcs).isEqualTo(new UssdText(text, Form.PLAIN));
        }
    }

    @Test
    void digits_that_are_hex_of_latin_characters_are_decoded() {
        assertThat(UssdText.printed("00350030", UssdText.NO_DCS).text()).isEqualTo("50");
        assertThat(UssdText.printed("0035", 72).text()).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D8000041", "FFFF0041", "E0000041", "00010041", "004100"})
    void hex_that_is_no_text_in_any_form_stays_hex(String hex) {
        assertThat(UssdText.printed(hex, 72)).isEqualTo(new UssdText(hex, Form.PLAIN));
    }

    /** 7, 15, … characters leave seven bits over: filled with CR as the standard says, or with zeros. */
    @ParameterizedTest
    @CsvSource({"F3B2BDEC068D01, seven c", "CE32FDFE96AF41EDF27C1E3E9701, Network message"})
    void the_filling_behind_the_last_character_is_no_character(String packed, String text) {
        assertThat(UssdText.ofModem(packed, 15).text()).isEqualTo(text);
        byte[] filledWithCr = HexFormat.of().parseHex(packed);
        filledWithCr[filledWithCr.length - 1] |= '\r' << 1;
        assertThat(UssdText.ofModem(HexFormat.of().formatHex(filledWithCr), 15).text())
                .isEqualTo(text);
    }

    @Test
    void a_modem_is_taken_at_its_word_where_a_gateway_is_not() {
        assertThat(UssdText.ofModem("35", 15)).isEqualTo(new UssdText("5", Form.GSM7));
        assertThat(UssdText.ofModem("56785678", 72)).isEqualTo(new UssdText("\u5678\u5678", Form.UCS2));
        assertThat(UssdText.ofModem("ABCD", 68)).isEqualTo(new UssdText("ABCD", Form.PLAIN));
        assertThat(UssdText.ofModem("Plain text balance 5 EUR", 15).text()).isEqualTo("Plain text balance 5 EUR");
    }

    @Test
    void ucs2_under_a_seven_bit_scheme_is_recognised() {
        assertThat(UssdText.ofModem(ucs2("Баланс 5 руб"), 15).text()).isEqualTo("Баланс 5 руб");
    }

    @Test
    void unpacking_is_the_opposite_of_packing() {
        byte[] packed = HexFormat.of().parseHex(gsm7("abcdefgh€"));
        assertThat(GsmAlphabet.decode(Septets.unpack(packed, 0, 10))).isEqualTo("abcdefgh€");
    }

    @Test
    void anything_gives_a_text() {
        Random random = new Random(23038);
        String digits = "0123456789ABCDEFabcdef";
        for (int round = 0; round < 200_000; round++) {
            int length = random.nextInt(40);
            StringBuilder input = new StringBuilder();
            for (int i = 0; i < length; i++) {
                input.append(
                        random.nextInt(200) == 0
                                ? (char) random.nextInt(0x10000)
                                : digits.charAt(random.nextInt(digits.length())));
            }
            int dcs = random.nextInt(300) - 20;
            for (UssdText text :
                    List.of(UssdText.printed(input.toString(), dcs), UssdText.ofModem(input.toString(), dcs))) {
                assertThat(text.text()).isNotNull();
                if (text.form() == Form.PLAIN) {
                    assertThat(text.text()).isEqualTo(input.toString());
                }
                if (text.form() == Form.UCS2) {
                    assertThat(text.text().codePoints())
                            .noneMatch(c -> c != '\n' && c != '\r' && c != '\t' && Character.isISOControl(c));
                }
            }
        }
    }
}
