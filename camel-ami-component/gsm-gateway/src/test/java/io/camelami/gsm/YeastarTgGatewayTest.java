package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.SmsReport;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class YeastarTgGatewayTest {
    private static final String TO = "+79161234567";

    private GatewaySimulator simulator;
    private TestGateway test;

    private TestGateway gateway(Quirk... quirks) {
        return gateway(Duration.ZERO, Duration.ZERO, quirks);
    }

    private TestGateway gateway(Duration sendTime, Duration pacing, Quirk... quirks) {
        simulator = GatewaySimulator.builder(Personality.YEASTAR_TG)
                .sendTime(sendTime)
                .quirk(quirks)
                .start();
        test = new TestGateway(simulator, "yeastar-tg", b -> b.pacing(pacing));
        return test.up();
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    @Test
    void a_port_is_the_number_on_the_label_and_one_less_than_the_span_on_the_wire() {
        SmsResult result =
                gateway().send(SmsRequest.of(TO, "Test message").withSpan(1).withId("mine"));

        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.span()).isEqualTo(1);
        assertThat(result.id()).isEqualTo("mine");
        SentSms sent = simulator.sentSms().get(0);
        assertThat(sent.span()).isEqualTo(2);
        assertThat(sent.to()).isEqualTo(TO);
        assertThat(sent.text()).isEqualTo("Test message");
        assertThat(simulator.commands()).contains("gsm send sms 2 " + TO + " \"Test+message\" " + sent.id());
    }

    @Test
    void a_failed_report_is_failed() {
        gateway();
        simulator.nextSend(2, SendBehaviour.FAILED);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(result.reply()).isEqualTo("UpdateSMSSend Status: 0");
    }

    @Test
    void a_report_that_never_comes_is_expired_and_the_port_is_free_meanwhile() {
        gateway();
        simulator.nextSend(2, SendBehaviour.SILENT);
        CompletableFuture<SmsResult> silent =
                test.sending(SmsRequest.of(TO, "x").withSpan(1).withTimeout(Duration.ofSeconds(1)));

        assertThat(test.send(SmsRequest.of(TO, "y").withSpan(1)).outcome()).isEqualTo(Outcome.SENT);
        assertThat(silent).isNotDone();
        assertThat(TestGateway.result(silent).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void a_report_without_id_never_ends_a_send_of_ours() {
        gateway();
        simulator.nextSend(2, SendBehaviour.SILENT);
        CompletableFuture<SmsResult> silent =
                test.sending(SmsRequest.of(TO, "x").withSpan(1).withTimeout(Duration.ofSeconds(1)));
        await().until(() -> simulator.sentSms().size() == 1);
        simulator.emit("Event: UpdateSMSSend\r\nPrivilege: all,smscommand\r\nID: (null)\r\nSmsc: 1\r\nStatus: 1\r\n"
                + "--END SMS EVENT--\r\n\r\n");

        assertThat(TestGateway.result(silent).outcome()).isEqualTo(Outcome.EXPIRED);
        SmsReport report = test.told(SmsReport.class, 1).get(0);
        assertThat(report.awaited()).isFalse();
        assertThat(report.gatewayId()).isNull();
        assertThat(report.outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void a_late_report_is_still_told_with_the_callers_reference() {
        gateway(Duration.ofMillis(700), Duration.ZERO);

        SmsResult result =
                test.send(SmsRequest.of(TO, "x").withSpan(1).withId("slow").withTimeout(Duration.ofMillis(200)));

        assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
        SmsReport report = test.told(SmsReport.class, 1).get(0);
        assertThat(report.id()).isEqualTo("slow");
        assertThat(report.span()).isEqualTo(1);
        assertThat(report.awaited()).isFalse();
    }

    @Test
    void a_link_lost_before_the_answer_is_unknown_and_after_it_accepted() {
        gateway(Duration.ofSeconds(3), Duration.ZERO);
        simulator.nextSend(2, SendBehaviour.LOSE_LINK);
        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1)).outcome()).isEqualTo(Outcome.UNKNOWN);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> test.gateway().status().up());
        CompletableFuture<SmsResult> taken = test.sending(SmsRequest.of(TO, "y").withSpan(2));
        await().until(() -> simulator.commands().stream().anyMatch(c -> c.startsWith("gsm send sms 3 ")));
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        simulator.dropConnections();

        SmsResult result = TestGateway.result(taken);
        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.detail()).contains("lost before it reported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain", "say \"hi\" \\ 'there'", "100% +1 %41", "--END COMMAND--", "; ${SHELL} `id`", "  blanks  ",
                "Привет, мир", "😀", "two\nlines", "two\r\nlines\r\n\r\nAction: Logoff\r\n\r\n", "\" 1", "tab\t",
            })
    void any_text_arrives_character_for_character(String text) {
        assertThat(gateway().send(SmsRequest.of(TO, text).withSpan(1)).outcome())
                .isEqualTo(Outcome.SENT);
        assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactly(text);
    }

    @Test
    void a_text_that_does_not_fit_the_line_is_refused_with_the_limit() {
        gateway();

        SmsResult result = test.send(SmsRequest.of(TO, "я".repeat(200)).withSpan(1));

        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(result.detail()).contains("1022").contains("nothing was sent");
        assertThat(simulator.commands()).noneMatch(c -> c.startsWith("gsm send"));
        assertThat(test.send(SmsRequest.of(TO, "я".repeat(155)).withSpan(1)).outcome())
                .isEqualTo(Outcome.SENT);
    }

    @Test
    void a_message_without_span_goes_through_the_ports_in_turn() {
        gateway();
        for (int i = 0; i < 4; i++) {
            assertThat(test.send(SmsRequest.of(TO, "m" + i)).outcome()).isEqualTo(Outcome.SENT);
        }
        assertThat(simulator.sentSms()).extracting(SentSms::span).containsExactly(2, 3, 4, 5);
    }

    @Test
    void the_vendors_pause_is_kept_unless_it_is_changed_and_counts_from_the_start_on() {
        gateway(Duration.ZERO, null);

        SmsResult early = test.send(SmsRequest.of(TO, "b").withSpan(1).withTimeout(Duration.ofMillis(300)));

        assertThat(early.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(early.detail()).contains("pacing");
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void a_reply_without_action_id_still_belongs_to_its_send() {
        assertThat(gateway(Quirk.NO_ACTION_ID).send(SmsRequest.of(TO, "x")).outcome())
                .isEqualTo(Outcome.SENT);
    }

    @Test
    void a_message_is_read_with_port_sender_time_and_text() {
        gateway();
        simulator.receiveSms(2, "+79161234567", "Ещё + 100%", LocalDateTime.of(2024, 5, 1, 10, 0));

        InboundSms sms = test.told(InboundSms.class, 1).get(0);

        assertThat(sms.span()).isEqualTo(1);
        assertThat(sms.sender()).isEqualTo("+79161234567");
        assertThat(sms.text()).isEqualTo("Ещё + 100%");
        assertThat(sms.sentAt()).isEqualTo(OffsetDateTime.parse("2024-05-01T10:00:00+02:00"));
        assertThat(sms.zoneAssumed()).isTrue();
        assertThat(sms.source()).isEqualTo(InboundSms.Source.EVENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Quirk.class,
            names = {
                "YEASTAR_SINGLE_INDEX_ONE",
                "YEASTAR_PARTS_FROM_ZERO",
                "YEASTAR_GSM_PORT",
                "BARE_LF_EVENTS",
                "SLOW_FRAGMENTS"
            })
    void every_firmware_tells_short_and_long_messages(Quirk quirk) {
        gateway(quirk);
        String text = "Длинное сообщение 😀 ".repeat(20);
        simulator.receiveSms(2, "+79161234567", "short");
        simulator.receiveSms(3, "+79161234567", text);

        List<InboundSms> told = test.told(InboundSms.class, 2);

        assertThat(told).extracting(InboundSms::text).containsExactly("short", text);
        assertThat(told).extracting(InboundSms::span).containsExactly(1, 2);
        assertThat(told.get(1).missingParts()).isEmpty();
    }

    @Test
    void an_incomplete_message_is_handed_on_with_what_is_missing() {
        simulator = GatewaySimulator.builder(Personality.YEASTAR_TG).start();
        test = new TestGateway(simulator, "yeastar-tg", b -> b.reassemblyTimeout(Duration.ofMillis(300))).up();
        simulator.emit(received("ID: 244\r\nGsmSpan: 2\r\nSender: +7916\r\nRecvtime: 2025-03-06 05:01:07\r\n"
                + "Index: 2\r\nTotal: 3\r\nSmsc: +7\r\nContent: two\r\n--END SMS EVENT--\r\n"));

        InboundSms sms = test.told(InboundSms.class, 1).get(0);

        assertThat(sms.text()).isEqualTo("two");
        assertThat(sms.parts()).isEqualTo(3);
        assertThat(sms.missingParts()).containsExactly(1, 3);
        assertThat(sms.messageId()).isEqualTo("244");
    }

    @Test
    void the_older_event_with_fewer_headers_and_no_end_line_is_read() {
        gateway();
        simulator.emit(received("ID: 5\r\nSender: Bank\r\nSmsc: +7\r\nRecvtime: 2013-03-06 05:01:07\r\n"
                + "Content: plain + text\r\n"));

        InboundSms sms = test.told(InboundSms.class, 1).get(0);

        assertThat(sms.text()).isEqualTo("plain + text");
        assertThat(sms.sender()).isEqualTo("Bank");
        assertThat(sms.messageId()).isEqualTo("5");
    }

    private static String received(String headers) {
        return "Event: ReceivedSMS\r\nPrivilege: all,smscommand\r\n" + headers + "\r\n";
    }
}
