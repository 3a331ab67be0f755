package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.text.TextPolicy;
import io.camelami.gsm.text.TextPolicy.LongText;
import io.camelami.gsm.text.TextPolicy.Unicode;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One part is what the gateway sends as one, however the alphabets would count. */
class TextPolicyGatewayTest {
    private static final String TO = "+4915112345678";
    private static final TextPolicy TRUNCATE = new TextPolicy(Unicode.AUTO, LongText.TRUNCATE);
    private static final TextPolicy ONE_PART = new TextPolicy(Unicode.AUTO, LongText.REJECT);

    private GatewaySimulator simulator;
    private TestGateway test;

    private void gateway(Personality personality, String dialect) {
        simulator = GatewaySimulator.builder(personality).start();
        test = new TestGateway(simulator, dialect, b -> b);
        test.up();
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    private SmsResult send(String text, TextPolicy policy) {
        return test.send(SmsRequest.of(TO, text).withTextPolicy(policy));
    }

    @ParameterizedTest
    @CsvSource({
        // OpenVox's driver takes seven bits for ASCII only, wdoekes' has no room for 160 septets
        "OPENVOX, openvox, x, 160",
        "OPENVOX, openvox, é, 70",
        "OPENVOX, openvox, €, 70",
        "OPENVOX, openvox, {, 80",
        "OPENVOX, openvox, я, 70",
        "YEASTAR_TG, yeastar-tg, x, 160",
        "YEASTAR_TG, yeastar-tg, я, 70",
        "DONGLE_BG111, chan-dongle, é, 160",
        "DONGLE_WDOEKES, chan-dongle, x, 159",
        "DONGLE_WDOEKES, chan-dongle, 😀, 35",
        "QUECTEL, chan-quectel, €, 79",
    })
    void a_text_is_cut_to_what_this_gateway_sends_as_one_part(
            Personality personality, String dialect, String character, int held) {
        gateway(personality, dialect);

        SmsResult result = send(character.repeat(2_000), TRUNCATE);

        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.truncated()).isTrue();
        assertThat(result.parts()).isEqualTo(1);
        await().until(() -> simulator.sentSms().size() == 1);
        assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactly(character.repeat(held));
        assertThat(send(character.repeat(held), TRUNCATE).truncated()).isFalse();
    }

    @Test
    void a_text_that_this_gateway_would_send_in_parts_is_refused_before_a_byte_is_written() {
        gateway(Personality.OPENVOX, "openvox");

        SmsResult result = send("é".repeat(71), ONE_PART);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(result.detail())
                .contains("takes 2 parts", "holds the first 70")
                .doesNotContain("é");
        assertThat(result.truncated()).isFalse();
        assertThat(simulator.commands()).noneMatch(command -> command.startsWith("gsm send"));
        assertThat(send("é".repeat(70), ONE_PART).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void an_option_that_makes_it_a_pdu_gives_it_the_room_of_one() {
        gateway(Personality.OPENVOX, "openvox");
        SmsRequest request = SmsRequest.of(TO, "é".repeat(200)).withTextPolicy(TRUNCATE);

        test.send(request.withOptions(SmsOptions.NONE.withFlash(true)));

        await().until(() -> simulator.sentSms().size() == 1);
        assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactly("é".repeat(160));
    }

    @Test
    void a_transliterated_text_goes_out_as_such() {
        gateway(Personality.YEASTAR_TG, "yeastar-tg");

        assertThat(send("Zażółć – „gęślą” jaźń", new TextPolicy(Unicode.TRANSLITERATE, LongText.REJECT))
                        .outcome())
                .isEqualTo(Outcome.SENT);

        assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactly("Zazolc - \"gesla\" jazn");
    }

    @Test
    void a_character_that_may_not_be_sent_is_named_by_its_code_point() {
        gateway(Personality.YEASTAR_TG, "yeastar-tg");

        SmsResult result = send("пин 4711", new TextPolicy(Unicode.REJECT, LongText.SPLIT));

        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(result.detail()).contains("U+0438, U+043D, U+043F").doesNotContain("пин", "4711");
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void a_policy_hides_no_other_reason_to_refuse() {
        gateway(Personality.OPENVOX, "openvox");

        assertThat(test.send(SmsRequest.of("nobody", "x".repeat(500)).withTextPolicy(TRUNCATE))
                        .detail())
                .contains("the recipient is not a number");
        assertThat(send("", TRUNCATE).detail()).contains("the text is empty");
    }

    @Test
    void without_a_policy_a_long_text_goes_in_parts_as_ever() {
        gateway(Personality.OPENVOX, "openvox");

        SmsResult result = test.send(SmsRequest.of(TO, "я".repeat(100)));

        assertThat(result.parts()).isEqualTo(2);
        assertThat(result.truncated()).isFalse();
    }
}
