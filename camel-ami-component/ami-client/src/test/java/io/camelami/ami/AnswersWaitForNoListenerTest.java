package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers and signs of life come in time, whatever the listener does with the events. */
class AnswersWaitForNoListenerTest {

    private static final String EVENT = "Event: Newexten\r\nPrivilege: dialplan,all\r\nChannel: SIP/1-0000\r\nText: "
            + "x".repeat(350) + "\r\n\r\n";

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    @Test
    void a_listener_that_does_not_return_holds_back_no_answer() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> {
                        peer.send(EVENT.repeat(10));
                        peer.answer(action, "Success", "Message: " + action.get("Number"));
                        peer.send(EVENT.repeat(10));
                    });
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)
                        .up()) {
            for (int i = 0; i < 100; i++) {
                AmiAction action = AmiAction.of("Echo").with("Number", Integer.toString(i));
                assertThat(gw.answer(action).message()).isEqualTo(Integer.toString(i));
            }
            assertThat(listener.events()).isZero();
            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> listener.events() == 2_000);
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_listener_may_wait_for_the_answer_to_an_action_of_its_own() throws Exception {
        AtomicReference<AmiLink> link = new AtomicReference<>();
        CompletableFuture<String> answer = new CompletableFuture<>();
        AmiLinkListener asking = new AmiLinkListener() {
            @Override
            public void events(List<AmiEvent> batch, long epoch) {
                answer.complete(LinkFixture.answerOf(link.get().send(AmiAction.of("Ask"), LinkFixture.SOON))
                        .message());
            }
        };
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.send(EVENT);
                    peer.serve(action -> peer.answer(action, "Success", "Message: told"));
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), asking, config -> config)) {
            link.set(gw.link);
            gw.link.start();
            await().atMost(LinkFixture.SOON).until(answer::isDone);

            assertThat(answer.join()).isEqualTo("told");
        }
    }

    @Test
    void where_events_are_dropped_answers_are_not() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> {
                        peer.send(EVENT.repeat(500));
                        peer.answer(action, "Success");
                    });
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(10)
                                .overflow(AmiOverflow.DROP))
                        .up()) {
            for (int i = 0; i < 50; i++) {
                assertThat(gw.answer(AmiAction.of("A")).success()).isTrue();
            }
            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> listener.events() + listener.dropped() == 25_000);
            assertThat(listener.dropped()).isGreaterThan(20_000);
        } finally {
            release.countDown();
        }
    }

    @Test
    void where_nothing_is_dropped_an_answer_waits_until_there_is_room_and_then_comes() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> {
                        peer.send(EVENT.repeat(1_000));
                        peer.answer(action, "Success");
                    });
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(10))
                        .up()) {
            CompletableFuture<AmiResponse> behind = gw.send(AmiAction.of("A"));
            await().atMost(LinkFixture.SOON).until(() -> gw.link.counters().waiting() > 0);
            assertThat(behind).isNotDone();
            release.countDown();

            assertThat(LinkFixture.answerOf(behind).success()).isTrue();
            await().atMost(LinkFixture.SOON).until(() -> listener.events() == 1_000);
        } finally {
            release.countDown();
        }
    }

    @Test
    void pings_overtake_twenty_thousand_events_of_one_second_that_wait_for_a_slower_listener() throws Exception {
        HeldListener listener = HeldListener.slow(100_000);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    inTheBackground(() -> sendInOneSecond(peer, 20_000));
                    peer.serve(action -> {});
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(20_000))
                        .up()) {
            long overtaken = 0;
            while (listener.events() < 20_000) {
                assertThat(gw.answer(AmiAction.of("Ping")).get("Ping")).isEqualTo("Pong");
                overtaken = Math.max(overtaken, gw.link.counters().waiting());
                LockSupport.parkNanos(1_000_000);
            }
            // Half a second of work for the listener, at least.
            assertThat(overtaken).isGreaterThanOrEqualTo(5_000);
            assertThat(gw.link.counters().timeouts()).isZero();
        }
    }

    private static void sendInOneSecond(ScriptedGateway.Peer peer, int events) {
        try {
            for (int i = 0; i < 1_000; i++) {
                peer.send(EVENT.repeat(events / 1_000));
                LockSupport.parkNanos(900_000);
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static void inTheBackground(Runnable task) {
        Thread thread = new Thread(task, "scripted-gateway-events");
        thread.setDaemon(true);
        thread.start();
    }
}
