package io.camelami.simulator.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors are put together by hand from TS 23.040. */
class SubmitPduTest {

    @Test
    void reads_a_message_in_the_gsm_alphabet() {
        // No service centre, SUBMIT without validity, +46708251358, "hellohello"
        assertThat(SubmitPdu.decode(
                        "00" + "01" + "00" + "0B916407281553F8" + "00" + "00" + "0A" + "E8329BFD4697D9EC37"))
                .contains(new SubmitPdu("+46708251358", "hellohello", false, null, false));
    }

    @Test
    void skips_the_service_centre_and_reads_a_validity() {
        assertThat(SubmitPdu.decode("0291F1" + "11" + "00" + "0381" + "21F3" + "00" + "00" + "AA" + "02" + "9B32"))
                .contains(new SubmitPdu("123", "€", false, Duration.ofDays(4), false));
    }

    @Test
    void reads_ucs2_and_leaves_out_the_header_of_a_part() {
        assertThat(SubmitPdu.decode(
                        "00" + "41" + "00" + "0281" + "21" + "00" + "08" + "0A" + "050003010201" + "4F60597D"))
                .contains(new SubmitPdu("12", "你好", false, null, false));
    }

    @Test
    void finds_the_septets_after_a_header() {
        // 8 letters a after the header and one fill bit; 7 + 8 septets are 15 (0F).
        assertThat(SubmitPdu.decode(
                        "00" + "41" + "00" + "0281" + "21" + "00" + "00" + "0F" + "050003010201" + "C2E170381C0E87C3"))
                .contains(new SubmitPdu("12", "aaaaaaaa", false, null, false));
    }

    @ParameterizedTest
    @CsvSource({
        "00, PT5M",
        "0B, PT1H",
        "8F, PT12H",
        "90, PT12H30M",
        "A7, PT24H",
        "A8, P2D",
        "C4, P30D",
        "C5, P35D",
        "FF, P441D"
    })
    void reads_every_kind_of_relative_validity(String octet, Duration validity) {
        assertThat(SubmitPdu.decode("00" + "11" + "00" + "0281" + "21" + "00" + "00" + octet + "01" + "41"))
                .map(SubmitPdu::validity)
                .contains(validity);
    }

    @ParameterizedTest
    @CsvSource({"00, false", "10, true", "18, true", "11, false", "08, false"})
    void a_message_of_class_0_is_a_flash(String coding, boolean flash) {
        assertThat(SubmitPdu.decode("00" + "21" + "00" + "0281" + "21" + "00" + coding + "02" + "0041"))
                .get()
                .satisfies(pdu -> assertThat(pdu.flash()).isEqualTo(flash))
                .satisfies(pdu -> assertThat(pdu.reportRequested()).isTrue());
    }

    @Test
    void anything_else_is_no_message() {
        assertThat(SubmitPdu.decode("")).isEmpty();
        assertThat(SubmitPdu.decode("xyz")).isEmpty();
        assertThat(SubmitPdu.decode("0001000B91")).isEmpty();
        assertThat(SubmitPdu.decode("00" + "04" + "000B916407281553F80000")).isEmpty();
        assertThat(SubmitPdu.decode("FF")).isEmpty();
    }
}
