package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SpanState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which span a message goes over that names none. */
class SpanChoiceTest {
    private static final String TO = "+8613632919026";

    private GatewaySimulator simulator;
    private TestGateway test;

    private void gateway(SpanChoice choice) {
        gateway(Personality.OPENVOX, "openvox", Duration.ZERO, rules -> rules.withChoice(choice));
    }

    private void gateway(Personality personality, String dialect, Duration sendTime, UnaryOperator<SpanRules> rules) {
        simulator = GatewaySimulator.builder(personality).sendTime(sendTime).start();
        test = new TestGateway(simulator, dialect, b -> b.spanRules(rules.apply(SpanRules.standard()))).up();
        await().until(() -> !test.gateway().status().spans().isEmpty());
    }

    /** Until the gateway has been asked again, which the first choice after a change does. */
    private void down(int span, String link) {
        simulator.spanState(span, SpanState.down(link));
        relisted();
    }

    private void relisted() {
        simulator.dropConnections();
        long epoch = test.gateway().status().epoch();
        await().until(() -> test.gateway().status().epoch() > epoch
                && simulator.commands().get(simulator.commands().size() - 1).equals("gsm show spans"));
        await().untilAsserted(
                        () -> assertThat(test.gateway().status().spans()).allSatisfy(known -> assertThat(known.up())
                                .isEqualTo(!simulatedDown().contains(known.span()))));
    }

    private Set<Integer> simulatedDown() {
        Set<Integer> down = new HashSet<>();
        test.gateway().spans().join().stream()
                .filter(span -> !span.state().contains("Up"))
                .forEach(span -> down.add(span.number()));
        return down;
    }

    private List<Integer> send(int count) {
        List<Integer> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SmsResult result = test.send(SmsRequest.of(TO, "m" + i));
            assertThat(result.outcome()).as(result.detail()).isEqualTo(Outcome.SENT);
            spans.add(result.span());
        }
        return spans;
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    @Test
    void one_after_the_other_passes_over_those_that_are_down_and_takes_them_in_again() {
        gateway(SpanChoice.ROUND_ROBIN);
        assertThat(send(5)).containsExactly(1, 2, 3, 4, 1);

        down(3, "Undetected SIM Card");
        assertThat(send(4)).containsExactly(2, 4, 1, 2);

        simulator.spanState(3, SpanState.UP);
        relisted();
        assertThat(send(4)).containsExactly(3, 4, 1, 2);
    }

    @Test
    void the_least_busy_span_has_the_fewest_parts_waiting() {
        gateway(
                Personality.OPENVOX,
                "openvox",
                Duration.ofMillis(300),
                rules -> rules.withChoice(SpanChoice.LEAST_BUSY));
        List<CompletableFuture<SmsResult>> sends = new ArrayList<>();
        sends.add(test.sending(SmsRequest.of(TO, "x".repeat(800)).withSpan(1)));
        sends.add(test.sending(SmsRequest.of(TO, "x".repeat(400)).withSpan(2)));
        sends.add(test.sending(SmsRequest.of(TO, "x".repeat(200)).withSpan(3)));
        for (int i = 0; i < 6; i++) {
            sends.add(test.sending(SmsRequest.of(TO, "short")));
        }

        List<Integer> chosen = sends.subList(3, 9).stream()
                .map(send -> TestGateway.result(send).span())
                .toList();

        // 6, 3, 2 and 0 parts wait before.
        assertThat(chosen).doesNotContain(1);
        assertThat(chosen.subList(0, 2)).containsExactly(4, 4);
        assertThat(chosen.stream().filter(span -> span == 4).count()).isBetween(2L, 4L);
    }

    @Test
    void a_recipient_keeps_its_span_as_long_as_that_is_up_and_only_its_own_move() {
        gateway(SpanChoice.STICKY);
        Map<String, Integer> usual = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            String to = "+49151" + (1000000 + i * 7919);
            usual.put(to, test.send(SmsRequest.of(to, "x")).span());
        }
        assertThat(new HashSet<>(usual.values())).containsExactlyInAnyOrder(1, 2, 3, 4);
        usual.forEach((to, span) ->
                assertThat(test.send(SmsRequest.of(to, "y")).span()).isEqualTo(span));

        down(2, "No Signal");
        usual.forEach((to, span) -> {
            int now = test.send(SmsRequest.of(to, "z")).span();
            assertThat(now).isNotEqualTo(2);
            assertThat(span == 2 || now == span).isTrue();
        });

        simulator.spanState(2, SpanState.UP);
        relisted();
        usual.forEach((to, span) ->
                assertThat(test.send(SmsRequest.of(to, "y")).span()).isEqualTo(span));
    }

    @ParameterizedTest
    @EnumSource(SpanChoice.class)
    void with_all_spans_down_the_message_is_refused_with_the_gateways_words_and_sent_when_one_is_up_again(
            SpanChoice choice) {
        gateway(choice);
        for (int span = 1; span <= 4; span++) {
            simulator.spanState(span, SpanState.down(span == 1 ? "Pin (4711) Error" : "Undetected SIM Card"));
        }
        relisted();

        SmsResult result = test.send(SmsRequest.of(TO, "x"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(result.detail())
                .contains("nothing was sent", "every span as down", "Undetected SIM Card")
                .doesNotContain("4711");
        assertThat(simulator.sentSms()).isEmpty();
        // A request that names a span is the caller's own decision: the gateway is asked, and says itself what is
        // wrong.
        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(2)).reply()).isNotNull();
        simulator.spanState(4, SpanState.UP);
        relisted();
        assertThat(send(2)).containsExactly(4, 4);
    }

    @Test
    void what_is_known_of_the_spans_is_renewed_while_messages_need_it() {
        gateway(Personality.YEASTAR_TG, "yeastar-tg", Duration.ZERO, rules -> rules.withCheck(Duration.ofMillis(50)));
        simulator.spanState(2, SpanState.down("No Signal"));

        await().pollInterval(Duration.ofMillis(60)).untilAsserted(() -> {
            send(1);
            assertThat(test.gateway().status().spans().get(0).up()).isFalse();
        });
        simulator.spanState(2, SpanState.UP);
        await().pollInterval(Duration.ofMillis(60))
                .untilAsserted(() -> assertThat(send(4)).contains(1));
    }

    @Test
    void a_modem_that_is_pulled_out_is_passed_over_at_once() {
        gateway(Personality.DONGLE_WDOEKES, "chan-dongle", Duration.ZERO, rules -> rules.withCheck(Duration.ZERO));
        simulator.plugIn(2, false);
        await().until(() -> !test.gateway().status().spans().get(1).up());

        assertThat(send(4)).containsExactly(1, 3, 4, 1);
    }

    @Test
    void a_span_that_cannot_send_is_passed_over_until_it_is_listed_as_up() {
        simulator = GatewaySimulator.builder(Personality.OPENVOX).start();
        // The gateway has four, and is not asked after the login, so that only the failures tell of the fifth.
        test = new TestGateway(simulator, "openvox", b -> b.spans(5)
                .spanRules(SpanRules.standard().withCheck(Duration.ZERO)));
        test.up();
        await().until(() -> !test.gateway().status().spans().isEmpty());
        send(4);

        SmsResult broken = test.send(SmsRequest.of(TO, "x"));

        assertThat(broken.span()).isEqualTo(5);
        assertThat(broken.failure()).isEqualTo(FailureClass.SPAN_BROKEN);
        assertThat(send(5)).containsExactly(1, 2, 3, 4, 1);
        assertThat(test.gateway().status().spans()).contains(new SpanHealth(5, null, 1, null));
        assertThat(simulator.sentSms()).extracting(SentSms::span).doesNotContain(5);
    }

    @Test
    void failures_in_a_row_are_counted_until_one_gets_out() {
        gateway(SpanChoice.ROUND_ROBIN);
        simulator.nextSend(1, io.camelami.simulator.SendBehaviour.FAILED, io.camelami.simulator.SendBehaviour.FAILED);
        test.send(SmsRequest.of(TO, "x").withSpan(1));
        test.send(SmsRequest.of(TO, "x").withSpan(1));
        test.send(SmsRequest.of("no number", "x").withSpan(1));

        assertThat(test.gateway().status().spans().get(0).failures()).isEqualTo(2);
        test.send(SmsRequest.of(TO, "x").withSpan(1));
        assertThat(test.gateway().status().spans().get(0).failures()).isZero();
    }
}
