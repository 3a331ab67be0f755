package io.camelami.simulator.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors are put together by hand, octet by octet, from TS 23.040 and 23.038. */
class DeliverPduTest {
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2002-08-26T19:37:41+02:00");

    /** The text's octets are those of the often printed example "How are you?" from +31641600986. */
    @Test
    void a_message_in_the_gsm_alphabet() {
        assertThat(DeliverPdu.encode("+31624000000", "+31641600986", only("How are you?"), TIME))
                .isEqualTo("07911326040000F0" + "04" + "0B911346610089F6" + "0000" + "20806291731480" + "0C"
                        + "C8F71D14969741F977FD07");
    }

    /** The octets of "hellohello", another example that is in many places. */
    @Test
    void ten_septets_take_nine_octets() {
        assertThat(DeliverPdu.encode("+1", "12", only("hellohello"), TIME))
                .isEqualTo("02" + "91" + "F1" + "04" + "02" + "81" + "21" + "0000" + "20806291731480" + "0A"
                        + "E8329BFD4697D9EC37");
    }

    @Test
    void characters_of_the_extension_table_take_two_septets() {
        // ESC (1B) and 65: 0011011, 1100101 -> 1001 1011, 0011 0010 = 9B 32
        assertThat(userData(only("€"))).isEqualTo("02" + "9B32");
    }

    @Test
    void other_characters_make_the_message_ucs2() {
        String pdu = DeliverPdu.encode("+1", "12", only("你好😀"), TIME);
        assertThat(pdu).endsWith("0008" + "20806291731480" + "08" + "4F60597DD83DDE00");
    }

    @Test
    void a_zone_west_of_greenwich_has_the_sign_in_its_low_half() {
        // UTC-5 is 20 quarters of an hour: semi-octets swapped 02, with the sign bit 8: 0A.
        OffsetDateTime west = OffsetDateTime.parse("2026-01-02T03:04:05-05:00");
        assertThat(DeliverPdu.encode("+1", "12", only("a"), west)).contains("6210203040500A");
    }

    @Test
    void a_name_as_sender_is_packed_and_counted_in_semi_octets() {
        // "Bank": 42 61 6E 6B packed: C2 B0 7B 0D; four septets are 28 bits, 7 semi-octets.
        assertThat(DeliverPdu.encode("+1", "Bank", only("a"), TIME)).startsWith("0291F1" + "04" + "07D0" + "C2B07B0D");
    }

    @Test
    void parts_carry_a_header_and_start_on_a_septet_border() {
        List<SmsPart> parts = SmsPart.split("a".repeat(200), 0xA5);
        assertThat(parts).hasSize(2);
        String second = DeliverPdu.encode("+1", "12", parts.get(1), TIME);
        assertThat(second).startsWith("0291F1" + "44");
        // 47 characters and 7 septets of header are 54 (36); "a" (61) after one fill bit begins C2 E1 ...
        assertThat(second).contains("0000" + "20806291731480" + "36" + "050003A50202" + "C2E170381C0E87C3");
    }

    @Test
    void parts_in_ucs2_count_octets_with_the_header() {
        List<SmsPart> parts = SmsPart.split("你".repeat(71), 1);
        assertThat(parts).extracting(part -> part.text().length()).containsExactly(67, 4);
        assertThat(DeliverPdu.encode("+1", "12", parts.get(1), TIME))
                .endsWith("0E" + "050003010202" + "4F604F604F604F60");
    }

    private static SmsPart only(String text) {
        List<SmsPart> parts = SmsPart.split(text, 0);
        assertThat(parts).hasSize(1);
        return parts.get(0);
    }

    private static String userData(SmsPart part) {
        String pdu = DeliverPdu.encode("+1", "12", part, TIME);
        return pdu.substring(pdu.indexOf("20806291731480") + 14);
    }
}
