package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.SmsReport;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReportBehaviour;
import io.camelami.simulator.sms.StatusReportPdu;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Delivery reports that a modem shows and that no message of ours waits for. */
class StrayReportsTest {
    private static final String TO = "+4915112345678";
    private static final int DELIVERED = 0x00;
    private static final int STILL_TRYING = 0x30;
    private static final int VALIDITY_EXPIRED = 0x46;

    private Personality personality;
    private GatewaySimulator simulator;
    private TestGateway test;

    private void gateway(Personality which) {
        personality = which;
        simulator = GatewaySimulator.builder(personality).spans(2).start();
        boolean original = personality == Personality.DONGLE_BG111;
        test = new TestGateway(
                        simulator,
                        personality == Personality.QUECTEL ? "chan-quectel" : "chan-dongle",
                        b -> b.dialectOptions(original ? Map.of("driver", "bg111") : Map.of("report", "true")))
                .up();
        assertThat(test.gateway().spans().join()).hasSize(2);
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_report_for_a_message_that_nobody_here_sent_is_told_though_the_driver_has_no_event_for_it(Personality which) {
        gateway(which);
        cmgr(1, "+491701111111", DELIVERED);
        cmgr(2, "+491701111111", VALIDITY_EXPIRED);

        assertThat(test.told(SmsReport.class, 2))
                .extracting(
                        SmsReport::span, SmsReport::outcome, SmsReport::id, SmsReport::gatewayId, SmsReport::awaited)
                .containsExactly(
                        tuple(1, Outcome.DELIVERED, null, null, false), tuple(2, Outcome.FAILED, null, null, false));
        assertThat(test.events(SmsReport.class).get(1).reply()).contains("70").doesNotContain("1111111");
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_report_that_the_driver_tells_again_is_told_once_and_with_its_payload(Personality which) {
        gateway(which);
        cmgr(1, TO, DELIVERED);
        cmgr(1, TO, DELIVERED);
        report(1, "theirs", "000,000,");
        cmgr(2, TO, DELIVERED);

        // What was held back before is told before.
        await().until(() -> test.events(SmsReport.class).stream().anyMatch(report -> report.span() == 2));
        assertThat(test.events(SmsReport.class))
                .extracting(SmsReport::span, SmsReport::gatewayId, SmsReport::outcome)
                .containsExactly(tuple(1, "theirs", Outcome.DELIVERED), tuple(2, null, Outcome.DELIVERED));
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void what_the_driver_tells_of_our_message_takes_nothing_from_a_report_of_somebody_else(Personality which) {
        gateway(which);
        cmgr(1, "+491701111111", DELIVERED);
        SmsResult ours = test.send(SmsRequest.of(TO, "x").withSpan(1));

        assertThat(ours.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(test.told(SmsReport.class, 2))
                .extracting(SmsReport::awaited, report -> report.gatewayId() == null)
                .containsExactly(tuple(true, false), tuple(false, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void that_the_network_still_tries_is_told_as_sent(Personality which) {
        gateway(which);
        cmgr(1, "+491701111111", STILL_TRYING);

        SmsReport report = test.told(SmsReport.class, 1).get(0);
        assertThat(report.outcome()).isEqualTo(Outcome.SENT);
        assertThat(report.reply()).contains("48");
    }

    @Test
    void that_the_network_still_tries_ends_no_message_of_ours() {
        gateway(Personality.DONGLE_WDOEKES);
        simulator.nextReport(1, ReportBehaviour.NEVER);
        CompletableFuture<SmsResult> sending =
                test.sending(SmsRequest.of("015112345678", "x").withSpan(1));
        await().until(() -> !simulator.sentSms().isEmpty());
        cmgr(1, TO, STILL_TRYING);
        cmgr(1, TO, VALIDITY_EXPIRED);

        SmsResult result = TestGateway.result(sending);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reply()).contains("70");
        assertThat(test.told(SmsReport.class, 1)).extracting(SmsReport::awaited).containsExactly(true);
    }

    @Test
    void a_report_that_may_mean_either_of_two_messages_of_ours_is_told_and_ends_neither() {
        gateway(Personality.DONGLE_WDOEKES);
        simulator.nextReport(1, ReportBehaviour.NEVER, ReportBehaviour.NEVER);
        List<CompletableFuture<SmsResult>> sending = List.of(
                test.sending(SmsRequest.of("015112345678", "one").withSpan(1).withTimeout(Duration.ofSeconds(4))),
                test.sending(SmsRequest.of("015112345678", "two").withSpan(1).withTimeout(Duration.ofSeconds(4))));
        await().until(() -> simulator.sentSms().size() == 2);
        cmgr(1, TO, DELIVERED);

        assertThat(test.told(SmsReport.class, 1))
                .extracting(SmsReport::id, SmsReport::awaited)
                .containsExactly(tuple(null, false));
        assertThat(sending)
                .allSatisfy(future ->
                        assertThat(TestGateway.result(future).outcome()).isEqualTo(Outcome.EXPIRED));
    }

    @Test
    void a_report_that_is_held_back_is_told_when_the_gateway_is_closed() {
        gateway(Personality.DONGLE_WDOEKES);
        cmgr(1, "+491701111111", DELIVERED);
        simulator.receiveSms(1, TO, "behind it");
        test.told(io.camelami.gsm.event.InboundSms.class, 1);
        test.gateway().close();

        assertThat(test.events(SmsReport.class)).hasSize(1);
    }

    private void cmgr(int span, String recipient, int status) {
        OffsetDateTime sent = OffsetDateTime.parse("2026-11-21T10:15:30+01:00");
        String pdu = StatusReportPdu.encode("+49176000000", 7, recipient, sent, sent.plusSeconds(4), status);
        simulator.emit("Event: " + word() + "NewCMGR\r\nPrivilege: call,all\r\nDevice: " + device(span)
                + "\r\nMessage: +CMGR: 0,,26\\r\\n" + pdu + "\r\n\r\n");
    }

    private void report(int span, String payload, String statuses) {
        simulator.emit("Event: " + word() + "Report\r\nPrivilege: call,all\r\nDevice: " + device(span) + "\r\nPayload: "
                + payload + "\r\nSCTS: \r\nDT: \r\nSuccess: 1\r\nType: 1\r\nReport: " + statuses + "\r\n\r\n");
    }

    private String word() {
        return personality == Personality.QUECTEL ? "Quectel" : "Dongle";
    }

    private String device(int span) {
        return word().toLowerCase(java.util.Locale.ROOT) + (span - 1);
    }
}
