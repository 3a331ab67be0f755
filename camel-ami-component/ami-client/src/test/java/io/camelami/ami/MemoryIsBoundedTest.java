package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.wire.Decoded;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Memory is bounded with a listener that takes nothing, a gateway that is dead or hostile, and a flood. The limits of one
 * message are in {@link AmiDecoderTest}, actions that wait in {@link EveryActionEndsOnceTest}, actions without an answer in
 * {@link AnswerMatchingTest}.
 */
class MemoryIsBoundedTest {

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    @ParameterizedTest
    @EnumSource(AmiOverflow.class)
    void a_flood_before_a_listener_that_takes_nothing_is_bounded_in_number(AmiOverflow overflow) throws Exception {
        assertThat(mostThatWaits(overflow, 1_000, 100))
                // One read more than allowed, at most.
                .isLessThanOrEqualTo(overflow == AmiOverflow.DROP ? 1_000 : 1_000 + (64 << 10) / 100);
    }

    @ParameterizedTest
    @EnumSource(AmiOverflow.class)
    void a_flood_before_a_listener_that_takes_nothing_is_bounded_in_bytes(AmiOverflow overflow) throws Exception {
        assertThat(mostThatWaits(overflow, 1_000_000, 60_000)).isLessThanOrEqualTo((16 << 20) / 60_000 + 5);
    }

    /** How many events wait when the listener has long taken nothing, of 64 MB that were sent. */
    private static long mostThatWaits(AmiOverflow overflow, int eventQueue, int size) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger sent = new AtomicInteger();
        String event = "Event: A\r\nText: " + "x".repeat(size) + "\r\n\r\n";
        String some = event.repeat(Math.max(1, 60_000 / size));
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    for (int i = 0; i < (64 << 20) / some.length(); i++) {
                        peer.send(some);
                        sent.incrementAndGet();
                    }
                    peer.serve(action -> {});
                });
                LinkFixture gw = LinkFixture.to(
                                gateway.port(), new HeldListener(release), config -> config.eventQueue(eventQueue)
                                        .overflow(overflow)
                                        .keepAlive(new AmiKeepAlive(Duration.ofMillis(300), Duration.ofMillis(1_500))))
                        .up()) {
            if (overflow == AmiOverflow.BLOCK) {
                await().atMost(LinkFixture.SOON).until(() -> gw.link.status().stalledSince() != null);
                assertThat(sent.get()).as("pushed back").isLessThan((64 << 20) / some.length());
                assertThat(gw.link.counters().dropped()).isZero();
            } else {
                await().atMost(LinkFixture.SOON).until(() -> sent.get() == (64 << 20) / some.length());
                gw.answer(AmiAction.of("Ping"));
                assertThat(gw.link.counters().dropped()).isPositive();
            }
            return gw.link.counters().waiting();
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_link_that_comes_and_goes_before_a_listener_that_takes_nothing_does_not_fill_the_memory() throws Exception {
        List<Long> heard = new ArrayList<>();
        VirtualRuntime runtime = new VirtualRuntime(1).holdTasks();
        AmiLinkConfig config = AmiLinkConfig.builder("gw1", "h", 5038, AmiCredentials.of("ami", "secret"))
                .build();
        ListenerQueue queue = new ListenerQueue(config, runtime, new AmiLinkListener() {
            @Override
            public void linkUp(LinkStatus status) {
                heard.add(status.epoch());
            }
        });
        AtomicInteger told = new AtomicInteger();
        Thread link = new Thread(() -> {
            for (int i = 1; i <= 3_000; i++) {
                LinkStatus status =
                        new LinkStatus("gw1", LinkState.UP, runtime.clock().instant(), i, "", 0, "", null, null);
                queue.up(status);
                queue.down(status);
                told.set(i);
            }
        });
        link.start();
        await().atMost(LinkFixture.SOON).until(() -> link.getState() == Thread.State.WAITING);
        assertThat(told.get()).isEqualTo(500);

        while (link.isAlive()) {
            if (runtime.tasksHeld() > 0) {
                runtime.runOne(new java.util.Random(1));
            }
        }
        if (runtime.tasksHeld() > 0) {
            runtime.runOne(new java.util.Random(1));
        }
        assertThat(heard).hasSize(3_000).isSorted();
    }

    @Test
    void names_that_a_hostile_gateway_makes_up_are_not_kept() {
        List<String> once = namesOf(50_000);
        List<String> again = namesOf(50_000);
        int kept = 0;
        for (int i = 0; i < once.size(); i++) {
            assertThat(once.get(i)).isEqualTo(again.get(i));
            kept += isSame(once.get(i), again.get(i)) ? 1 : 0;
        }

        // What the one table has room for, whatever comes.
        assertThat(kept).isLessThanOrEqualTo(2_048);
    }

    @Test
    void a_name_that_is_too_long_to_be_shared_is_gone_with_its_message() {
        WeakReference<HeaderName> name = new WeakReference<>(
                Decoded.event("Event: A", "x".repeat(100_000) + ": 1").block.name(1));

        await().untilAsserted(() -> {
            System.gc();
            assertThat(name.get()).isNull();
        });
    }

    @Test
    void an_event_weighs_its_names_unless_others_share_them() {
        // One in two is too long to be shared.
        String hostile = "Event: A\r\n" + ("x".repeat(70) + ": 1\r\nx: 1\r\n").repeat(20) + "\r\n";
        // Of a name that is shared whatever the tests before this one have filled the table with.
        String usual = "Event: A\r\n" + "Event: 1\r\n".repeat(40) + "\r\n";
        String text = "Banner\r\n" + hostile.repeat(2) + usual.repeat(2);
        List<Integer> weights = Decoded.stream(List.of(text.getBytes(StandardCharsets.UTF_8))).messages().stream()
                .map(message -> ((AmiEvent) message).weight())
                .toList();

        // 20 arrays of more than 70 bytes, as many Strings of as many, and the words to compare with.
        assertThat(weights.get(0)).isGreaterThan(20 * 3 * 70);
        assertThat(weights.get(1)).isGreaterThan(20 * 3 * 70);
        assertThat(weights.get(3)).isLessThan(500);
    }

    private static List<String> namesOf(int count) {
        List<AmiMessage> messages = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        for (int i = 0; i < count; i++) {
            String text = (i == 0 ? "Banner\r\n" : "") + "Event: A\r\nHostile" + i + ": 1\r\n\r\n";
            Decoded.feed(decoder, text.getBytes(StandardCharsets.UTF_8), messages);
        }
        return messages.stream().map(message -> message.headers().get(1).name()).toList();
    }

    @SuppressWarnings("StringEquality")
    private static boolean isSame(String one, String other) {
        return one == other;
    }

    @Test
    void a_list_beyond_its_bytes_fails_alone() {
        VirtualLink gw = VirtualLink.up(config -> config.limits(new AmiLimits(1024, 4096, 128, 4096, 1000, 10_000)));
        CompletableFuture<AmiResponse> list = gw.send("Status");
        String id = MemoryGateway.Wire.idOf(gw.wire().heard());
        gw.wire().answerTo(id, "Response: Success", "EventList: start");
        for (int i = 0; i < 20; i++) {
            gw.wire().say("Event: Status\r\nActionID: " + id + "\r\nText: " + "x".repeat(1000) + "\r\n\r\n");
        }

        assertThat(LinkFixture.failureOf(list))
                .isInstanceOf(AmiProtocolException.class)
                .hasMessageContaining("limits listEvents, listBytes");
        assertThat(gw.link.status().up()).isTrue();
        assertThat(gw.link.counters().pending()).isZero();
        assertThat(gw.listener.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lineBytes", "messageBytes", "headers", "outputBytes"})
    void a_message_beyond_a_limit_ends_the_session_by_its_name_and_what_waits_with_it(String limit) {
        VirtualLink gw = VirtualLink.up(config -> config.limits(new AmiLimits(1024, 4096, 128, 4096, 1000, 10_000)));
        CompletableFuture<AmiResponse> waiting = gw.send("A");
        String flood =
                switch (limit) {
                    case "lineBytes" -> "Event: A\r\nText: " + "x".repeat(2_000);
                    case "messageBytes" -> "Event: A\r\n" + ("Text: " + "x".repeat(1_000) + "\r\n").repeat(5);
                    case "headers" -> "Event: A\r\n" + "A: b\r\n".repeat(200);
                    default -> "Response: Follows\r\n" + "raw output\n".repeat(1_000);
                };
        gw.wire().say(flood);

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .startsWith("Gateway gw1: Received ")
                .contains("(limit " + limit + ")");
        assertThat(LinkFixture.failureOf(waiting))
                .isInstanceOf(AmiNoAnswerException.class)
                .hasMessageContaining("(limit " + limit + ")");
        assertThat(gw.link.counters().pending()).isZero();
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();
        assertThat(gw.link.status().epoch()).isEqualTo(2);
    }

    @Test
    void a_greeting_without_end_is_a_protocol_error() {
        VirtualLink gw = new VirtualLink();
        gw.link.start();
        gw.wire().accept();
        gw.wire().say("x".repeat(300_000));

        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: Received a line of more than 262144 bytes (limit lineBytes)");
    }
}
