package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every complete event that is read reaches the listener once and in order, however slow the listener, before it hears of
 * the end of the link; or, where that was chosen, its loss is announced in its place. See {@link SeededSchedulesTest} too.
 */
class EveryCompleteEventIsToldOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BURST = 100_000;

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    @Test
    void each_login_is_an_epoch_and_the_listener_hears_ends_and_beginnings_in_turn() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 3; i++) {
            gw.gateway.last().say("Event: A\r\n\r\n");
            gw.gateway.last().hangUp();
            gw.runtime.advance(Duration.ofSeconds(30));
            gw.gateway.last().refuse("Connection refused");
            gw.runtime.advance(Duration.ofSeconds(30));
            gw.gateway.last().letIn();
        }

        assertThat(gw.listener.story)
                .containsExactly("up 1", "A 1", "down 1", "up 2", "A 2", "down 2", "up 3", "A 3", "down 3", "up 4");
        assertThat(gw.link.status().epoch()).isEqualTo(4);
        assertThat(gw.runtime.failures()).isEmpty();
    }

    @Test
    void a_listener_that_throws_ends_nothing() {
        VirtualRuntime runtime = new VirtualRuntime(1);
        MemoryGateway gateway = new MemoryGateway();
        AmiLinkListener throwing = new AmiLinkListener() {
            @Override
            public void linkUp(LinkStatus status) {
                throw new IllegalStateException("linkUp");
            }

            @Override
            public void events(List<AmiEvent> batch, long epoch) {
                throw new IllegalStateException("events");
            }
        };
        AmiLinkConfig config = AmiLinkConfig.builder("gw1", "h", 5038, AmiCredentials.of("ami", "secret"))
                .build();
        AmiLink link = new AmiLink(config, runtime, gateway, throwing);
        link.start();
        gateway.last().letIn().say("Event: A\r\n\r\n");
        gateway.last().heard();
        CompletableFuture<AmiResponse> answer = link.send(AmiAction.of("B"), VirtualLink.TIMEOUT);
        gateway.last().answer("Response: Success");

        assertThat(answer).isCompleted();
        assertThat(link.status().up()).isTrue();
    }

    @Test
    void answers_come_before_the_events_of_the_same_read() {
        List<String> order = new ArrayList<>();
        VirtualRuntime runtime = new VirtualRuntime(1);
        MemoryGateway gateway = new MemoryGateway();
        AmiLink link = new AmiLink(
                AmiLinkConfig.builder("gw1", "h", 5038, AmiCredentials.of("ami", "secret"))
                        .build(),
                runtime,
                gateway,
                new AmiLinkListener() {
                    @Override
                    public void events(List<AmiEvent> batch, long epoch) {
                        order.add(batch.size() + " events");
                    }
                });
        link.start();
        gateway.last().letIn();
        gateway.last().heard();
        link.send(AmiAction.of("B"), VirtualLink.TIMEOUT).thenRun(() -> order.add("answer"));
        String id = MemoryGateway.Wire.idOf(gateway.last().heard());

        gateway.last()
                .say("Event: A\r\n\r\nEvent: A\r\n\r\nResponse: Success\r\nActionID: " + id
                        + "\r\n\r\nEvent: A\r\n\r\n");

        assertThat(order).containsExactly("answer", "3 events");
    }

    private static String numbered(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("Event: Newexten\r\nPrivilege: dialplan,all\r\nChannel: SIP/1-0000\r\nNumber: ")
                    .append(i)
                    .append("\r\nText: ")
                    .append("x".repeat(300))
                    .append("\r\n\r\n");
        }
        return text.toString();
    }

    /** Sends a burst of events, and then serves. */
    private static ScriptedGateway bursting(int events) throws Exception {
        return ScriptedGateway.start(peer -> {
            peer.letIn();
            for (int i = 0; i < events; i += 1_000) {
                peer.send(numbered(i, i + 1_000));
            }
            peer.serve(action -> peer.answer(action, "Success"));
        });
    }

    @Test
    void of_a_burst_that_a_slow_listener_cannot_follow_nothing_is_lost() throws Exception {
        HeldListener listener = HeldListener.slow(10_000);
        try (ScriptedGateway gateway = bursting(BURST);
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)) {
            gw.link.start();
            await().atMost(PATIENCE).until(() -> listener.events() == BURST);

            assertThat(listener.wrong()).isNull();
            assertThat(listener.story()).containsExactly("up 1");
            assertThat(gw.link.counters().events()).isEqualTo(BURST);
            assertThat(gw.link.counters().dropped()).isZero();
        }
    }

    @Test
    void what_is_dropped_is_counted_to_the_last_event_and_announced_in_its_place() throws Exception {
        HeldListener listener = HeldListener.slow(10_000);
        try (ScriptedGateway gateway = bursting(BURST);
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(500)
                        .overflow(AmiOverflow.DROP))) {
            gw.link.start();
            await().atMost(PATIENCE).until(() -> listener.events() + listener.dropped() == BURST);

            assertThat(listener.wrong()).isNull();
            assertThat(listener.dropped()).isPositive();
            assertThat(gw.link.counters().events()).isEqualTo(listener.events());
            assertThat(gw.link.counters().dropped()).isEqualTo(listener.dropped());
            assertThat(listener.story()).containsExactly("up 1");
        }
    }

    @Test
    void the_end_of_the_link_is_told_after_all_that_was_read_before_it() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    if (peer.number == 1) {
                        peer.send(numbered(0, 5_000) + "Event: Half\r\nNumber: 5000\r\n");
                    } else {
                        peer.stayDeaf();
                    }
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)) {
            gw.link.start();
            await().atMost(LinkFixture.SOON).until(() -> gw.link.status().epoch() == 2);
            assertThat(listener.story())
                    .as("the listener still works on the first event")
                    .containsExactly("up 1");
            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> listener.story().size() == 3);

            assertThat(listener.story()).containsExactly("up 1", "down 1 after 5000", "up 2");
            assertThat(listener.wrong()).isNull();
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_link_that_is_lost_while_its_reader_waits_for_the_listener_ends_its_actions_and_loses_no_event()
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    if (peer.number == 1) {
                        peer.send(numbered(0, 1_000));
                        HeldListener.await(stuck);
                        peer.reset();
                    }
                    peer.stayDeaf();
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(10))) {
            gw.link.start();
            await().atMost(LinkFixture.SOON).until(() -> gw.link.counters().waiting() > 0);
            CompletableFuture<AmiResponse> pending = gw.send(AmiAction.of("A"));
            stuck.countDown();
            // What notices the end is the writing, since nobody reads.
            await().atMost(LinkFixture.SOON).until(() -> {
                gw.send(AmiAction.of("B"));
                return pending.isDone();
            });

            assertThat(LinkFixture.failureOf(pending)).isInstanceOf(AmiNoAnswerException.class);
            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> listener.story().size() > 1);
            assertThat(listener.wrong()).isNull();
            assertThat(listener.story().get(1)).isEqualTo("down 1 after " + listener.events());
        } finally {
            stuck.countDown();
            release.countDown();
        }
    }

    @Test
    void a_listener_survives_every_reconnect_and_never_hears_twice() throws Exception {
        HeldListener listener = HeldListener.slow(0);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.send(numbered((peer.number - 1) * 10, peer.number * 10));
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)) {
            gw.link.start();
            await().atMost(PATIENCE).until(() -> gw.link.status().epoch() > 30);
            gw.link.close();

            assertThat(listener.wrong()).isNull();
            List<String> ups = new ArrayList<>(listener.story());
            ups.removeIf(line -> !line.startsWith("up"));
            assertThat(ups).startsWith("up 1", "up 2", "up 3").doesNotHaveDuplicates();
        }
    }
}
