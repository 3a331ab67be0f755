package io.camelami.simulator.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsPartTest {

    @Test
    void what_fits_stays_whole() {
        assertThat(SmsPart.split("a".repeat(160), 1)).hasSize(1);
        assertThat(SmsPart.split("ж".repeat(70), 1)).hasSize(1);
        assertThat(SmsPart.split("", 1)).hasSize(1);
    }

    @Test
    void a_longer_text_is_cut_at_153_septets_or_67_units() {
        assertThat(SmsPart.split("a".repeat(161), 1))
                .extracting(p -> p.text().length())
                .containsExactly(153, 8);
        assertThat(SmsPart.split("ж".repeat(135), 1))
                .extracting(p -> p.text().length())
                .containsExactly(67, 67, 1);
    }

    @Test
    void an_escape_keeps_its_code() {
        String text = "a".repeat(152) + "€" + "b".repeat(20);
        assertThat(SmsPart.split(text, 1))
                .extracting(SmsPart::text)
                .containsExactly("a".repeat(152), "€" + "b".repeat(20));
    }

    @Test
    void a_surrogate_pair_stays_together() {
        String text = "ж".repeat(66) + "😀" + "ж".repeat(20);
        assertThat(SmsPart.split(text, 1))
                .extracting(SmsPart::text)
                .containsExactly("ж".repeat(66), "😀" + "ж".repeat(20));
    }

    @Test
    void parts_share_the_reference_and_are_numbered_from_one() {
        assertThat(SmsPart.split("a".repeat(400), 7))
                .extracting(p -> p.reference() + ":" + p.number() + "/" + p.total())
                .containsExactly("7:1/3", "7:2/3", "7:3/3");
    }
}
