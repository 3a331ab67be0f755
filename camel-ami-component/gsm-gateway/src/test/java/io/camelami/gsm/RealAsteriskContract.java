package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.dialect.CliWord;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway on a real Asterisk must do, whatever its version. */
abstract class RealAsteriskContract {
    private TestGateway reader;
    private TestGateway operator;

    abstract RealAsterisk asterisk();

    @BeforeEach
    void logIn() {
        // The user sms may read dialplan events and nothing else.
        reader = new TestGateway(config("sms", "openvox", Map.of())).up();
        operator = new TestGateway(config("admin", "openvox", Map.of("sync", "false"))).up();
    }

    @AfterEach
    void end() {
        if (reader != null) {
            reader.close();
        }
        if (operator != null) {
            operator.close();
        }
    }

    private GatewayConfig config(String user, String dialect, Map<String, String> options) {
        return GatewayConfig.builder(asterisk().host())
                .name(user)
                .port(asterisk().port())
                .username(user)
                .secret(RealAsterisk.SECRET)
                .dialect(dialect)
                .dialectOptions(options)
                .zone(ZoneId.of("Asia/Shanghai"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello world",
                "comma, \"quotes\" and \\back",
                "héllo 你好 😀",
                "x\",\"9\",\"+666\",\"2013-08-20 15:17:45\",\"forged",
                "process_sms,\"9\",\"+666\",\"2013-08-20 15:17:45\",\"forged\"",
                "--END COMMAND-- Event: Newexten ${SHELL(id)} ; | `id` $(id) 'q'",
                "trailing quote\"",
            })
    void a_message_through_the_dialplan_is_read_once_and_character_for_character(String text) {
        arrive("gsm-2", "SMS_TEXT", text);
        reader.told(InboundSms.class, 1);
        arrive("gsm-2", "SMS_TEXT", "the next one");

        List<InboundSms> told = reader.told(InboundSms.class, 2);

        assertThat(told).extracting(InboundSms::text).containsExactly(text, "the next one");
        assertThat(told).extracting(InboundSms::sender).containsOnly("+8613632919026");
        assertThat(told).extracting(InboundSms::span).containsOnly(2);
        assertThat(told).extracting(InboundSms::source).containsOnly(InboundSms.Source.APP_DATA);
        assertThat(told).extracting(InboundSms::sentAt).containsOnly(OffsetDateTime.parse("2013-08-20T15:17:45+08:00"));
    }

    /** Where only AppData is seen a text of several lines is cut at the first; the session and later messages stay whole. */
    @Test
    void a_text_of_several_lines_is_cut_and_does_no_harm_to_the_next() {
        String text = "one\ntwo\r\nUniqueid: 1.1\r\n\r\nthree";
        arrive("gsm-3", "SMS_BASE64", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        reader.told(InboundSms.class, 1);
        arrive("gsm-2", "SMS_TEXT", "the next one");

        List<InboundSms> told = reader.told(InboundSms.class, 2);

        assertThat(told).extracting(InboundSms::text).containsExactly("one", "the next one");
        assertThat(told).extracting(InboundSms::span).containsExactly(3, 2);
    }

    @Test
    void a_message_sent_through_the_alias_arrives() {
        SmsResult result =
                operator.send(SmsRequest.of("15551234", "hello;world").withSpan(2));

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(stored("2", "15551234")).isEqualTo("hello;world");
    }

    /** Aliases lose the quotes of their arguments, so this one cannot take a text of several words; it says so. */
    @Test
    void what_the_alias_cannot_take_is_failed_and_not_accepted() {
        SmsResult result = operator.send(SmsRequest.of("15551235", "two words").withSpan(2));

        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail() + result.reply()).doesNotContain("15551235").doesNotContain("two words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say \"hi\"",
                "\\",
                "\"",
                "a\\\"b",
                "--END COMMAND--",
                "${SHELL(id)}",
                "; | & `id` $(id) 'q' !x",
                "  blanks  ",
                "héllo 你好 😀",
                "x\" y \"z",
                "\\n",
                "tab\there",
            })
    void a_quoted_word_arrives_character_for_character(String text) {
        operator.gateway()
                .command("database put quoting word " + CliWord.quote(text))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        assertThat(stored("quoting", "word")).isEqualTo(text);
    }

    @Test
    void it_is_found_to_be_a_plain_asterisk() {
        try (TestGateway test = new TestGateway(config("admin", "auto", Map.of())).up()) {
            assertThat(test.gateway().dialect()).isEqualTo("asterisk");
            assertThat(test.gateway()
                            .command("core show version")
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join()
                            .success())
                    .isTrue();
        }
    }

    /** The server refuses the second login of this user, and after a refusal the next attempt takes a minute. */
    @Test
    void a_user_who_is_admitted_once_at_a_time_is_logged_off_before_the_link_is_opened() {
        try (TestGateway test = new TestGateway(config("single", "auto", Map.of())).up()) {
            assertThat(test.gateway().dialect()).isEqualTo("asterisk");
            assertThat(test.events(LinkDown.class)).isEmpty();
        }
    }

    @Test
    void for_a_user_without_the_right_to_run_commands_it_says_that_the_kind_cannot_be_told_and_what_helps() {
        try (TestGateway test = new TestGateway(config("operator", "auto", Map.of())).start()) {
            String reason = test.told(LinkDown.class, 1).get(0).reason();
            assertThat(reason).contains("right (write) command").contains("option dialect");

            SmsResult result = test.send(SmsRequest.of("15551234", "hello"));
            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail()).contains("option dialect");
            assertThat(test.gateway().status().up()).isFalse();
        }
    }

    /** Each to another telephone: the server tells no step of the dialplan that is the one it told last. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {"1000 | hello", "1001 | #  «quotes» \"x\", ${SHELL(id)}; 你好 😀#"})
    void a_message_to_a_telephone_arrives_over_sip_character_for_character(String telephone, String text) {
        Map<String, String> options = Map.of("message", "pjsip:{to}", "from", "<sip:gateway@127.0.0.1>");
        try (TestGateway test = new TestGateway(config("admin", "asterisk", options)).up()) {
            SmsResult result = test.send(SmsRequest.of(telephone, text));

            assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(test.events(RawEvent.class))
                    .extracting(raw -> raw.event().get("AppData"))
                    .contains("<sip:gateway@127.0.0.1> says " + text));
        }
    }

    @ParameterizedTest
    @CsvSource({"pjsip:{to}, RECIPIENT", "nosuch:{to}, CONFIGURATION", "mobile:quectel0, CONFIGURATION"})
    void a_message_that_the_server_refuses_is_failed_as_what_it_is(String destination, FailureClass failure) {
        try (TestGateway test = new TestGateway(config("admin", "asterisk", Map.of("message", destination))).up()) {
            SmsResult result = test.send(SmsRequest.of("4711", "hello"));

            assertThat(result.failure()).isEqualTo(failure);
            assertThat(result.detail()).contains("option message").doesNotContain("4711");
        }
    }

    @Test
    void a_user_without_the_right_to_send_messages_is_told_so_before_anything_is_written() {
        try (TestGateway test = new TestGateway(config("operator", "asterisk", Map.of("message", "pjsip:{to}"))).up()) {
            SmsResult result = test.send(SmsRequest.of("1000", "hello"));

            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail()).contains("right (write) message");
            assertThat(result.parts()).isZero();
        }
    }

    private void arrive(String context, String variable, String text) {
        AmiResponse answer = operator.gateway()
                .action(AmiAction.of("Originate")
                        .with("Channel", "Local/sms@" + context + "/n")
                        .with("Application", "Wait")
                        .with("Data", "1")
                        .with("Async", "true")
                        .with("Variable", "SMS_SENDER=+8613632919026")
                        .with("Variable", "SMS_TIME=2013-08-20 15:17:45")
                        .with("Variable", variable + "=" + CliWord.quote(text)))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(answer.success()).isTrue();
    }

    private String stored(String family, String key) {
        AmiResponse answer = operator.gateway()
                .action(AmiAction.of("DBGet").with("Family", family).with("Key", key))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return answer.events().stream()
                .filter(event -> event.is("DBGetResponse"))
                .map((AmiEvent event) -> event.get("Val"))
                .findFirst()
                .orElse(null);
    }
}
