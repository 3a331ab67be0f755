package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A started link hears its gateway, or says within the liveness window that it does not: whatever the socket says. */
class AStartedLinkHearsOrIsDownTest {

    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofSeconds(30);

    @Test
    void a_silent_gateway_is_asked_and_one_that_answers_stays_up() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 10; i++) {
            gw.runtime.advance(INTERVAL);
            gw.wire().answer("Response: Success", "Ping: Pong");
        }

        assertThat(gw.link.status().up()).isTrue();
        assertThat(gw.listener.story).containsExactly("up 1");
        assertThat(gw.runtime.timersSet()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "10, 30", "14, 30", "16, 30", "29, 30", "10, 300"})
    void a_quiet_gateway_that_answers_stays_up_whatever_the_interval_and_one_that_ceases_to_is_down_within_the_window(
            int interval, int window) {
        VirtualLink gw = VirtualLink.up(
                config -> config.keepAlive(new AmiKeepAlive(Duration.ofSeconds(interval), Duration.ofSeconds(window))));
        int pings = 0;
        for (int i = 0; i < 1200; i++) {
            gw.runtime.advance(Duration.ofMillis(500));
            String asked = gw.wire().heard();
            if (asked.startsWith("Action: Ping")) {
                gw.wire().answerTo(MemoryGateway.Wire.idOf(asked), "Response: Success", "Ping: Pong");
                pings++;
            }
        }
        assertThat(gw.listener.story).containsExactly("up 1");
        assertThat(pings).isBetween(600 / interval / 2, 600 / interval);

        gw.runtime.advance(Duration.ofSeconds(window));

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void a_gateway_that_is_open_but_deaf_is_down_within_the_liveness_window() {
        VirtualLink gw = VirtualLink.up();
        gw.runtime.advance(WINDOW.minusMillis(1));
        assertThat(gw.wire().heard()).startsWith("Action: Ping");
        assertThat(gw.link.status().up()).isTrue();

        gw.runtime.advance(Duration.ofMillis(2));

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .contains("no message for 30000 ms")
                .contains("livenessWindow");
        assertThat(gw.wire().closed()).isTrue();
        assertThat(gw.runtime.failures()).isEmpty();
    }

    @Test
    void a_gateway_that_trickles_half_a_message_is_deaf_too() {
        VirtualLink gw = VirtualLink.up();
        gw.wire().say("Event: Endless\r\nText: ");
        for (int i = 0; i < 31; i++) {
            gw.wire().say("x");
            gw.runtime.advance(Duration.ofSeconds(1));
        }

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void events_alone_keep_a_link_up_and_nobody_is_asked() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 100; i++) {
            gw.runtime.advance(Duration.ofSeconds(15));
            gw.wire().say("Event: A\r\n\r\n");
        }

        assertThat(gw.wire().heard()).isEmpty();
        assertThat(gw.link.status().lastReceived()).isEqualTo(gw.runtime.clock().instant());
    }

    @Test
    void unwanted_events_keep_a_link_up_too() {
        VirtualLink gw = VirtualLink.up(config -> config.eventFilter(name -> false));
        for (int i = 0; i < 100; i++) {
            gw.runtime.advance(Duration.ofSeconds(15));
            gw.wire().say("Event: A\r\n\r\n");
        }

        assertThat(gw.wire().heard()).isEmpty();
        assertThat(gw.link.status().up()).isTrue();
    }

    @Test
    void a_command_that_takes_long_is_no_silence_where_commands_run_on_the_event_session() {
        VirtualLink gw = VirtualLink.up();
        CompletableFuture<AmiResponse> slow =
                gw.link.send(AmiAction.of("Command").with("Command", "slow"), Duration.ofSeconds(90));
        String id = MemoryGateway.Wire.idOf(gw.wire().heard());
        gw.runtime.advance(Duration.ofSeconds(80));
        assertThat(gw.link.status().up()).isTrue();
        assertThat(gw.wire().heard()).isEmpty();
        gw.wire().answerTo(id, "Response: Success", "Message: done");

        assertThat(VirtualLink.now(slow).message()).isEqualTo("done");
        gw.runtime.advance(WINDOW.plusMillis(1));
        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void a_command_that_never_ends_does_not_hide_a_dead_gateway_for_ever() {
        VirtualLink gw = VirtualLink.up();
        gw.link.send(AmiAction.of("Command").with("Command", "slow"), Duration.ofSeconds(60));

        gw.runtime.advance(Duration.ofSeconds(60).plus(WINDOW));

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void commands_sent_again_and_again_do_not_hide_a_dead_gateway() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 12 && gw.link.status().up(); i++) {
            gw.link.send(AmiAction.of("Command").with("Command", "slow"), Duration.ofSeconds(60));
            gw.runtime.advance(Duration.ofSeconds(10));
        }

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.runtime.elapsed())
                .isLessThanOrEqualTo(Duration.ofSeconds(60).plus(WINDOW));
    }

    @Test
    void actions_that_time_out_behind_a_long_command_are_no_sign_of_a_dead_gateway() {
        VirtualLink gw = VirtualLink.up();
        CompletableFuture<AmiResponse> slow =
                gw.link.send(AmiAction.of("Command").with("Command", "slow"), Duration.ofMinutes(5));
        String id = MemoryGateway.Wire.idOf(gw.wire().heard());
        for (int i = 0; i < 28; i++) {
            gw.send("Short");
            gw.runtime.advance(Duration.ofSeconds(10));
        }
        gw.wire().answerTo(id, "Response: Success", "Message: done");

        assertThat(VirtualLink.now(slow).message()).isEqualTo("done");
        assertThat(gw.listener.story).containsExactly("up 1");
    }

    @Test
    void a_machine_that_was_paused_asks_anew_before_it_calls_anybody_dead() {
        VirtualLink gw = VirtualLink.up();
        gw.runtime.advance(INTERVAL);
        gw.wire().heard();

        gw.runtime.pause(Duration.ofHours(1));

        assertThat(gw.link.status().up()).isTrue();
        gw.wire().answer("Response: Success", "Ping: Pong");
        gw.runtime.advance(INTERVAL.minusMillis(1));
        assertThat(gw.listener.story).containsExactly("up 1");
        gw.runtime.pause(Duration.ofHours(1));
        gw.runtime.advance(WINDOW);
        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void no_greeting_or_no_answer_to_the_login_is_a_gateway_that_is_away() {
        VirtualLink mute = new VirtualLink();
        mute.link.start();
        mute.gateway.last().accept();
        mute.runtime.advance(Duration.ofSeconds(10));
        assertThat(mute.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(mute.link.status().reason()).contains("no greeting").contains("loginTimeout");

        VirtualLink stuck = new VirtualLink();
        stuck.link.start();
        stuck.gateway.last().accept();
        stuck.gateway.last().say(ScriptedGateway.BANNER);
        stuck.runtime.advance(Duration.ofSeconds(10));
        assertThat(stuck.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(stuck.link.status().reason()).contains("no answer to the login");
    }

    /** What a gateway does that is there no more, or no more of use, over a connection that stays open. */
    enum Fault {
        READS_AND_SAYS_NOTHING,
        READS_NOTHING,
        TRICKLES_A_LINE,
        TRICKLES_LINES;

        void play(ScriptedGateway.Peer peer, CountDownLatch over) throws IOException, InterruptedException {
            if (this == READS_AND_SAYS_NOTHING) {
                peer.stayDeaf();
            } else if (this == READS_NOTHING) {
                over.await();
            }
            peer.send("Event: Endless\r\nText: ");
            while (!over.await(2, TimeUnit.MILLISECONDS)) {
                peer.send(this == TRICKLES_A_LINE ? "x" : "x\r\nText: ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_connection_that_is_open_and_of_no_use_is_down_within_the_window(Fault fault) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    try {
                        fault.play(peer, over);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                LinkFixture gw = LinkFixture.to(
                                gateway.port(),
                                config -> config.keepAlive(
                                        new AmiKeepAlive(Duration.ofMillis(300), Duration.ofMillis(900))))
                        .up()) {
            await().atMost(LinkFixture.SOON).until(() -> gw.listener.story.contains("down 1"));

            assertThat(gw.listener.lastDown.reason()).contains("no message for").contains("livenessWindow");
            await().atMost(LinkFixture.SOON).until(() -> gateway.peers().size() > 1);
        } finally {
            over.countDown();
        }
    }

    @Test
    void a_listener_that_takes_nothing_is_told_as_a_stall_and_not_as_a_dead_gateway() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        String event = "Event: A\r\nText: " + "x".repeat(1_000) + "\r\n\r\n";
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.send(event.repeat(1_000));
                    peer.serve(action -> peer.answer(action, "Success"));
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config.eventQueue(10)
                                .keepAlive(new AmiKeepAlive(Duration.ofMillis(300), Duration.ofMillis(1_500))))
                        .up()) {
            await().atMost(LinkFixture.SOON).until(() -> gw.link.status().stalledSince() != null);

            LinkStatus stalled = gw.link.status();
            assertThat(stalled.up()).isTrue();
            assertThat(stalled.heard()).isFalse();
            assertThat(stalled.reason())
                    .contains("nothing has been read for")
                    .contains("the listener takes nothing")
                    .contains("option eventQueue");
            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> listener.events() == 1_000);
            await().atMost(LinkFixture.SOON).until(() -> gw.link.status().heard());
            assertThat(gw.link.status().epoch()).isEqualTo(1);
            assertThat(gw.link.status().reason()).isEqualTo("logged in");
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_callback_that_does_not_return_is_told_as_a_stall() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch registered = new CountDownLatch(1);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> {
                        HeldListener.await(registered);
                        peer.answer(action, "Success");
                    });
                });
                LinkFixture gw = LinkFixture.to(
                                gateway.port(),
                                config -> config.keepAlive(
                                        new AmiKeepAlive(Duration.ofMillis(300), Duration.ofMillis(1_500))))
                        .up()) {
            gw.send(AmiAction.of("A")).thenRun(() -> HeldListener.await(release));
            registered.countDown();
            await().atMost(LinkFixture.SOON).until(() -> gw.link.status().stalledSince() != null);

            assertThat(gw.link.status().reason()).contains("a callback of an action does not return");
            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> gw.link.status().heard());
            assertThat(gw.link.status().epoch()).isEqualTo(1);
        } finally {
            release.countDown();
        }
    }

    // ------------------------------------------------------------------ what a gateway says of its own end

    private static final String SHUTDOWN =
            "Event: Shutdown\r\nPrivilege: system,all\r\nShutdown: Cleanly\r\nRestart: False\r\n\r\n";

    @Test
    void a_gateway_that_says_it_goes_down_and_refuses_us_from_then_on_is_down_at_once() {
        VirtualLink gw = VirtualLink.up();
        CompletableFuture<AmiResponse> pending = gw.send("A");
        gw.wire().heard();
        gw.wire().say(SHUTDOWN);
        gw.wire().answer("Response: Error", "Message: Asterisk is shutting down");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: goes down (Shutdown: Cleanly, Restart: False): Asterisk is shutting down");
        assertThat(LinkFixture.failureOf(pending)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(gw.listener.story).containsExactly("up 1", "Shutdown 1", "down 1");
        gw.runtime.advance(Duration.ofSeconds(1));
        assertThat(gw.gateway.wires).hasSize(2);
    }

    @Test
    void a_shutdown_that_somebody_wrote_into_a_message_ends_nothing() {
        VirtualLink gw = VirtualLink.up();
        gw.wire().say("Event: Newexten\r\nAppData: hello\r\n\r\n");
        for (int i = 0; i < 50; i++) {
            gw.wire().say(SHUTDOWN);
        }
        String asked = gw.wire().heard();
        gw.wire().answerTo(MemoryGateway.Wire.idOf(asked), "Response: Success", "Ping: Pong");

        assertThat(asked.split("Action: Ping", -1)).as("one question").hasSize(2);
        assertThat(gw.link.status().up()).isTrue();
        gw.wire().hangUp();
        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: the gateway closed the connection after it said that it goes down (Shutdown:"
                        + " Cleanly, Restart: False)");
    }

    @Test
    void a_shutdown_is_heard_by_the_link_where_the_filter_wants_other_events() {
        VirtualLink gw = VirtualLink.up(config -> config.eventFilter("ReceivedSMS"::equals));
        gw.wire().say("Event: Newexten\r\n\r\n" + SHUTDOWN);
        gw.wire().answer("Response: Error", "Message: Asterisk is shutting down");

        assertThat(gw.link.status().reason()).contains("goes down");
        assertThat(gw.listener.story).containsExactly("up 1", "down 1");
        assertThat(gw.link.counters().filtered()).isEqualTo(2);
    }

    @Test
    void a_gateway_that_reloads_loses_nothing_and_keeps_its_link() {
        VirtualLink gw = VirtualLink.up();
        gw.wire().say("Event: Reload\r\nPrivilege: system,all\r\nModule: All\r\nStatus: 0\r\n\r\n");

        assertThat(gw.wire().heard()).isEmpty();
        assertThat(gw.listener.story).containsExactly("up 1", "Reload 1");
    }
}
