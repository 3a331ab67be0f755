package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A closed link leaves no thread, socket, timer or action, at whatever moment it was closed, and waits for nobody. */
class CloseLeavesNothingTest {

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    @Test
    void a_closed_link_leaves_no_connection_timer_or_action_and_hears_nothing_more() {
        VirtualLink gw = VirtualLink.up(config -> config.commandSessions(2));
        CompletableFuture<AmiResponse> pending = gw.send("A");
        CompletableFuture<AmiResponse> waiting = gw.command("b");
        gw.gateway.last().letIn();
        CompletableFuture<AmiResponse> line = gw.command("c");

        gw.link.close();
        gw.link.close();
        gw.runtime.advance(Duration.ofHours(1));

        assertThat(pending).isCompletedExceptionally();
        assertThat(waiting).isCompletedExceptionally();
        assertThat(line).isCompletedExceptionally();
        assertThat(gw.gateway.open()).isZero();
        assertThat(gw.runtime.timersSet()).isZero();
        assertThat(gw.listener.story).containsExactly("up 1");
        assertThat(gw.link.status().state()).isEqualTo(LinkState.CLOSED);
        assertThat(gw.link.counters().pending()).isZero();
        assertThatThrownBy(gw.link::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_link_closed_while_it_waits_for_the_next_attempt_makes_none() {
        VirtualLink gw = new VirtualLink();
        gw.link.start();
        gw.gateway.last().refuse("no");
        gw.link.close();
        gw.runtime.advance(Duration.ofHours(1));

        assertThat(gw.gateway.wires).hasSize(1);
        assertThat(gw.runtime.timersSet()).isZero();
    }

    @Test
    void the_last_word_to_every_session_is_a_logoff() {
        VirtualLink gw = VirtualLink.up(config -> config.commandSessions(1));
        gw.command("a");
        gw.gateway.last().letIn();
        gw.gateway.last().heard();

        gw.link.close();

        assertThat(gw.gateway.wires)
                .hasSize(2)
                .allSatisfy(wire -> assertThat(wire.heard()).isEqualTo("Action: Logoff\r\n\r\n"))
                .allMatch(MemoryGateway.Wire::closed);
    }

    @Test
    void a_gateway_gets_the_logoff_before_the_end_of_the_connection() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> {});
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            gw.answer(AmiAction.of("Ping"));
            gw.link.close();

            await().atMost(LinkFixture.SOON).until(() -> gateway.open() == 0);
            assertThat(gateway.peers().get(0).actions)
                    .extracting(action -> action.get("Action"))
                    .endsWith("Ping", "Logoff");
        }
    }

    @Test
    @Timeout(60)
    void a_gateway_that_takes_nothing_is_not_waited_for() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    HeldListener.await(over);
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            CompletableFuture<AmiResponse> last;
            do {
                last = gw.send(AmiAction.of("Big").with("Text", "x".repeat(1_000)));
            } while (!last.isDone());
            long began = System.nanoTime();
            gw.link.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(gw.link.counters().pending()).isZero();
        } finally {
            over.countDown();
        }
    }

    @Test
    void at_whatever_moment_it_is_closed() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
            peer.letIn();
            peer.send("Event: A\r\n\r\n".repeat(1_000));
            peer.serve(action -> peer.answer(action, "Success"));
        })) {
            Random random = new Random(7);
            for (int i = 0; i < 200; i++) {
                try (LinkFixture gw = LinkFixture.to(gateway.port(), config -> config.commandSessions(2))) {
                    gw.link.start();
                    for (long end = System.nanoTime() + random.nextInt(4_000_000); System.nanoTime() < end; ) {
                        Thread.onSpinWait();
                    }
                    CompletableFuture<AmiResponse> one = gw.send(AmiAction.of("A"));
                    CompletableFuture<AmiResponse> other =
                            gw.link.sendOnCommandSession(AmiAction.of("B"), LinkFixture.SOON);
                    gw.link.close();
                    assertThat(gw.link.counters().pending()).isZero();
                    // An answer that was read just before is still being handed over by the reader; nothing else is
                    // left.
                    assertThat(CompletableFuture.allOf(one, other).exceptionally(failed -> null))
                            .succeedsWithin(LinkFixture.SOON);
                }
            }
            LinkFixture.awaitNoThread();
            await().atMost(LinkFixture.SOON).until(() -> gateway.open() == 0);
        }
    }

    @Test
    void while_its_reader_waits_for_the_listener() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.send(("Event: A\r\nText: " + "x".repeat(1_000) + "\r\n\r\n").repeat(1_000));
                    peer.stayDeaf();
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(10))
                        .up()) {
            await().atMost(LinkFixture.SOON).until(() -> listener.batches().size() == 1);
            await().atMost(LinkFixture.SOON).until(() -> gw.link.counters().waiting() > 0);
            gw.link.close();

            await().atMost(LinkFixture.SOON).untilAsserted(() -> assertThat(LinkFixture.threads())
                    .as("the one that tells; that which reads has ended")
                    .hasSize(1));
            release.countDown();
            LinkFixture.awaitNoThread();
            assertThat(listener.batches()).as("the one that was being told").hasSize(1);
            assertThat(listener.events())
                    .isEqualTo((long) listener.batches().get(0))
                    .isLessThan(1_000);
            assertThat(listener.story()).as("no end of it either").containsExactly("up 1");
        } finally {
            release.countDown();
        }
    }

    @Test
    void from_inside_the_listener_and_from_a_callback() throws Exception {
        AtomicReference<AmiLink> link = new AtomicReference<>();
        AmiLinkListener closing = new AmiLinkListener() {
            @Override
            public void events(List<AmiEvent> batch, long epoch) {
                link.get().close();
            }
        };
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
            peer.letIn();
            peer.serve(action -> {
                peer.answer(action, "Success");
                peer.send("Event: A\r\n\r\n");
            });
        })) {
            try (LinkFixture gw =
                    LinkFixture.to(gateway.port(), closing, config -> config).up()) {
                link.set(gw.link);
                gw.send(AmiAction.of("A"));
                gw.awaitState(LinkState.CLOSED);
            }
            try (LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
                gw.send(AmiAction.of("A")).thenRun(gw.link::close);
                gw.awaitState(LinkState.CLOSED);
            }
            LinkFixture.awaitNoThread();
            await().atMost(LinkFixture.SOON).until(() -> gateway.open() == 0);
        }
    }

    @Test
    void thirty_lost_connections_leave_as_many_threads_as_one() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    if (peer.number > 30) {
                        peer.stayDeaf();
                    }
                });
                LinkFixture gw = LinkFixture.to(gateway.port())) {
            gw.link.start();
            await().atMost(LinkFixture.SOON).until(() -> gw.link.status().epoch() == 31);

            await().atMost(LinkFixture.SOON)
                    .untilAsserted(() -> assertThat(LinkFixture.threads()).containsExactly("ami-gsm/gw1/events"));
        }
    }

    @Test
    void a_runtime_that_is_closed_first_leaves_a_link_that_says_so() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> peer.answer(action, "Success"));
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            gw.runtime.close();
            for (int i = 0; i < 100; i++) {
                gw.send(AmiAction.of("A"));
            }
            gateway.peers().get(0).end();
            await().atMost(LinkFixture.SOON)
                    .untilAsserted(() -> assertThat(gw.link.status().reason()).contains("the runtime is closed"));
            assertThat(gw.link.counters().pending()).isZero();
        }
    }
}
