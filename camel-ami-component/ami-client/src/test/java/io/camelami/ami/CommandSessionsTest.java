package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Commands beside the event session, in virtual time. */
class CommandSessionsTest {

    private final VirtualLink gw =
            VirtualLink.up(config -> config.commandSessions(2).commandQueue(3));

    private MemoryGateway.Wire wire(int index) {
        return gw.gateway.wires.get(index);
    }

    private void answer(int index, String output) {
        wire(index).answer("Response: Success", "Message: Command output follows", "Output: " + output);
    }

    /** There are no more sessions than these two. */
    private void keepBothBusy() {
        gw.command("a");
        wire(1).letIn();
        gw.command("b");
        wire(2).letIn();
    }

    private CompletableFuture<AmiResponse> command(String command, Duration timeout) {
        return gw.link.sendOnCommandSession(AmiAction.of("Command").with("Command", command), timeout);
    }

    @Test
    void no_command_session_is_opened_before_it_is_needed() {
        assertThat(gw.gateway.wires).hasSize(1);
        gw.command("a");
        assertThat(gw.gateway.wires).hasSize(2);
        assertThat(wire(1).target.threadName()).isEqualTo("ami-gsm/gw1/command-1");
    }

    @Test
    void a_command_session_logs_in_with_events_off_and_runs_one_command_at_a_time() {
        gw.command("a");
        wire(1).accept();
        wire(1).say(ScriptedGateway.BANNER);
        wire(1).answer("Response: Error", "Message: no");
        String login = wire(1).heard();
        assertThat(login).contains("Events: off\r\n");
        wire(1).answerTo(MemoryGateway.Wire.idOf(login), "Response: Success");
        CompletableFuture<AmiResponse> second = gw.command("b");

        assertThat(wire(1).heard()).contains("Command: a\r\n").doesNotContain("Command: b");
        wire(2).letIn();
        assertThat(wire(2).heard()).contains("Command: b\r\n");
        CompletableFuture<AmiResponse> third = gw.command("c");
        assertThat(gw.gateway.wires).hasSize(3);
        assertThat(wire(1).heard() + wire(2).heard()).isEmpty();
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
    }

    @Test
    void who_waits_is_next_in_line() {
        keepBothBusy();
        CompletableFuture<AmiResponse> third = gw.command("c");
        CompletableFuture<AmiResponse> fourth = gw.command("d");
        answer(2, "b");
        assertThat(wire(2).heard()).contains("Command: c\r\n");
        answer(1, "a");
        assertThat(third).isNotDone();
        answer(1, "d");

        assertThat(VirtualLink.now(fourth).output()).containsExactly("d");
        assertThat(wire(0).heard()).as("the event session").isEmpty();
    }

    @Test
    void the_line_is_bounded() {
        keepBothBusy();
        gw.command("1");
        gw.command("2");
        gw.command("3");

        assertThat(LinkFixture.failureOf(gw.command("4")))
                .isInstanceOf(AmiNotWrittenException.class)
                .hasMessageContaining("3 others wait")
                .hasMessageContaining("commandSessions");
    }

    @Test
    void who_waits_longer_than_its_timeout_was_not_written() {
        gw.command("a");
        wire(1).letIn();
        command("b", Duration.ofMinutes(1));
        wire(2).letIn();
        wire(2).heard();
        CompletableFuture<AmiResponse> waiting = command("c", Duration.ofSeconds(1));

        gw.runtime.advance(Duration.ofSeconds(1));

        assertThat(LinkFixture.failureOf(waiting)).isInstanceOf(AmiNotWrittenException.class);
        assertThat(wire(1).heard() + wire(2).heard()).doesNotContain("Command: c");
    }

    @Test
    void who_is_out_of_time_when_a_session_becomes_free_is_not_written() {
        keepBothBusy();
        CompletableFuture<AmiResponse> waiting = command("c", Duration.ofSeconds(1));

        gw.runtime.timers().schedule(() -> answer(1, "a"), 500, TimeUnit.MILLISECONDS);
        gw.runtime.pause(Duration.ofSeconds(2));

        assertThat(LinkFixture.failureOf(waiting)).isInstanceOf(AmiNotWrittenException.class);
        assertThat(wire(1).heard()).doesNotContain("Command: c");
    }

    @Test
    void a_session_whose_command_got_no_answer_is_replaced() {
        CompletableFuture<AmiResponse> lost = gw.command("a");
        wire(1).letIn();
        gw.runtime.advance(VirtualLink.TIMEOUT);
        assertThat(LinkFixture.failureOf(lost)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(wire(1).closed()).isTrue();

        CompletableFuture<AmiResponse> next = gw.command("b");
        wire(2).letIn();
        answer(2, "b");

        assertThat(VirtualLink.now(next).output()).containsExactly("b");
        assertThat(gw.link.status().up()).isTrue();
        assertThat(gw.link.counters().timeouts()).isEqualTo(1);
    }

    @Test
    void a_command_given_up_by_its_caller_frees_the_line() {
        CompletableFuture<AmiResponse> unwanted = gw.command("a");
        wire(1).letIn();
        unwanted.cancel(true);
        assertThat(wire(1).closed()).isTrue();

        CompletableFuture<AmiResponse> waiting = gw.command("b");
        waiting.cancel(true);
        wire(2).letIn();
        assertThat(wire(2).heard()).doesNotContain("Command");
        assertThat(gw.link.counters().pending()).isZero();
    }

    @Test
    void a_lost_command_session_ends_its_command_and_not_the_link() {
        CompletableFuture<AmiResponse> running = gw.command("a");
        wire(1).letIn();
        wire(1).hangUp();

        assertThat(LinkFixture.failureOf(running)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(gw.link.status().up()).isTrue();
        assertThat(gw.listener.story).containsExactly("up 1");
    }

    @Test
    void where_no_command_session_can_be_opened_callers_hear_it_at_once() {
        CompletableFuture<AmiResponse> first = gw.command("a");
        wire(1).accept();
        wire(1).say(ScriptedGateway.BANNER);
        wire(1).answer("Response: Error", "Message: no");
        wire(1).answer("Response: Error", "Message: Too many sessions");

        assertThat(LinkFixture.failureOf(first))
                .isInstanceOf(AmiNotWrittenException.class)
                .hasMessageContaining("no command session could be opened (option commandSessions)")
                .hasMessageContaining("Too many sessions");
        assertThat(gw.link.status().up()).isTrue();
        gw.runtime.advance(Duration.ofSeconds(1));
        CompletableFuture<AmiResponse> later = gw.command("b");
        wire(2).letIn();
        answer(2, "b");
        assertThat(later).isCompleted();
    }

    private void refuseAsInUse(int index) {
        wire(index).accept();
        wire(index).say(ScriptedGateway.BANNER);
        wire(index).answer("Response: Error", "Message: no");
        wire(index).answer("Response: Error", "Message: Login Already In Use");
    }

    @Test
    void where_one_login_is_admitted_commands_run_on_the_event_session_and_no_other_is_tried() {
        CompletableFuture<AmiResponse> first = gw.command("a");
        CompletableFuture<AmiResponse> second = gw.command("b");
        CompletableFuture<AmiResponse> given = gw.command("unwanted");
        given.cancel(true);
        refuseAsInUse(1);
        assertThat(gw.gateway.wires).as("the second attempt was under way").hasSize(3);
        refuseAsInUse(2);

        String heard = wire(0).heard();
        assertThat(heard).contains("Command: a\r\n", "Command: b\r\n").doesNotContain("unwanted");
        String[] ids = heard.lines()
                .filter(line -> line.startsWith("ActionID: "))
                .map(line -> line.substring(10))
                .toArray(String[]::new);
        wire(0).answerTo(ids[0], "Response: Success", "Output: a");
        wire(0).answerTo(ids[1], "Response: Success", "Output: b");
        assertThat(VirtualLink.now(first).output()).containsExactly("a");
        assertThat(VirtualLink.now(second).output()).containsExactly("b");
        CompletableFuture<AmiResponse> third = gw.command("c");
        wire(0).answer("Response: Success", "Output: c");
        assertThat(VirtualLink.now(third).output()).containsExactly("c");
        assertThat(gw.gateway.wires).hasSize(3);
        assertThat(gw.link.counters().pending()).isZero();
        assertThat(gw.listener.story).containsExactly("up 1");
    }

    @Test
    void who_is_out_of_time_when_only_the_event_session_is_left_is_not_written() {
        CompletableFuture<AmiResponse> waiting = command("c", Duration.ofSeconds(1));

        gw.runtime.timers().schedule(() -> refuseAsInUse(1), 500, TimeUnit.MILLISECONDS);
        gw.runtime.pause(Duration.ofSeconds(2));

        assertThat(LinkFixture.failureOf(waiting)).isInstanceOf(AmiNotWrittenException.class);
        assertThat(wire(0).heard()).doesNotContain("Command: c");
    }

    @Test
    void a_command_that_blocks_the_only_session_is_no_silence_of_the_gateway() {
        command("slow", Duration.ofMinutes(2));
        refuseAsInUse(1);
        assertThat(wire(0).heard()).contains("Command: slow\r\n");

        gw.runtime.advance(Duration.ofSeconds(110));

        assertThat(gw.link.status().up()).isTrue();
    }

    @Test
    void with_the_next_login_more_sessions_are_tried_again() {
        gw.command("a");
        refuseAsInUse(1);
        wire(0).hangUp();
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();
        CompletableFuture<AmiResponse> later = gw.command("b");
        gw.gateway.last().letIn();
        gw.gateway.last().answer("Response: Success", "Output: b");

        assertThat(VirtualLink.now(later).output()).containsExactly("b");
        assertThat(gw.gateway.last().target.threadName()).isEqualTo("ami-gsm/gw1/command-1");
    }

    @Test
    void the_end_of_the_link_ends_running_and_waiting_commands() {
        CompletableFuture<AmiResponse> running = gw.command("a");
        wire(1).letIn();
        gw.command("b");
        CompletableFuture<AmiResponse> waiting = gw.command("c");
        wire(0).hangUp();

        assertThat(LinkFixture.failureOf(running)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(LinkFixture.failureOf(waiting)).isInstanceOf(AmiNotWrittenException.class);
        assertThat(gw.gateway.open()).isZero();
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();
        CompletableFuture<AmiResponse> again = gw.command("d");
        gw.gateway.last().letIn();
        assertThat(MemoryGateway.Wire.idOf(gw.gateway.last().heard())).startsWith("node-2-c1-");
        assertThat(again).isNotDone();
    }

    @Test
    void an_idle_command_session_that_went_deaf_is_closed_before_it_costs_a_command() {
        gw.command("a");
        wire(1).letIn();
        answer(1, "a");
        for (int i = 0; i < 4; i++) {
            gw.runtime.advance(Duration.ofSeconds(10));
            wire(0).say("Event: A\r\n\r\n");
        }

        assertThat(wire(1).closed()).isTrue();
        assertThat(gw.link.status().up()).isTrue();
    }

    @Test
    void without_command_sessions_commands_run_on_the_event_session() {
        VirtualLink single = VirtualLink.up();
        CompletableFuture<AmiResponse> answer = single.command("a");
        single.wire().answer("Response: Success", "Output: x");

        assertThat(VirtualLink.now(answer).output()).containsExactly("x");
        assertThat(single.gateway.wires).hasSize(1);
    }
}
