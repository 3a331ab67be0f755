package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A link in virtual time: states, epochs, delays, liveness. */
class LinkStateTest {

    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofSeconds(30);

    @Test
    void a_gateway_that_is_away_at_the_start_is_told_once_and_tried_until_it_comes() {
        VirtualLink gw = new VirtualLink();
        gw.link.start();
        assertThat(gw.link.status().state()).isEqualTo(LinkState.CONNECTING);
        gw.gateway.last().refuse("Connection refused");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: cannot connect to gateway:5038 (IOException, Connection refused)");
        for (int i = 2; i < 20; i++) {
            gw.runtime.advance(Duration.ofSeconds(30));
            assertThat(gw.gateway.wires).hasSize(i);
            gw.gateway.last().refuse("Connection refused");
        }
        assertThat(gw.link.status().attempts()).isEqualTo(19);
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();

        assertThat(gw.listener.story).containsExactly("down 0", "up 1");
        assertThat(gw.link.status().attempts()).isZero();
        assertThat(gw.link.status().banner()).isEqualTo("Asterisk Call Manager/1.1");
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
    void action_ids_of_two_epochs_and_of_two_attempts_differ() {
        VirtualLink gw = VirtualLink.up();
        gw.gateway.last().hangUp();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            gw.runtime.advance(Duration.ofSeconds(30));
            gw.gateway.last().accept();
            gw.gateway.last().say(ScriptedGateway.BANNER);
            ids.add(MemoryGateway.Wire.idOf(gw.gateway.last().heard()));
            gw.gateway.last().hangUp();
        }

        assertThat(ids).containsExactly("node-2-2-1", "node-2-3-1", "node-2-4-1");
    }

    @Test
    void a_lost_link_ends_all_actions_at_once_and_says_which_may_be_repeated() {
        VirtualLink gw = VirtualLink.up();
        CompletableFuture<AmiResponse> written = gw.send("A");
        gw.wire().hangUp();
        CompletableFuture<AmiResponse> tooLate = gw.send("B");

        assertThat(LinkFixture.failureOf(written))
                .isInstanceOfSatisfying(AmiNoAnswerException.class, e -> assertThat(e.reason())
                        .isEqualTo(AmiNoAnswerException.Reason.LINK_LOST))
                .hasMessageContaining("the gateway closed the connection");
        assertThat(LinkFixture.failureOf(tooLate))
                .isInstanceOf(AmiNotWrittenException.class)
                .hasMessage("Gateway gw1: action B not written: the link is DOWN: Gateway gw1: the gateway closed the"
                        + " connection");
        assertThat(gw.link.counters().pending()).isZero();
    }

    @Test
    void an_action_that_waits_behind_a_blocked_write_was_not_written_when_the_link_is_lost() {
        VirtualLink gw = VirtualLink.up();
        List<CompletableFuture<AmiResponse>> behind = new ArrayList<>();
        gw.wire().duringNextWrite(() -> {
            behind.add(gw.send("B"));
            gw.wire().hangUp();
        });
        CompletableFuture<AmiResponse> blocked = gw.send("A");

        assertThat(LinkFixture.failureOf(blocked)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(LinkFixture.failureOf(behind.get(0))).isInstanceOf(AmiNotWrittenException.class);
    }

    @Test
    void an_action_that_times_out_behind_a_blocked_write_is_never_written() {
        VirtualLink gw = VirtualLink.up();
        List<CompletableFuture<AmiResponse>> behind = new ArrayList<>();
        gw.wire().duringNextWrite(() -> {
            behind.add(gw.link.send(AmiAction.of("B"), Duration.ofMillis(10)));
            behind.add(gw.send("C"));
            gw.runtime.advance(Duration.ofMillis(10));
        });
        gw.send("A");

        assertThat(LinkFixture.failureOf(behind.get(0)))
                .isInstanceOf(AmiNotWrittenException.class)
                .hasMessageContaining("its time was over first");
        assertThat(gw.wire().heard()).contains("Action: A\r\n", "Action: C\r\n").doesNotContain("Action: B\r\n");
    }

    @Test
    void an_action_whose_writing_fails_may_have_been_written() {
        VirtualLink gw = VirtualLink.up();
        gw.wire().breakWriting();

        assertThat(LinkFixture.failureOf(gw.send("A"))).isInstanceOf(AmiNoAnswerException.class);
        assertThat(gw.link.status().reason()).contains("writing failed (IOException, Broken pipe)");
    }

    @Test
    void a_refused_login_is_told_apart_from_an_absent_gateway_and_tried_slowly() {
        VirtualLink gw = new VirtualLink();
        gw.link.start();
        gw.gateway.last().accept();
        gw.gateway.last().say(ScriptedGateway.BANNER);
        gw.gateway.last().answer("Response: Error", "Message: Invalid/unknown command");
        gw.gateway.last().answer("Response: Error", "Message: Authentication failed");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.REFUSED);
        assertThat(gw.link.status().reason())
                .contains("refuses the login of user ami: Authentication failed")
                .doesNotContain("secret ");
        assertThat(LinkFixture.failureOf(gw.send("A"))).hasMessageContaining("the link is REFUSED");
        gw.runtime.advance(Duration.ofSeconds(59));
        assertThat(gw.gateway.wires).hasSize(1);
        gw.runtime.advance(Duration.ofSeconds(61));
        gw.gateway.last().letIn();
        assertThat(gw.listener.story).containsExactly("down 0", "up 1");
    }

    @Test
    void delays_grow_to_their_ceiling_with_full_jitter_and_start_again_only_after_a_proved_link() {
        AmiReconnect policy = new AmiReconnect(
                Duration.ofSeconds(1), Duration.ofSeconds(16), Duration.ofMinutes(2), Duration.ofSeconds(10));
        Backoff backoff = new Backoff(policy, new VirtualRuntime(5).random());
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            delays.add(backoff.afterLoss());
        }

        for (int i = 0; i < 5; i++) {
            assertThat(delays.get(i)).isLessThanOrEqualTo(Duration.ofSeconds(1L << i));
        }
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(16)));
        assertThat(delays).anyMatch(delay -> delay.toSeconds() >= 14).anyMatch(delay -> delay.toSeconds() < 2);
        backoff.reset();
        assertThat(backoff.afterLoss()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_link_that_falls_at_once_again_and_again_is_not_hammered() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 200; i++) {
            gw.gateway.last().hangUp();
            int wires = gw.gateway.wires.size();
            while (gw.gateway.wires.size() == wires) {
                gw.runtime.advance(Duration.ofMillis(100));
            }
            gw.gateway.last().letIn();
        }

        // With a fixed first delay of at most 0.5 s it would be over in 100 s.
        assertThat(gw.runtime.elapsed()).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void a_gateway_that_stays_away_after_a_long_good_time_is_not_hammered() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 240; i++) {
            gw.runtime.advance(Duration.ofSeconds(15));
            gw.wire().say("Event: A\r\n\r\n");
        }
        Duration lost = gw.runtime.elapsed();
        gw.wire().hangUp();
        for (int i = 0; i < 200; i++) {
            int wires = gw.gateway.wires.size();
            while (gw.gateway.wires.size() == wires) {
                gw.runtime.advance(Duration.ofMillis(100));
            }
            gw.gateway.last().refuse("Connection refused");
        }

        assertThat(gw.runtime.elapsed().minus(lost)).isGreaterThan(Duration.ofMinutes(30));
    }

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

    @Test
    void what_is_no_ami_at_all_is_a_protocol_error_and_tried_again() {
        VirtualLink gw = VirtualLink.up();
        gw.wire().say("x".repeat(300_000));

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: Received a line of more than 262144 bytes (limit lineBytes)");
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();
        assertThat(gw.link.status().epoch()).isEqualTo(2);
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
    void a_second_start_changes_nothing() {
        VirtualLink gw = VirtualLink.up();
        gw.link.start();

        assertThat(gw.gateway.wires).hasSize(1);
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
}
