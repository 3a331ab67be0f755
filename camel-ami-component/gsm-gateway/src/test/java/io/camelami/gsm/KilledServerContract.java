package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.asterisk.RealAsterisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed while it sends: messages go out over SIP to a telephone that outlives it, so what each outcome
 * says can be compared with what arrived. What was surely not sent is sent again when the server is back, as an
 * application would; what nobody knows is not.
 *
 * <p>{@code -Dami.kills=20 -Dami.kills.sends=500} does more of it.
 */
abstract class KilledServerContract {
    private static final int KILLS = Integer.getInteger("ami.kills", 2);
    private static final int SENDS = Integer.getInteger("ami.kills.sends", 100);
    private static final long SEED = Long.getLong("ami.kills.seed", new Random().nextInt(1_000_000));

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Each has a message of its own under way. */
    private static final int SPANS = 4;

    /** One attempt; each has a text of its own, so that it is known which of them arrived. */
    private record Attempt(String message, String text, SmsResult result, boolean beforeKill) {
        boolean again() {
            return result.outcome() == Outcome.FAILED;
        }
    }

    private final Random random = new Random(SEED);
    private final List<Attempt> attempts = new ArrayList<>();

    abstract RealAsterisk asterisk();

    @Test
    void every_send_has_one_outcome_and_no_text_arrives_that_is_not_said_to_be_sent_and_none_twice() throws Exception {
        long begin = System.nanoTime();
        try (SipInbox inbox = new SipInbox();
                TestGateway test = gateway(inbox)) {
            for (int round = 0; round < KILLS; round++) {
                test.up();
                killWhileSending(test, round);
                // A server that lives delivers what it has accepted.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(inbox.texts()).containsAll(acceptedByAServerThatLivedOn()));
            }
            System.out.printf(
                    "%s: seed %d, %d kills, %s, %d s%n",
                    getClass().getSimpleName(),
                    SEED,
                    KILLS,
                    check(inbox),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        }
    }

    private TestGateway gateway(SipInbox inbox) {
        String telephone = "pjsip:loop/sip:{to}@127.0.0.1:" + inbox.port();
        return new TestGateway(GatewayConfig.builder(asterisk().host())
                .name("killed")
                .port(asterisk().port())
                .username("admin")
                .secret(RealAsterisk.SECRET)
                .dialect("asterisk")
                .dialectOptions(Map.of(
                        "message",
                        String.join(",", Collections.nCopies(SPANS, telephone)),
                        "from",
                        "<sip:gateway@127.0.0.1>"))
                .pacing(Duration.ZERO)
                .reconnectMin(Duration.ofMillis(10))
                .reconnectMax(Duration.ofMillis(100))
                .build());
    }

    private void killWhileSending(TestGateway test, int round) throws InterruptedException {
        List<String> messages = IntStream.range(0, SENDS)
                .mapToObj(i -> "round " + round + " message " + i)
                .toList();
        CountDownLatch untilKill = new CountDownLatch(SENDS / 10 + random.nextInt(SENDS * 7 / 10));
        List<CompletableFuture<Attempt>> sends =
                messages.stream().map(message -> send(test, message, 0)).toList();
        sends.forEach(send -> send.thenRun(untilKill::countDown));
        assertThat(untilKill.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        asterisk().kill();

        List<Attempt> last = join(sends);
        asterisk().start();
        for (int again = 1; last.stream().anyMatch(Attempt::again); again++) {
            assertThat(again).as("attempts at %s", last).isLessThan(10);
            await().atMost(PATIENCE).until(() -> test.gateway().status().up());
            int number = again;
            last = join(last.stream()
                    .filter(Attempt::again)
                    .map(attempt -> send(test, attempt.message(), number))
                    .toList());
        }
    }

    private static CompletableFuture<Attempt> send(TestGateway test, String message, int again) {
        String text = message + " attempt " + again;
        return test.sending(SmsRequest.of("4711", text))
                .thenApply(result -> new Attempt(message, text, result, again == 0));
    }

    private List<Attempt> join(List<CompletableFuture<Attempt>> sends) {
        List<Attempt> ended = sends.stream()
                .map(send ->
                        send.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .toList();
        attempts.addAll(ended);
        return ended;
    }

    private List<String> acceptedByAServerThatLivedOn() {
        return attempts.stream()
                .filter(attempt -> attempt.result().outcome() == Outcome.ACCEPTED && !attempt.beforeKill())
                .map(Attempt::text)
                .toList();
    }

    /** @return the figures */
    private String check(SipInbox inbox) {
        Map<String, Long> arrivals =
                inbox.texts().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(arrivals.values()).as("no text arrives twice").containsOnly(1L);
        Map<String, Long> messages = attempts.stream()
                .filter(attempt -> arrivals.containsKey(attempt.text()))
                .collect(Collectors.groupingBy(Attempt::message, Collectors.counting()));
        assertThat(messages.values()).as("no message arrives in two attempts").containsOnly(1L);

        int[] accepted = new int[2];
        int[] unknown = new int[2];
        int[] failed = new int[2];
        for (Attempt attempt : attempts) {
            int arrived = arrivals.containsKey(attempt.text()) ? 1 : 0;
            switch (attempt.result().outcome()) {
                case ACCEPTED -> {
                    assertThat(attempt.result().reply())
                            .as("on the word of the server")
                            .isEqualTo("Message successfully sent");
                    accepted[arrived]++;
                }
                case UNKNOWN -> {
                    assertThat(attempt.result().epoch())
                            .as("written, or it would be known")
                            .isPositive();
                    unknown[arrived]++;
                }
                case FAILED -> {
                    assertThat(attempt.result().failure()).as("%s", attempt).isEqualTo(FailureClass.RETRY_LATER);
                    assertThat(attempt.result().parts()).isZero();
                    failed[arrived]++;
                }
                default -> throw new AssertionError(attempt);
            }
        }
        assertThat(failed[1]).as("arrived, although said to be not sent").isZero();
        assertThat(accepted[0] + accepted[1] + unknown[0] + unknown[1])
                .as("each message ends once")
                .isEqualTo(KILLS * SENDS);
        return ("%d messages: %d accepted (%d of them lost with the server), %d unknown (%d of them arrived),"
                        + " %d attempts surely not sent; none arrived twice, SIP repeated %d")
                .formatted(
                        KILLS * SENDS,
                        accepted[0] + accepted[1],
                        accepted[0],
                        unknown[0] + unknown[1],
                        unknown[1],
                        failed[0],
                        inbox.repeats());
    }
}
