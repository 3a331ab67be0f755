package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.ReportBehaviour;
import io.camelami.simulator.SentSms;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one message asks for reaches the network, or the message is refused: it is never left out. */
class SmsOptionsTest {
    private static final String TO = "+4915112345678";
    private static final SmsOptions FLASH = SmsOptions.NONE.withFlash(true);
    private static final SmsOptions REPORT = SmsOptions.NONE.withDeliveryReport(true);
    private static final SmsOptions AN_HOUR = SmsOptions.NONE.withValidity(Duration.ofHours(1));

    private GatewaySimulator simulator;
    private TestGateway test;

    private TestGateway gateway(Personality personality, Map<String, String> options, Quirk... quirks) {
        simulator = GatewaySimulator.builder(personality).quirk(quirks).start();
        String dialect =
                switch (personality) {
                    case OPENVOX -> "openvox";
                    case YEASTAR_TG -> "yeastar-tg";
                    case QUECTEL -> "chan-quectel";
                    case DONGLE_BG111, DONGLE_WDOEKES -> "chan-dongle";
                    default -> "asterisk";
                };
        test = new TestGateway(simulator, dialect, b -> b.dialectOptions(options));
        return test.up();
    }

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
            simulator.close();
        }
    }

    private SmsResult send(String text, SmsOptions options) {
        return test.send(SmsRequest.of(TO, text).withOptions(options));
    }

    private SentSms theOneSent() {
        await().until(() -> simulator.sentSms().size() == 1);
        return simulator.sentSms().get(0);
    }

    // --- OpenVox ---

    @Test
    void openvox_sends_a_flash_by_the_argument_of_newer_firmware_and_still_hears_what_the_network_says() {
        gateway(Personality.OPENVOX, Map.of("flashArgument", "true"), Quirk.OPENVOX_FLASH_ARGUMENT);

        assertThat(send("now", FLASH).outcome()).isEqualTo(Outcome.SENT);
        assertThat(send("x".repeat(200), FLASH).outcome()).isEqualTo(Outcome.SENT);
        assertThat(send("later", SmsOptions.NONE).outcome()).isEqualTo(Outcome.SENT);
        assertThat(simulator.sentSms()).extracting(SentSms::flash).containsExactly(true, true, true, false);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "false, false"})
    void openvox_sends_a_flash_as_a_pdu_where_no_command_has_an_argument_for_it(boolean sync, boolean flashArgument) {
        gateway(
                Personality.OPENVOX,
                Map.of("sync", Boolean.toString(sync), "flashArgument", Boolean.toString(flashArgument)));

        assertThat(send("now", FLASH).outcome()).isIn(Outcome.SENT, Outcome.ACCEPTED);
        assertThat(theOneSent()).extracting(SentSms::text, SentSms::flash).containsExactly("now", true);
        assertThat(simulator.commands()).anyMatch(command -> command.startsWith("gsm send pdu"));
    }

    @Test
    void openvox_sends_a_validity_and_a_flash_with_line_ends_as_a_pdu() {
        gateway(Personality.OPENVOX, Map.of("flashArgument", "true"), Quirk.OPENVOX_FLASH_ARGUMENT);

        assertThat(send("two\nlines", AN_HOUR.withFlash(true)).outcome()).isIn(Outcome.SENT, Outcome.ACCEPTED);
        assertThat(theOneSent())
                .extracting(SentSms::text, SentSms::flash, SentSms::validity, SentSms::reportRequested)
                .containsExactly("two\nlines", true, Duration.ofHours(1), false);
    }

    @Test
    void every_part_of_a_long_text_has_what_was_asked_for() {
        gateway(Personality.OPENVOX, Map.of());

        assertThat(send("x".repeat(400), AN_HOUR.withFlash(true)).parts()).isEqualTo(3);
        await().until(() -> simulator.sentSms().size() == 3);
        assertThat(simulator.sentSms())
                .extracting(SentSms::flash, SentSms::validity)
                .containsOnly(tuple(true, Duration.ofHours(1)));
    }

    // --- USB modems ---

    @Test
    void bg111s_driver_gets_flash_and_validity_in_the_pdu() {
        gateway(Personality.DONGLE_BG111, Map.of());

        assertThat(send("now", AN_HOUR.withFlash(true)).outcome()).isEqualTo(Outcome.SENT);
        assertThat(theOneSent())
                .extracting(SentSms::text, SentSms::flash, SentSms::validity)
                .containsExactly("now", true, Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void the_later_drivers_get_validity_and_report_as_headers(Personality personality) {
        gateway(personality, Map.of());
        simulator.nextReport(1, ReportBehaviour.DELIVERED);

        SmsResult result =
                test.send(SmsRequest.of(TO, "hello").withSpan(1).withOptions(AN_HOUR.withDeliveryReport(true)));

        assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(theOneSent())
                .extracting(SentSms::validity, SentSms::reportRequested)
                .containsExactly(Duration.ofHours(1), true);
        assertThat(test.gateway().capabilities().outcomes()).contains(Outcome.DELIVERED);
        assertThat(send("without", SmsOptions.NONE).outcome()).isEqualTo(Outcome.SENT);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT1M, 1", "PT1M0.001S, 2", "PT59M59S, 60", "P441D, 635040"})
    void a_driver_that_takes_minutes_gets_no_less_than_was_asked_for(Duration validity, String minutes) {
        gateway(Personality.DONGLE_WDOEKES, Map.of("driver", "wdoekes"));

        send("hello", SmsOptions.NONE.withValidity(validity));

        assertThat(theOneSent().validity()).isEqualTo(Duration.ofMinutes(Long.parseLong(minutes)));
    }

    @Test
    void what_a_message_says_counts_more_than_the_options_of_the_dialect() {
        gateway(Personality.DONGLE_WDOEKES, Map.of("report", "true", "validity", "5"));
        simulator.nextReport(1, ReportBehaviour.DELIVERED);

        assertThat(test.send(SmsRequest.of(TO, "as usual").withSpan(1)).outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(send("otherwise", AN_HOUR.withDeliveryReport(false)).outcome())
                .isEqualTo(Outcome.SENT);
        assertThat(simulator.sentSms())
                .extracting(SentSms::validity, SentSms::reportRequested)
                .containsExactly(tuple(Duration.ofMinutes(5), true), tuple(Duration.ofHours(1), false));
    }

    @Test
    void a_message_can_do_without_the_flash_that_is_usual() {
        gateway(Personality.DONGLE_BG111, Map.of("driver", "bg111", "flash", "true", "validity", "10"));

        send("as usual", SmsOptions.NONE);
        send("kept", SmsOptions.NONE.withFlash(false));

        assertThat(simulator.sentSms())
                .extracting(SentSms::flash, SentSms::validity)
                .containsExactly(tuple(true, Duration.ofMinutes(10)), tuple(false, Duration.ofMinutes(10)));
    }

    // --- what a dialect lacks ---

    @ParameterizedTest
    @CsvSource({
        "OPENVOX, DELIVERY_REPORT",
        "YEASTAR_TG, FLASH",
        "YEASTAR_TG, VALIDITY",
        "YEASTAR_TG, DELIVERY_REPORT",
        "DONGLE_BG111, DELIVERY_REPORT",
        "DONGLE_WDOEKES, FLASH",
        "QUECTEL, FLASH",
    })
    void what_the_dialect_lacks_is_refused_before_a_byte_is_written(Personality personality, SmsFeature feature) {
        gateway(personality, Map.of());
        SmsOptions asked =
                switch (feature) {
                    case FLASH -> FLASH;
                    case VALIDITY -> AN_HOUR;
                    default -> REPORT;
                };

        SmsResult result = send("hello", asked);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.parts()).isZero();
        assertThat(result.detail())
                .startsWith("gateway gw: nothing was sent: it asks for " + feature + ", which dialect ")
                .contains(test.gateway().config().dialect(), "Do not ask for it");
        assertThat(simulator.actions())
                .extracting(ReceivedAction::name)
                .noneMatch(name -> name.matches("(Dongle|Quectel)Send.*"));
        assertThat(simulator.commands()).noneMatch(command -> command.startsWith("gsm send"));
        assertThat(simulator.sentSms()).isEmpty();
        assertThat(test.gateway().capabilities().sms()).doesNotContain(feature);
    }

    @ParameterizedTest
    @EnumSource(names = {"YEASTAR_TG", "OPENVOX", "DONGLE_WDOEKES", "DONGLE_BG111"})
    void what_is_asked_not_to_be_is_had_on_every_gateway(Personality personality) {
        gateway(personality, Map.of());

        assertThat(send("hello", new SmsOptions(false, null, false)).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void until_the_driver_is_known_a_message_waits_and_is_then_judged_by_it() {
        simulator = GatewaySimulator.builder(Personality.DONGLE_BG111).start();
        test = new TestGateway(simulator, "chan-dongle", b -> b);
        assertThat(test.gateway().capabilities().sms())
                .containsExactlyInAnyOrder(SmsFeature.NEWLINES, SmsFeature.UNICODE, SmsFeature.VALIDITY);
        test.up();

        assertThat(send("now", FLASH).outcome()).isEqualTo(Outcome.SENT);
        assertThat(send("hello", REPORT).failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(simulator.sentSms()).extracting(SentSms::flash).containsExactly(true);
    }

    @Test
    void a_driver_that_stays_unknown_is_what_the_refusal_speaks_of() {
        gateway(Personality.ASTERISK, Map.of());
        assertThat(send("hello", FLASH).detail()).contains("plain Asterisk has no modem");
        test.close();
        test = new TestGateway(simulator, "chan-dongle", b -> b).up();

        SmsResult result = send("hello", FLASH);

        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(result.detail()).contains("the driver is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-5M", "P442D"})
    void a_validity_that_no_network_knows_is_no_request(Duration validity) {
        assertThatThrownBy(() -> SmsOptions.NONE.withValidity(validity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("validity");
    }
}
