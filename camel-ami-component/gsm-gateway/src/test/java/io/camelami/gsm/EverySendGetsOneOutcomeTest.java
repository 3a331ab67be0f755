package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every send gets exactly one outcome, the outcome is true, and nothing goes out twice, whatever breaks meanwhile. */
class EverySendGetsOneOutcomeTest {
    private static final int SENDS = 200;

    @ParameterizedTest
    @CsvSource({"OPENVOX, openvox, 1", "OPENVOX, openvox, 2", "YEASTAR_TG, yeastar-tg, 3", "YEASTAR_TG, yeastar-tg, 4"})
    void in_a_storm_of_failures_each_send_ends_once_and_truly(Personality personality, String dialect, long seed) {
        Random random = new Random(seed);
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality)
                        .sendTime(Duration.ofMillis(3))
                        .start();
                TestGateway test =
                        new TestGateway(simulator, dialect, b -> b.spans(4).sendTimeout(Duration.ofSeconds(3))).up()) {
            int firstSpan = simulator.spans().get(0);
            List<SendBehaviour> usual = List.of(
                    SendBehaviour.SENT,
                    SendBehaviour.SENT,
                    SendBehaviour.SENT,
                    SendBehaviour.SENT,
                    SendBehaviour.FAILED,
                    SendBehaviour.TIMEOUT,
                    SendBehaviour.LOSE_LINK);
            for (int i = 0; i < SENDS; i++) {
                simulator.nextSend(firstSpan + random.nextInt(4), usual.get(random.nextInt(usual.size())));
            }
            AtomicInteger completions = new AtomicInteger();
            Map<String, CompletableFuture<SmsResult>> sends = new LinkedHashMap<>();
            for (int i = 0; i < SENDS; i++) {
                CompletableFuture<SmsResult> send = test.sending(
                        SmsRequest.of("+8613632919026", "message " + i).withSpan(1 + random.nextInt(4)));
                send.thenRun(completions::incrementAndGet);
                sends.put("message " + i, send);
                if (i % 10 == 0) {
                    await().atMost(Duration.ofSeconds(10))
                            .until(() -> test.gateway().status().up());
                }
                if (random.nextInt(60) == 0) {
                    simulator.dropConnections();
                }
            }

            Map<Outcome, List<String>> byOutcome = new EnumMap<>(Outcome.class);
            sends.forEach((text, send) -> byOutcome
                    .computeIfAbsent(TestGateway.result(send).outcome(), o -> new ArrayList<>())
                    .add(text));
            await().until(() -> completions.get() == SENDS);
            Map<String, Long> aired =
                    simulator.sentSms().stream().collect(Collectors.groupingBy(SentSms::text, Collectors.counting()));

            assertThat(aired.values()).allMatch(times -> times == 1);
            assertThat(aired.keySet()).containsAll(byOutcome.getOrDefault(Outcome.SENT, List.of()));
            assertThat(aired.keySet()).doesNotContainAnyElementsOf(byOutcome.getOrDefault(Outcome.FAILED, List.of()));
            assertThat(byOutcome.get(Outcome.SENT)).isNotEmpty();
            assertThat(byOutcome.get(Outcome.FAILED)).isNotEmpty();
            assertThat(byOutcome.get(Outcome.UNKNOWN)).isNotEmpty();
        }
    }
}
