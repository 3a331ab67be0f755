package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Capabilities.Operation;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain Asterisk dialect with option message, on a simulated Asterisk. */
class MessageSendTest {
    private static final String TO = "+8613632919026";

    private final GatewaySimulator simulator =
            GatewaySimulator.builder(Personality.ASTERISK).start();
    private TestGateway test;

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
        }
        simulator.close();
    }

    private TestGateway open(String... options) {
        test = gateway(simulator, options);
        return test.up();
    }

    private static TestGateway gateway(GatewaySimulator simulator, String... options) {
        Map<String, String> given = Stream.of(options)
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        return new TestGateway(simulator, "asterisk", b -> b.dialectOptions(given));
    }

    private List<ReceivedAction> sends() {
        return simulator.actions().stream()
                .filter(action -> action.name().equals("MessageSend"))
                .toList();
    }

    private SentSms sent() {
        await().until(() -> simulator.sentSms().size() == 1);
        return simulator.sentSms().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello world",
                "  two\r\nlines,\n\n \"quotes\", \\back; ${SHELL(id)} 你好 😀 ",
                "x\r\nVariable: a=b\r\n\r\nAction: Logoff\r\n\r\n",
            })
    void a_message_arrives_character_for_character(String text) {
        SmsResult result =
                open("message=mobile:quectel0").send(SmsRequest.of(TO, text).withId("ref-1"));

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.id()).isEqualTo("ref-1");
        assertThat(result.span()).isEqualTo(1);
        assertThat(sent()).extracting(SentSms::span, SentSms::to, SentSms::text).containsExactly(1, TO, text);
    }

    @Test
    void a_span_is_a_device_of_the_option_in_its_order() {
        open("message=mobile:quectel3, mobile:quectel1")
                .send(SmsRequest.of(TO, "hello").withSpan(2));

        assertThat(sent().span()).isEqualTo(2);
        assertThat(sends().get(0).header("Destination")).isEqualTo("mobile:quectel1");
        assertThat(test.gateway().spans().join())
                .containsExactly(Span.of(1, true, "mobile:quectel3"), Span.of(2, true, "mobile:quectel1"));
    }

    @Test
    void the_recipient_takes_its_place_in_a_uri() {
        SmsResult result = open("message=pjsip:carrier/sip:{to}@sms.example", "from=<sip:alerts@pbx.example>")
                .send(SmsRequest.of(TO, "hello"));

        assertThat(sends().get(0).headers().subList(2, 5))
                .containsExactly(
                        Map.entry("To", "pjsip:carrier/sip:" + TO + "@sms.example"),
                        Map.entry("From", "<sip:alerts@pbx.example>"),
                        Map.entry("Base64Body", "aGVsbG8="));
        // The simulated server has no such technology.
        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail()).contains("option message").doesNotContain("13632919026");
    }

    @Test
    void the_validity_is_told_to_the_driver() {
        open("message=mobile:quectel0", "validity=60").send(SmsRequest.of(TO, "hello"));

        assertThat(sends().get(0).header("Variable")).isEqualTo("validity=60");
    }

    @ParameterizedTest
    @CsvSource({"a, 756", "д, 378", "你, 252", "😀, 189"})
    void the_longest_text_fits_a_line_and_one_character_more_is_refused_before_the_wire(String character, int most) {
        open("message=mobile:quectel0");
        SmsResult longer = test.send(SmsRequest.of(TO, character.repeat(most + 1)));
        assertThat(longer.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(longer.detail()).contains("too long").contains("several messages");
        assertThat(sends()).isEmpty();

        assertThat(test.send(SmsRequest.of(TO, character.repeat(most))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(sent().text()).isEqualTo(character.repeat(most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:x@y", "1 2", "", "abc", "123456789012345678901", "1\r\nX: y", "{to}"})
    void a_recipient_that_is_no_number_becomes_no_uri(String recipient) {
        SmsResult result = open("message=pjsip:{to}").send(SmsRequest.of(recipient, "hello"));

        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(sends()).isEmpty();
    }

    @Test
    void a_text_with_nul_is_refused_before_the_wire() {
        assertThat(open("message=mobile:quectel0")
                        .send(SmsRequest.of(TO, "a\0b"))
                        .failure())
                .isEqualTo(FailureClass.RECIPIENT);
        assertThat(sends()).isEmpty();
    }

    @Test
    void a_device_that_is_not_there_is_a_broken_span() {
        SmsResult result = open("message=mobile:quectel77").send(SmsRequest.of(TO, "hello"));

        assertThat(result.failure()).isEqualTo(FailureClass.SPAN_BROKEN);
        assertThat(result.reply()).isEqualTo("Message failed to send.");
    }

    @Test
    void a_span_that_the_option_does_not_name_is_refused_before_the_wire() {
        SmsResult result =
                open("message=mobile:quectel0").send(SmsRequest.of(TO, "hello").withSpan(2));

        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail()).contains("no span 2").contains("option message");
        assertThat(sends()).isEmpty();
    }

    @Test
    void a_link_that_is_lost_before_the_answer_leaves_the_outcome_unknown() {
        simulator.nextSend(1, SendBehaviour.LOSE_LINK);

        assertThat(open("message=mobile:quectel0")
                        .send(SmsRequest.of(TO, "hello"))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void a_server_without_message_send_is_told_by_its_list_of_actions_and_nothing_is_written() {
        try (GatewaySimulator old =
                        GatewaySimulator.builder(Personality.ASTERISK_1_8).start();
                TestGateway onOld = gateway(old, "message=pjsip:{to}").up()) {
            SmsResult result = onOld.send(SmsRequest.of(TO, "hello"));

            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail()).contains("MessageSend").contains("Asterisk 11");
            assertThat(old.actions()).noneMatch(action -> action.name().equals("MessageSend"));
            assertThat(onOld.gateway().spans().join()).containsExactly(Span.of(1, false, "pjsip:{to}"));
        }
    }

    @Test
    void with_the_option_sending_is_among_the_capabilities() {
        assertThat(open("message=pjsip:{to}").gateway().capabilities())
                .isEqualTo(new Capabilities(
                        test.gateway().capabilities().operations(),
                        Set.of(Outcome.ACCEPTED),
                        6,
                        Set.of(Capabilities.SmsFeature.NEWLINES, Capabilities.SmsFeature.UNICODE)))
                .satisfies(capabilities ->
                        assertThat(capabilities.operations()).contains(Operation.SEND_SMS, Operation.SPANS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message=",
                "message=quectel0",
                "message=pjsip:1000",
                "message=mobile:{to}",
                "message=mobile:quectel0,,mobile:quectel1",
                "message=pjsip:{to} x",
                "message=pjsip:{to}\r\nX: y",
                "from=a",
                "validity=60",
                "message=pjsip:{to};validity=60",
                "message=mobile:a;validity=0",
                "message=pjsip:{to};from=a\nb",
                "mesage=pjsip:{to}",
            })
    void options_that_cannot_be_met_are_refused_by_name(String options) {
        assertThatThrownBy(() -> gateway(simulator, options.split(";")).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dialect asterisk");
    }

    @Test
    void more_spans_than_the_option_names_are_refused() {
        assertThatThrownBy(() -> new TestGateway(simulator, "asterisk", b -> b.spans(2)
                                .dialectOptions(Map.of("message", "mobile:quectel0")))
                        .close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spans=2");
    }
}
