package io.camelami.gsm.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsPduTest {

    @Test
    void a_message_with_a_zone_east_of_greenwich_is_read() throws SmsPduException {
        SmsDeliver sms = deliver("07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37");

        assertThat(sms.smsc()).isEqualTo("+27381000015");
        assertThat(sms.sender()).isEqualTo("27838890001");
        assertThat(sms.text()).isEqualTo("hellohello");
        assertThat(sms.sentAt()).isEqualTo(OffsetDateTime.parse("1999-03-29T15:16:59+02:00"));
        assertThat(sms.concatenation()).isNull();
    }

    @Test
    void a_message_from_an_international_number_is_read() throws SmsPduException {
        SmsDeliver sms = deliver("07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07");

        assertThat(sms.smsc()).isEqualTo("+31624000000");
        assertThat(sms.sender()).isEqualTo("+31641600986");
        assertThat(sms.text()).isEqualTo("How are you?");
    }

    @Test
    void a_zone_west_of_greenwich_is_negative() throws SmsPduException {
        assertThat(deliver("00040B911346610089F600004230500102030A0141").sentAt())
                .isEqualTo(OffsetDateTime.parse("2024-03-05T10:20:30-05:00"));
    }

    @Test
    void a_time_that_is_none_is_left_out_and_the_message_is_not_lost() throws SmsPduException {
        assertThat(deliver("00040B911346610089F60000FFFFFFFFFFFFFF0141").sentAt())
                .isNull();
        assertThat(deliver("00040B911346610089F60000000000000000000141").text()).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource({
        // octet, kind, flash
        "00, GSM, false",
        "04, BINARY, false",
        "08, UCS2, false",
        "0C, GSM, false",
        "10, GSM, true",
        "11, GSM, false",
        "14, BINARY, true",
        "18, UCS2, true",
        "20, BINARY, false",
        "48, UCS2, false",
        "84, GSM, false",
        "C0, GSM, false",
        "C8, GSM, false",
        "D0, GSM, false",
        "E0, UCS2, false",
        "F0, GSM, true",
        "F1, GSM, false",
        "F4, BINARY, true",
        "F5, BINARY, false",
    })
    void every_data_coding_group_has_its_alphabet(String octet, DataCoding.Kind kind, boolean flash) {
        DataCoding coding = DataCoding.of(Integer.parseInt(octet, 16));

        assertThat(coding.kind()).isEqualTo(kind);
        assertThat(coding.flash()).isEqualTo(flash);
    }

    @Test
    void a_message_is_written_as_published() throws SmsPduException {
        SmsSubmit message = new SmsSubmit("+46708251358", "hellohello", false, false, Duration.ofDays(4));

        assertThat(SmsPdu.encode(message, 0)).containsExactly("0011000B916407281553F80000AA0AE8329BFD4697D9EC37");
    }

    @Test
    void a_number_without_plus_stays_as_it_is_dialled() throws SmsPduException {
        assertThat(SmsPdu.encode(SmsSubmit.of("12345", "A"), 0)).containsExactly("000100058121" + "43F5" + "00000141");
        assertThat(SmsPdu.encode(SmsSubmit.of("*100#", "A"), 0)).containsExactly("00010005811A" + "00FB" + "00000141");
    }

    @ParameterizedTest
    @CsvSource({
        "PT1M, 0",
        "PT5M, 0",
        "PT6M, 1",
        "PT12H, 143",
        "PT12H1M, 144",
        "PT24H, 167",
        "P2D, 168",
        "P30D, 196",
        "P31D, 197",
        "P63D, 201",
        "P900D, 255"
    })
    void a_validity_is_rounded_up_to_what_the_network_can_say(Duration validity, int octet) {
        assertThat(Timestamps.validity(validity)).isEqualTo(octet);
    }

    @Test
    void a_long_text_carries_reference_total_and_number_in_each_part() throws SmsPduException {
        List<String> pdus = SmsPdu.encode(SmsSubmit.of("+123456789", "x".repeat(200)), 0xA5);

        assertThat(pdus).hasSize(2);
        assertThat(pdus.get(0)).contains("A0050003A50201");
        assertThat(pdus.get(1)).contains("050003A50202");
    }

    @Test
    void what_is_written_can_be_read() throws SmsPduException {
        Random random = new Random(7);
        String letters = "abc@€{}|~\\^[]\n\ré Ω1'\"";
        for (int run = 0; run < 500; run++) {
            StringBuilder text = new StringBuilder();
            boolean unicode = random.nextBoolean();
            for (int i = 1 + random.nextInt(600); i > 0; i--) {
                text.append(
                        unicode && random.nextInt(4) == 0
                                ? "😀"
                                : "" + letters.charAt(random.nextInt(letters.length())));
            }
            StringBuilder read = new StringBuilder();
            List<String> pdus = SmsPdu.encode(SmsSubmit.of("+8613632919026", text.toString()), run);
            for (int i = 0; i < pdus.size(); i++) {
                SmsDeliver part = deliver(asDelivered(pdus.get(i)));
                read.append(part.text());
                assertThat(part.sender()).isEqualTo("+8613632919026");
                assertThat(part.concatenation())
                        .isEqualTo(pdus.size() == 1 ? null : new Concatenation(run & 0xFF, pdus.size(), i + 1, false));
            }
            assertThat(read.toString()).isEqualTo(text.toString());
        }
    }

    /** Turns our SUBMIT into the DELIVER that a network makes of it: without reference, with a time. */
    private static String asDelivered(String submit) {
        int first = Integer.parseInt(submit.substring(2, 4), 16);
        int afterReference = 6;
        int digits = Integer.parseInt(submit.substring(afterReference, afterReference + 2), 16);
        int addressEnd = afterReference + 4 + (digits + 1) / 2 * 2;
        return "00" + String.format("%02X", first & 0x40) + submit.substring(afterReference, addressEnd + 4)
                + "42101001020300" + submit.substring(addressEnd + 4);
    }

    @Test
    void a_name_of_seven_characters_has_no_tail() throws SmsPduException {
        // "My Bank" in 13 and, rounded up, in 14 half octets.
        assertThat(deliver("00040DD0CD3C280C76AF01" + "0000421010010203000141").sender())
                .hasSize(7);
        assertThat(deliver("00040ED0CD3C280C76AF01" + "0000421010010203000141").sender())
                .isEqualTo(deliver("00040DD0CD3C280C76AF01" + "0000421010010203000141")
                        .sender());
    }

    @Test
    void a_sixteen_bit_reference_is_read() throws SmsPduException {
        SmsDeliver sms = deliver("00440B911346610089F60008" + "42101001020300" + "0B" + "060804ABCD0302" + "04110430");

        assertThat(sms.concatenation()).isEqualTo(new Concatenation(0xABCD, 3, 2, true));
        assertThat(sms.text()).isEqualTo("Ба");
    }

    @Test
    void an_impossible_concatenation_is_ignored_and_the_text_kept() throws SmsPduException {
        SmsDeliver sms = deliver("00440B911346610089F60008" + "42101001020300" + "08" + "050003AB0003" + "0411");

        assertThat(sms.concatenation()).isNull();
        assertThat(sms.text()).isEqualTo("Б");
    }

    /** Put together by hand from TS 23.038 annex A. */
    @ParameterizedTest
    @CsvSource({
        // Turkish: single shift, locking shift, both in a part
        "00440B911346610089F60000421010010203001B03240101D824E7F4B05B5C678336E9CD7C935E8336E50D0A, İstanbul ışık €{",
        "00440B911346610089F6000042101001020300160325010100CEE961B7B8CE061D3A873588006600, İstanbul ışık €çğ",
        "00440B911346610089F6000042101001020300140B0003AB020125010124010100C19BE30605, İçĞ{",
        // Spanish: single shift
        "00440B911346610089F60000421010010203001C032401020013376F37B90C2ACFE99B306813749FCBECDF2601, ¿Dónde está Ángel?ç",
        // Portuguese: single shift, locking shift
        "00440B911346610089F60000421010010203001E03240103706EF66F107AF300053789CDFE0DDAFC419BCA86B15100, 'Não há Ação â Ωô\f'",
        "00440B911346610089F6000042101001020300180325010370EEDF20F403144CECDFA00E1853E96F78, Não há Ação â~€∞`[",
    })
    void a_text_is_read_with_the_tables_of_its_language(String pdu, String text) throws SmsPduException {
        assertThat(deliver(pdu).text()).isEqualTo(text);
    }

    @Test
    void a_part_keeps_its_number_beside_the_tables_of_its_language() throws SmsPduException {
        assertThat(deliver("00440B911346610089F6000042101001020300140B0003AB020125010124010100C19BE30605")
                        .concatenation())
                .isEqualTo(new Concatenation(0xAB, 2, 1, false));
    }

    @Test
    void a_language_that_is_not_known_is_read_with_the_default_tables() throws SmsPduException {
        // Bengali, and an element of a wrong length.
        assertThat(deliver("00440B911346610089F60000421010010203000D0625010424010461F1785306")
                        .text())
                .isEqualTo("abc€");
        assertThat(deliver("00440B911346610089F60000421010010203000B042402010184C5E3CD14")
                        .text())
                .isEqualTo("abcS");
    }

    @Test
    void a_status_report_is_read() throws SmsPduException {
        SmsStatusReport report =
                (SmsStatusReport) SmsPdu.decode("0006420B911346610089F6" + "42305001020304" + "42305001120304" + "00");

        assertThat(report.reference()).isEqualTo(0x42);
        assertThat(report.recipient()).isEqualTo("+31641600986");
        assertThat(report.delivered()).isTrue();
        assertThat(report.doneAt()).isEqualTo(OffsetDateTime.parse("2024-03-05T10:21:30+10:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "0",
        "zz",
        "00",
        "0004",
        "00040B91",
        "07911326040000F0040B911346610089F600002080629173140820C8F7",
        "00440B911346610089F6000842101001020300050A00030102",
        "0001000B911346610089F600000141",
        "００",
        "０４"
    })
    void a_broken_pdu_is_one_declared_exception(String hex) {
        assertThatThrownBy(() -> SmsPdu.decode(hex)).isInstanceOf(SmsPduException.class);
    }

    @Test
    void any_octets_give_a_result_or_the_one_exception() {
        Random random = new Random(20130820);
        String real = "07919471060000F0040D91945111325476F800006211120151034012C8329BFD0699E5EF36E85DA7CFD3E432";
        int read = 0;
        for (int run = 0; run < 200_000; run++) {
            byte[] octets;
            if (run % 2 == 0) {
                octets = new byte[random.nextInt(60)];
                random.nextBytes(octets);
            } else {
                octets = HexFormat.of().parseHex(real.substring(0, 2 * random.nextInt(real.length() / 2 + 1)));
                for (int i = random.nextInt(4); i > 0 && octets.length > 0; i--) {
                    octets[random.nextInt(octets.length)] = (byte) random.nextInt();
                }
            }
            try {
                assertThat(SmsPdu.decode(HexFormat.of().formatHex(octets))).isNotNull();
                read++;
            } catch (SmsPduException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    private static SmsDeliver deliver(String hex) throws SmsPduException {
        return (SmsDeliver) SmsPdu.decode(hex);
    }
}
