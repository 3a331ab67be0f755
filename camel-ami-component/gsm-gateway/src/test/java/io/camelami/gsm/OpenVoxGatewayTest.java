package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.SmsReport;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenVoxGatewayTest {
    private static final String TO = "+8613632919026";

    private GatewaySimulator simulator;
    private TestGateway test;

    private TestGateway gateway(Quirk... quirks) {
        return gateway(Duration.ZERO, b -> b, quirks);
    }

    private TestGateway gateway(Duration sendTime, UnaryOperator<GatewayConfig.Builder> options, Quirk... quirks) {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(sendTime)
                .quirk(quirks)
                .start();
        test = new TestGateway(simulator, "openvox", options);
        return test.up();
    }

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
        }
        simulator.close();
    }

    // --- the way out ---

    @Test
    void a_message_the_network_took_is_sent() {
        SmsResult result =
                gateway().send(SmsRequest.of(TO, "hello world").withSpan(2).withId("otp-1"));

        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.span()).isEqualTo(2);
        assertThat(result.id()).isEqualTo("otp-1");
        assertThat(result.parts()).isEqualTo(1);
        assertThat(result.epoch()).isEqualTo(1);
        assertThat(result.reply()).isEqualTo("ID:otp-1 SPAN:2 SEND SMS TO PHONE:+861***26 SUCCESSFULLY");
        assertThat(simulator.sentSms()).containsExactly(new SentSms(2, TO, "hello world", "otp-1"));
    }

    @Test
    void four_spans_of_one_second_each_send_four_messages_in_about_one_second() {
        gateway(Duration.ofSeconds(1), b -> b);
        long start = System.nanoTime();
        List<CompletableFuture<SmsResult>> sends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sends.add(test.sending(SmsRequest.of(TO, "alarm " + i)));
        }

        assertThat(sends)
                .allSatisfy(s -> assertThat(TestGateway.result(s).outcome()).isEqualTo(Outcome.SENT));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1000), Duration.ofMillis(1900));
        assertThat(simulator.sentSms()).extracting(SentSms::span).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void a_message_arrives_while_a_send_blocks() {
        gateway(Duration.ofSeconds(1), b -> b);
        CompletableFuture<SmsResult> sending =
                test.sending(SmsRequest.of(TO, "slow").withSpan(1));
        await().until(() -> !simulator.commands().stream()
                .filter(c -> c.startsWith("gsm send"))
                .toList()
                .isEmpty());
        simulator.receiveSms(2, "+49151", "quick");

        assertThat(test.told(InboundSms.class, 1).get(0).text()).isEqualTo("quick");
        assertThat(sending).isNotDone();
        assertThat(TestGateway.result(sending).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void messages_on_one_span_go_one_after_the_other_in_order() {
        gateway(Duration.ofMillis(50), b -> b);
        List<CompletableFuture<SmsResult>> sends = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sends.add(test.sending(SmsRequest.of(TO, "m" + i).withSpan(3)));
        }
        sends.forEach(s -> assertThat(TestGateway.result(s).outcome()).isEqualTo(Outcome.SENT));

        assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void a_refusal_of_the_network_is_failed_and_can_be_repeated_later() {
        gateway();
        simulator.nextSend(1, SendBehaviour.FAILED);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(result.detail()).startsWith("gateway gw, span 1: ");
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void a_timeout_of_the_gateway_is_unknown_and_never_sent_again() {
        gateway();
        simulator.nextSend(1, SendBehaviour.TIMEOUT);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1)).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void a_busy_span_is_tried_again_without_the_caller() {
        gateway();
        simulator.nextSend(1, SendBehaviour.BUSY);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1)).outcome()).isEqualTo(Outcome.SENT);
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void a_span_that_stays_busy_until_the_time_is_over_is_failed_to_be_repeated() {
        gateway();
        simulator.nextSend(1, SendBehaviour.BUSY, SendBehaviour.BUSY, SendBehaviour.BUSY, SendBehaviour.BUSY);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1).withTimeout(Duration.ofSeconds(3)));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_NOW);
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void a_link_lost_between_write_and_answer_is_unknown() {
        gateway();
        simulator.nextSend(1, SendBehaviour.LOSE_LINK);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void a_link_lost_in_the_middle_of_a_long_text_is_unknown_and_says_which_parts_went() {
        gateway();
        simulator.nextSend(1, SendBehaviour.SENT, SendBehaviour.LOSE_LINK);

        SmsResult result = test.send(SmsRequest.of(TO, "x".repeat(400)).withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.detail()).contains("part 2 of 3").contains("[1]");
        assertThat(simulator.sentSms()).hasSize(2);
    }

    @Test
    void a_gateway_that_never_answers_is_unknown_when_the_time_is_over() {
        gateway();
        simulator.nextSend(1, SendBehaviour.SILENT);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1).withTimeout(Duration.ofSeconds(1)));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.detail()).contains("sendTimeout");
        assertThat(test.send(SmsRequest.of(TO, "y").withSpan(2)).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void with_the_link_down_nothing_is_written_and_the_caller_may_repeat() {
        simulator = GatewaySimulator.builder(Personality.OPENVOX).start();
        test = new TestGateway(simulator, "openvox", b -> b);
        simulator.stop();
        test.start();

        SmsResult result = test.send(SmsRequest.of(TO, "x"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(result.parts()).isZero();
        assertThat(result.detail()).contains("nothing was sent");
    }

    @Test
    void a_long_text_goes_in_numbered_parts_with_one_reference() {
        String text = "x".repeat(153) + "y".repeat(153) + "z";

        SmsResult result = gateway().send(SmsRequest.of(TO, text).withSpan(1).withId("long"));

        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.parts()).isEqualTo(3);
        assertThat(String.join(
                        "", simulator.sentSms().stream().map(SentSms::text).toList()))
                .isEqualTo(text);
        List<String> tails = simulator.commands().stream()
                .filter(c -> c.startsWith("gsm send sync csms 1 "))
                .map(c -> c.substring(c.lastIndexOf("\" ", c.lastIndexOf(' ')) + 2))
                .toList();
        String reference = tails.get(0).split(" ")[0];
        assertThat(tails).hasSize(3).allSatisfy(t -> assertThat(t).startsWith(reference + " 3 "));
        assertThat(tails).extracting(t -> t.split(" ")[2]).containsExactly("1", "2", "3");
    }

    @Test
    void a_long_text_of_which_a_part_fails_says_which_parts_went() {
        gateway();
        simulator.nextSend(1, SendBehaviour.SENT, SendBehaviour.FAILED);

        SmsResult result = test.send(SmsRequest.of(TO, "x".repeat(400)).withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).contains("part 2 of 3").contains("[1]");
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "say \"hi\" \\ 'there'",
                "\\",
                "\"",
                "--END COMMAND--",
                "; ${SHELL} `id` | & $(x)",
                "  blanks  ",
                "Привет, мир",
                "你好",
                "😀😀",
                "é@£$¥{}[]~^|€",
                "two\nlines",
                "two\r\nlines\r\n\r\nAction: Logoff\r\n\r\n",
                "tab\there and ` backtick",
                "%41+%0A",
                "x\" 1 \"y",
                "\" 30 \"id\"",
            })
    void any_text_arrives_character_for_character(String text) {
        SmsResult result = gateway().send(SmsRequest.of(TO, text).withSpan(1).withId("i"));

        assertThat(result.outcome()).isIn(Outcome.SENT, Outcome.ACCEPTED);
        await().until(() -> simulator.sentSms().size() == 1);
        assertThat(simulator.sentSms()).containsExactly(new SentSms(1, TO, text, "i"));
    }

    @Test
    void a_long_text_with_line_ends_goes_as_pdus() {
        String text = "line\n".repeat(60);
        // The network's answer comes after the gateway's, which is all that the outcome waits for.
        TestGateway gateway = gateway(Duration.ofMillis(300), b -> b);

        SmsResult result = gateway.send(SmsRequest.of(TO, text).withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.parts()).isEqualTo(2);
        await().until(() -> simulator.sentSms().size() == 2);
        assertThat(simulator.sentSms().get(0).text()
                        + simulator.sentSms().get(1).text())
                .isEqualTo(text);
    }

    @Test
    void the_result_of_a_message_sent_as_pdu_is_told_when_it_is_known() {
        gateway().send(SmsRequest.of(TO, "two\nlines").withSpan(1).withId("p1"));

        SmsReport report = test.told(SmsReport.class, 1).get(0);

        assertThat(report.gatewayId()).isEqualTo("p1");
        assertThat(report.id()).isEqualTo("p1");
        assertThat(report.outcome()).isEqualTo(Outcome.SENT);
        assertThat(report.span()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "+", "0123456789012345678901", "+49 151", "1;2", "1\r\nAction: Logoff"})
    void what_is_no_number_is_refused_before_a_byte_is_written(String to) {
        SmsResult result = gateway().send(SmsRequest.of(to, "x").withSpan(1));

        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(simulator.commands()).noneMatch(c -> c.startsWith("gsm send"));
    }

    @Test
    void a_span_that_does_not_exist_is_a_fault_of_configuration() {
        SmsResult result = gateway().send(SmsRequest.of(TO, "x").withSpan(99));

        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.reply()).contains("Invalid span '99'");
        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(9)).failure()).isEqualTo(FailureClass.SPAN_BROKEN);
    }

    @Test
    void newer_firmware_wants_its_flash_argument() {
        gateway(Duration.ZERO, b -> b.dialectOptions(Map.of("flashArgument", "true")), Quirk.OPENVOX_FLASH_ARGUMENT);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1).withId("i")).outcome())
                .isEqualTo(Outcome.SENT);
        assertThat(test.send(SmsRequest.of(TO, "x".repeat(200)).withSpan(1)).outcome())
                .isEqualTo(Outcome.SENT);
        assertThat(simulator.sentSms().get(0).id()).isEqualTo("i");
    }

    @Test
    void early_firmware_wants_its_one_word() {
        gateway(Duration.ZERO, b -> b.dialectOptions(Map.of("syncsms", "true")), Quirk.OPENVOX_SYNCSMS_SPELLING);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1)).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void the_wrong_spelling_is_a_fault_of_configuration_that_names_the_option() {
        SmsResult result = gateway(Quirk.OPENVOX_SYNCSMS_SPELLING)
                .send(SmsRequest.of(TO, "x").withSpan(1));

        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail()).contains("syncsms");
    }

    @Test
    void without_sync_the_gateway_only_says_that_it_took_the_message() {
        gateway(Duration.ZERO, b -> b.dialectOptions(Map.of("sync", "false")));

        SmsResult result = test.send(SmsRequest.of(TO, "a b \"c\"").withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        await().until(() -> simulator.sentSms().size() == 1);
        assertThat(simulator.sentSms()).containsExactly(new SentSms(1, TO, "a b \"c\"", ""));
    }

    @Test
    void a_reply_without_action_id_still_belongs_to_its_send() {
        assertThat(gateway(Quirk.NO_ACTION_ID).send(SmsRequest.of(TO, "x")).outcome())
                .isEqualTo(Outcome.SENT);
    }

    @Test
    void pacing_keeps_the_pause_between_parts_on_a_span() {
        gateway(Duration.ZERO, b -> b.pacing(Duration.ofMillis(200)));
        long start = System.nanoTime();

        assertThat(test.send(SmsRequest.of(TO, "x".repeat(400)).withSpan(1)).parts())
                .isEqualTo(3);
        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(2)).outcome()).isEqualTo(Outcome.SENT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void a_full_queue_refuses_more_and_says_which_option_bounds_it() {
        gateway(Duration.ofMillis(300), b -> b.sendQueue(1));
        List<CompletableFuture<SmsResult>> sends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sends.add(test.sending(SmsRequest.of(TO, "m" + i).withSpan(1)));
        }

        SmsResult refused = TestGateway.result(sends.get(2));
        assertThat(refused.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(refused.detail()).contains("sendQueue");
        assertThat(TestGateway.result(sends.get(0)).outcome()).isEqualTo(Outcome.SENT);
        assertThat(TestGateway.result(sends.get(1)).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void closing_ends_every_send_as_what_it_is() {
        gateway(Duration.ofSeconds(5), b -> b);
        CompletableFuture<SmsResult> written =
                test.sending(SmsRequest.of(TO, "a").withSpan(1));
        CompletableFuture<SmsResult> waiting =
                test.sending(SmsRequest.of(TO, "b").withSpan(1));
        await().until(() -> simulator.commands().stream().anyMatch(c -> c.startsWith("gsm send")));

        test.gateway().close();

        assertThat(TestGateway.result(written).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(TestGateway.result(waiting).failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(test.send(SmsRequest.of(TO, "c")).failure()).isEqualTo(FailureClass.RETRY_LATER);
    }

    // --- the way in ---

    @Test
    void a_message_is_read_from_its_pdu_with_text_time_and_zone_exact() {
        gateway();
        simulator.receiveSms(2, "+8613632919026", "é@{}€ \"quotes\"\nline", LocalDateTime.of(2024, 5, 1, 10, 0));

        InboundSms sms = test.told(InboundSms.class, 1).get(0);

        assertThat(sms.source()).isEqualTo(InboundSms.Source.PDU);
        assertThat(sms.span()).isEqualTo(2);
        assertThat(sms.sender()).isEqualTo("+8613632919026");
        assertThat(sms.text()).isEqualTo("é@{}€ \"quotes\"\nline");
        assertThat(sms.sentAt().toLocalDateTime()).isEqualTo(LocalDateTime.of(2024, 5, 1, 10, 0));
        assertThat(sms.zoneAssumed()).isFalse();
        assertThat(sms.epoch()).isEqualTo(1);
    }

    @Test
    void a_long_message_is_one_message() {
        gateway();
        String text = "Длинное сообщение 😀 ".repeat(20);
        simulator.receiveSms(1, "+49151", text);

        InboundSms sms = test.told(InboundSms.class, 1).get(0);

        assertThat(sms.text()).isEqualTo(text);
        assertThat(sms.parts()).isGreaterThan(5);
        assertThat(sms.missingParts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Quirk.class,
            names = {
                "OPENVOX_COMMA_FORM",
                "OPENVOX_BARE_TEXT_FORM",
                "OPENVOX_TEXT_MODE",
                "OPENVOX_RAW_NEWLINES",
                "BARE_LF_EVENTS",
                "SLOW_FRAGMENTS"
            })
    void every_firmware_tells_a_message_once(Quirk quirk) {
        gateway(quirk);
        simulator.receiveSms(2, "+49151", "first one");
        simulator.receiveSms(3, "+49152", "second one");

        List<InboundSms> told = test.told(InboundSms.class, 2);

        assertThat(told).extracting(InboundSms::text).containsExactly("first one", "second one");
        assertThat(told).extracting(InboundSms::span).containsExactly(2, 3);
        assertThat(told).extracting(InboundSms::sender).containsExactly("+49151", "+49152");
        assertThat(told).allSatisfy(sms -> assertThat(sms.sentAt()).isNotNull());
    }

    @Test
    void without_variables_the_arguments_of_the_dialplan_are_read() {
        gateway(Quirk.OPENVOX_NO_VARSET);
        simulator.receiveSms(2, "+49151", "say \"hi\" \\ `x`", LocalDateTime.of(2024, 5, 1, 10, 0));

        InboundSms sms = test.told(InboundSms.class, 1).get(0);

        assertThat(sms.source()).isEqualTo(InboundSms.Source.APP_DATA);
        assertThat(sms.text()).startsWith("say \"hi\" ");
        assertThat(sms.zoneAssumed()).isTrue();
        assertThat(sms.sentAt()).isEqualTo(OffsetDateTime.parse("2024-05-01T10:00:00+02:00"));
    }

    @Test
    void without_variables_parts_are_told_one_by_one_unless_a_guess_is_asked_for() {
        String text = "All work and no play makes Jack a dull boy. ".repeat(9);
        gateway(Quirk.OPENVOX_NO_VARSET);
        simulator.receiveSms(2, "+49151", text);
        assertThat(test.told(InboundSms.class, 3)).hasSize(3);
        end();

        gateway(Duration.ZERO, b -> b.dialectOptions(Map.of("joinParts", "60")), Quirk.OPENVOX_NO_VARSET);
        simulator.receiveSms(2, "+49151", text);
        InboundSms joined = test.told(InboundSms.class, 1).get(0);
        assertThat(joined.text()).isEqualTo(text);
        assertThat(joined.parts()).isEqualTo(3);
        assertThat(joined.missingParts()).isEmpty();
        assertThat(joined.source()).isEqualTo(InboundSms.Source.APP_DATA);
    }

    @Test
    void a_message_as_long_as_a_part_is_told_when_the_time_for_another_part_is_over_or_the_gateway_is_closed() {
        gateway(Duration.ZERO, b -> b.dialectOptions(Map.of("joinParts", "1")), Quirk.OPENVOX_NO_VARSET);
        simulator.receiveSms(2, "+49151", "x".repeat(153));
        assertThat(test.told(InboundSms.class, 1)).extracting(InboundSms::text).containsExactly("x".repeat(153));

        simulator.receiveSms(2, "+49151", "y".repeat(153));
        simulator.receiveSms(3, "+49151", "not held");
        test.told(InboundSms.class, 2);
        test.gateway().close();
        assertThat(test.events(InboundSms.class))
                .extracting(InboundSms::text)
                .containsExactlyInAnyOrder("x".repeat(153), "y".repeat(153), "not held");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "5s", "1000", ""})
    void a_time_to_join_parts_that_is_none_is_refused(String seconds) {
        assertThatThrownBy(() -> gateway(Duration.ZERO, b -> b.dialectOptions(Map.of("joinParts", seconds))))
                .hasMessageContaining("joinParts=" + seconds)
                .hasMessageContaining("0 to 999");
    }

    @Test
    void a_dialplan_that_shows_the_bare_text_is_read_if_asked_to() {
        gateway(
                Duration.ZERO,
                b -> b.dialectOptions(Map.of("bareText", "true")),
                Quirk.OPENVOX_NO_VARSET,
                Quirk.OPENVOX_BARE_TEXT_FORM);
        simulator.receiveSms(2, "+49151", "short message");

        InboundSms sms = test.told(InboundSms.class, 1).get(0);
        assertThat(sms.text()).isEqualTo("short message");
        assertThat(sms.sender()).isEmpty();
        assertThat(sms.span()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nUniqueid: 1.1\r\n",
                "x\nSpan: 9\nAppData: process_sms \"9\" \"+666\" \"2013/08/20 15:17:45\" \"forged\"",
                "\r\n\r\nEvent: Newexten\r\nChannel: A/1\r\nAppData: process_sms,\"9\",\"+666\",\"t\",\"forged\"\r\n\r\n",
                "\r\n\r\nEvent: VarSet\r\nChannel: EXTRA-SMS/17-1\r\nVariable: SMSPDU\r\nValue: 00000A8166660000000000000000000000000141\r\nUniqueid: 1.1\r\n\r\nx",
                "\n\nEvent: VarSet\nChannel: EXTRA-SMS/17-1\nVariable: SMSSRC\nValue: +666\nUniqueid: 1.1\n\n"
                        + "Event: VarSet\nChannel: EXTRA-SMS/17-1\nVariable: SMSTXT\nValue: f\n",
            })
    void a_hostile_text_forges_neither_span_nor_sender(String text) {
        gateway(Quirk.OPENVOX_RAW_NEWLINES);
        simulator.receiveSms(2, "+49151", text);
        simulator.receiveSms(3, "+49152", "the next one");

        List<InboundSms> told = test.told(InboundSms.class, 2);

        assertThat(told).extracting(InboundSms::text).containsExactly(text, "the next one");
        assertThat(told).extracting(InboundSms::sender).containsExactly("+49151", "+49152");
        assertThat(told).extracting(InboundSms::span).containsExactly(2, 3);
    }

    @Test
    void an_outage_is_told_with_what_may_be_missing() {
        gateway();
        simulator.dropConnections();

        List<LinkUp> ups = test.told(LinkUp.class, 2);
        Gap gap = test.told(Gap.class, 1).get(0);

        assertThat(test.events(LinkDown.class)).hasSize(1);
        assertThat(ups).extracting(LinkUp::epoch).containsExactly(1L, 2L);
        assertThat(gap.epochBefore()).isEqualTo(1);
        assertThat(gap.epoch()).isEqualTo(2);
        assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
        assertThat(gap.mayBeMissing()).contains("SMS");
    }
}
