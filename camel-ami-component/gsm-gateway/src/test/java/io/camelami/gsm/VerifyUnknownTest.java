package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.SmsReport;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A send of which nobody knows, whose report comes late. */
class VerifyUnknownTest {
    private static final SmsRequest REQUEST =
            SmsRequest.of("+8613632919026", "alarm").withSpan(1);

    private GatewaySimulator simulator;
    private TestGateway test;

    private void gateway(Duration sendTime) {
        simulator = GatewaySimulator.builder(Personality.YEASTAR_TG)
                .sendTime(sendTime)
                .start();
        test = new TestGateway(simulator, "yeastar-tg", options -> options).up();
        simulator.nextSend(2, SendBehaviour.LOSE_LINK);
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    @Test
    void a_report_that_comes_late_decides_if_the_request_wants_to_wait_for_it() {
        gateway(Duration.ofMillis(700));

        SmsResult result = test.send(REQUEST.withVerify(true).withId("otp-1"));

        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.parts()).isEqualTo(1);
        assertThat(test.told(SmsReport.class, 1).get(0).awaited()).isTrue();
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void without_that_it_is_unknown_at_once() {
        gateway(Duration.ofMillis(700));

        assertThat(test.send(REQUEST).outcome()).isEqualTo(Outcome.UNKNOWN);

        assertThat(simulator.sentSms()).isEmpty();
        assertThat(test.told(SmsReport.class, 1).get(0).awaited()).isFalse();
    }

    @Test
    void without_a_report_it_stays_unknown() {
        gateway(Duration.ofSeconds(30));

        SmsResult result = test.send(REQUEST.withVerify(true).withTimeout(Duration.ofMillis(300)));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.detail()).contains("no report told within another 300 ms");
    }

    @Test
    void a_span_is_free_while_one_of_its_messages_waits_for_a_late_report() {
        gateway(Duration.ofMillis(400));
        CompletableFuture<SmsResult> verified = test.sending(REQUEST.withVerify(true));
        await().until(() ->
                test.gateway().status().epoch() == 2 && test.gateway().status().up());

        assertThat(test.send(REQUEST).outcome()).isEqualTo(Outcome.SENT);
        assertThat(TestGateway.result(verified).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void closing_the_gateway_ends_it_as_unknown() {
        gateway(Duration.ofSeconds(30));
        CompletableFuture<SmsResult> verified = test.sending(REQUEST.withVerify(true));
        await().until(() -> test.gateway().status().epoch() == 2);
        assertThat(verified).isNotDone();

        test.gateway().close();

        assertThat(TestGateway.result(verified).outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
