package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever sends, how many at once, and whatever is restarted meanwhile. */
class PacingAndQuotasAreNeverExceededTest {
    private static final Duration PACING = Duration.ofMillis(150);
    private static final int THREADS = 8;

    private final Map<Integer, Queue<Long>> aired = new ConcurrentHashMap<>();
    private final QuotaStore store = QuotaStore.inMemory();
    private final GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
            .spans(3)
            .listener(this::hear)
            .start();

    private void hear(SimulatorEvent event) {
        if (event instanceof SimulatorEvent.SmsSent sent) {
            aired.computeIfAbsent(sent.sms().span(), span -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime());
        }
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    private TestGateway gateway(UnaryOperator<GatewayConfig.Builder> options) {
        return new TestGateway(simulator, "openvox", options).up();
    }

    private UnaryOperator<GatewayConfig.Builder> quotas(int parts, int recipients, SpanChoice choice) {
        return b -> b.spanRules(SpanRules.standard().withChoice(choice).withQuotas(parts, recipients, store));
    }

    /** Sends from many threads at once. */
    private static List<SmsResult> storm(TestGateway test, int messages, Random random) throws InterruptedException {
        List<SmsRequest> requests = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            requests.add(SmsRequest.of(
                            "+4915100000" + (10 + random.nextInt(30)), "x".repeat(random.nextInt(4) == 0 ? 200 : 1))
                    .withSpan(random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0));
        }
        Queue<CompletableFuture<SmsResult>> sends = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        requests.forEach(request -> threads.execute(() -> {
            try {
                go.await();
                sends.add(test.sending(request));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        go.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        return sends.stream().map(TestGateway::result).toList();
    }

    private Map<Integer, Long> partsBySpan() {
        return simulator.sentSms().stream().collect(Collectors.groupingBy(SentSms::span, Collectors.counting()));
    }

    private Map<Integer, Set<String>> recipientsBySpan() {
        return simulator.sentSms().stream()
                .collect(Collectors.groupingBy(SentSms::span, Collectors.mapping(SentSms::to, Collectors.toSet())));
    }

    // --- pacing ---

    @Test
    void no_two_parts_on_a_span_are_closer_than_the_pacing_also_over_restarts() throws InterruptedException {
        Random random = new Random(5);
        for (int run = 0; run < 3; run++) {
            try (TestGateway test = gateway(b -> b.pacing(PACING))) {
                assertThat(storm(test, 8, random)).allMatch(result -> result.outcome() == Outcome.SENT);
                if (run == 1) {
                    simulator.dropConnections();
                    await().until(() -> test.gateway().status().epoch() > 1
                            && test.gateway().status().up());
                    assertThat(storm(test, 8, random)).allMatch(result -> result.outcome() == Outcome.SENT);
                }
            }
        }

        assertThat(aired.values().stream().mapToInt(Queue::size).sum()).isGreaterThan(32);
        aired.forEach((span, times) -> {
            List<Long> all = List.copyOf(times);
            for (int i = 1; i < all.size(); i++) {
                assertThat(Duration.ofNanos(all.get(i) - all.get(i - 1)))
                        .as("parts %d and %d on span %d", i, i + 1, span)
                        .isGreaterThanOrEqualTo(PACING);
            }
        });
    }

    @Test
    void a_gateway_that_was_open_for_the_pacing_sends_its_first_message_at_once() {
        try (TestGateway test = gateway(b -> b.pacing(Duration.ofSeconds(1)))) {
            await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            long start = System.nanoTime();

            assertThat(test.send(SmsRequest.of("+4915112345678", "otp")).outcome())
                    .isEqualTo(Outcome.SENT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
        }
    }

    // --- quotas ---

    @ParameterizedTest
    @EnumSource(SpanChoice.class)
    void no_span_sends_more_parts_a_day_than_it_may_and_all_that_it_may(SpanChoice choice) throws InterruptedException {
        Random random = new Random(6);
        for (int run = 0; run < 3; run++) {
            try (TestGateway test = gateway(quotas(20, 0, choice))) {
                storm(test, 40, random);
                // What is left is less than a long text.
                if (run == 2) {
                    for (int i = 0; i < 6; i++) {
                        test.send(SmsRequest.of("+49151", "x").withSpan(1 + i % 3));
                    }
                }
            }
        }

        assertThat(partsBySpan()).containsOnly(Map.entry(1, 20L), Map.entry(2, 20L), Map.entry(3, 20L));
    }

    @ParameterizedTest
    @EnumSource(SpanChoice.class)
    void no_span_sends_to_more_recipients_a_day_than_it_may(SpanChoice choice) throws InterruptedException {
        Random random = new Random(7);
        for (int run = 0; run < 3; run++) {
            try (TestGateway test = gateway(quotas(0, 6, choice))) {
                storm(test, 60, random);
            }
        }

        assertThat(recipientsBySpan().values()).hasSize(3).allSatisfy(recipients -> assertThat(recipients)
                .hasSizeLessThanOrEqualTo(6));
    }

    @Test
    void two_nodes_with_one_store_keep_the_quotas_together() throws Exception {
        try (TestGateway one = gateway(quotas(15, 8, SpanChoice.ROUND_ROBIN));
                TestGateway other = gateway(quotas(15, 8, SpanChoice.LEAST_BUSY))) {
            Thread second = new Thread(() -> {
                try {
                    storm(other, 60, new Random(8));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            second.start();
            storm(one, 60, new Random(9));
            second.join(30_000);
        }

        assertThat(partsBySpan().values()).allMatch(parts -> parts <= 15);
        assertThat(recipientsBySpan().values()).allMatch(recipients -> recipients.size() <= 8);
        assertThat(simulator.sentSms()).hasSizeGreaterThan(20);
    }

    @Test
    void parts_whose_outcome_is_unknown_count_and_those_not_written_do_not() {
        try (TestGateway test = gateway(quotas(3, 0, SpanChoice.ROUND_ROBIN))) {
            simulator.nextSend(
                    1, SendBehaviour.TIMEOUT, SendBehaviour.LOSE_LINK, SendBehaviour.BUSY, SendBehaviour.SENT);
            assertThat(send(test).outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(send(test).outcome()).isEqualTo(Outcome.UNKNOWN);
            await().until(() -> test.gateway().status().up());
            simulator.stop();
            await().until(() -> !test.gateway().status().up());
            assertThat(send(test).outcome()).isEqualTo(Outcome.FAILED);
            simulator.restart();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> test.gateway().status().up());

            // The span is busy at first, and tried again.
            assertThat(send(test).outcome()).isEqualTo(Outcome.SENT);
            assertThat(send(test).detail()).contains("quotaPartsPerDay");
        }
    }

    private static SmsResult send(TestGateway test) {
        return test.send(SmsRequest.of("+4915112345678", "x").withSpan(1));
    }

    @Test
    void messages_that_wait_and_are_given_up_use_up_nothing() {
        try (TestGateway test = gateway(
                b -> quotas(2, 2, SpanChoice.ROUND_ROBIN).apply(b).spans(1).pacing(Duration.ofSeconds(1)))) {
            List<CompletableFuture<SmsResult>> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(test.sending(SmsRequest.of("+49151" + i, "x").withTimeout(Duration.ofMillis(100))));
            }
            List<SmsResult> results = waiting.stream().map(TestGateway::result).toList();
            assertThat(results).allMatch(result -> result.failure() == FailureClass.RETRY_LATER);
            assertThat(results.get(3).detail()).contains("wait to be sent");

            assertThat(test.send(SmsRequest.of("+49157", "x")).outcome()).isEqualTo(Outcome.SENT);
            assertThat(test.send(SmsRequest.of("+49158", "x")).outcome()).isEqualTo(Outcome.SENT);
            assertThat(test.send(SmsRequest.of("+49158", "x")).failure()).isEqualTo(FailureClass.RETRY_LATER);
        }
    }

    @Test
    void a_span_whose_quota_is_used_up_is_passed_over_and_refused_where_it_is_named() {
        try (TestGateway test = gateway(quotas(1, 0, SpanChoice.ROUND_ROBIN))) {
            assertThat(send(test).outcome()).isEqualTo(Outcome.SENT);
            assertThat(test.send(SmsRequest.of("+49151", "x")).span()).isEqualTo(2);
            assertThat(test.send(SmsRequest.of("+49151", "x")).span()).isEqualTo(3);

            SmsResult named = send(test);
            SmsResult any = test.send(SmsRequest.of("+49151", "x"));

            assertThat(named.failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(named.detail()).contains("span 1 has sent 1 of the 1 parts", "free again at");
            assertThat(any.failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(any.detail()).contains("span 1 has", "span 2 has", "span 3 has", "quotaPartsPerDay");
        }
    }

    @Test
    void a_text_longer_than_a_days_quota_is_a_fault_of_configuration() {
        try (TestGateway test = gateway(quotas(2, 0, SpanChoice.ROUND_ROBIN))) {
            SmsResult result = test.send(SmsRequest.of("+49151", "x".repeat(400)));

            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail()).contains("3 parts", "quotaPartsPerDay=2");
        }
    }

    @Test
    void what_cannot_be_counted_is_not_sent() {
        QuotaStore broken = new QuotaStore() {
            @Override
            public boolean add(String key) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public boolean contains(String key) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void remove(String key) {}
        };
        try (TestGateway test = gateway(b -> b.spanRules(SpanRules.standard().withQuotas(5, 5, broken)))) {
            SmsResult result = send(test);

            assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(result.detail()).contains("quotaRepository", "IllegalStateException");
            assertThat(simulator.sentSms()).isEmpty();
        }
    }
}
