package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.camelami.gsm.pdu.SmsDeliver;
import io.camelami.gsm.pdu.SmsPdu;
import io.camelami.gsm.pdu.SmsPduException;
import io.camelami.gsm.pdu.SmsSubmit;
import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.SmsCost;
import io.camelami.gsm.text.SmsText;
import io.camelami.gsm.ussd.Cusd;
import io.camelami.gsm.ussd.UssdMenu;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdText;
import io.camelami.simulator.sms.SubmitPdu;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The codecs of SMS and USSD: total, and what they write is read by somebody else's codec as it was meant. */
class CodecFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void any_octets_are_a_message_a_report_or_no_pdu(byte[] octets) {
        try {
            if (SmsPdu.decode(HexFormat.of().formatHex(octets)) instanceof SmsDeliver message) {
                assertThat(message.text().length()).isLessThanOrEqualTo(512);
                assertThat(message.sender()).isNotNull();
            }
        } catch (SmsPduException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (RuntimeException e) {
            throw new AssertionError(HexFormat.of().formatHex(octets), e);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void any_text_is_a_pdu_or_none(@NotNull String text) {
        try {
            SmsPdu.decode(text);
        } catch (SmsPduException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "5m")
    void a_text_is_cut_without_loss_and_each_part_fits(@NotNull String text) {
        SmsCost cost = SmsText.cost(text);
        List<String> parts = SmsText.split(text, cost.alphabet(), false);
        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(cost.parts()).isEqualTo(parts.size());
        int room =
                parts.size() == 1 ? cost.alphabet().single() : cost.alphabet().part(false);
        for (String part : parts) {
            assertThat(SmsText.length(part, cost.alphabet())).isLessThanOrEqualTo(room);
        }
        boolean whole = cost.lost().isEmpty();
        if (whole && cost.alphabet() == Alphabet.UCS2) {
            assertThat(parts).noneMatch(part -> Character.isLowSurrogate(part.isEmpty() ? 'x' : part.charAt(0)));
        }
        if (!whole || text.isEmpty() || parts.size() > 255) {
            return;
        }
        try {
            List<String> pdus = SmsPdu.encode(
                    new SmsSubmit(
                            "+8613632919026",
                            text,
                            text.length() % 2 == 0,
                            false,
                            Duration.ofMinutes(text.length() + 1)),
                    text.length());
            assertThat(pdus.stream()
                            .map(pdu -> SubmitPdu.decode(pdu).orElseThrow().text())
                            .collect(Collectors.joining()))
                    .isEqualTo(text);
        } catch (SmsPduException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void whatever_is_printed_for_ussd_gives_a_text_and_a_status(@NotNull String printed, int dcs) {
        assertThat(UssdText.printed(printed, dcs).text()).isNotNull();
        assertThat(UssdText.ofModem(printed, dcs).text()).isNotNull();
        Cusd cusd = Cusd.parse(printed);
        assertThat(cusd == null || cusd.status() != null).isTrue();
        assertThat(UssdReply.parse(Arrays.asList(printed.split("\n", -1)), 1).status())
                .isNotNull();
        UssdMenu.options(printed).forEach(option -> assertThat(option.key()).isNotEmpty());
    }
}
