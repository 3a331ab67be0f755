package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which answer belongs to which action, on one session. */
class AnswerMatchingTest {

    private final VirtualLink gw = VirtualLink.up();
    private final MemoryGateway.Wire wire = gw.wire();

    private CompletableFuture<AmiResponse> sms(String text) {
        return gw.link.send(
                AmiAction.of("smscommand").with("command", "gsm send sms 2 1 " + text), VirtualLink.TIMEOUT);
    }

    private String idOfNext(CompletableFuture<AmiResponse> unused) {
        return MemoryGateway.Wire.idOf(wire.heard());
    }

    private static String follows(String output) {
        return "Response: Follows\r\nPrivilege: SMSCommand\r\n" + output + "--END COMMAND--\r\n\r\n";
    }

    @Test
    void answers_find_their_actions_in_any_order() {
        CompletableFuture<AmiResponse> first = gw.send("A");
        String firstId = idOfNext(first);
        CompletableFuture<AmiResponse> second = gw.send("B");
        String secondId = idOfNext(second);

        wire.answerTo(secondId, "Response: Success", "Message: b");
        wire.answerTo(firstId, "Response: Error", "Message: a");

        assertThat(VirtualLink.now(second).message()).isEqualTo("b");
        assertThat(VirtualLink.now(first).message()).isEqualTo("a");
        assertThat(VirtualLink.now(first).success()).isFalse();
    }

    @Test
    void action_ids_are_short_and_never_given_twice() {
        List<String> ids = Stream.generate(() -> {
                    String id = idOfNext(gw.send("A"));
                    wire.answerTo(id, "Response: Success");
                    return id;
                })
                .limit(500)
                .toList();

        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).startsWith("node-1-").hasSizeLessThan(32));
        VirtualLink other = VirtualLink.up(config -> config.nodeId("other"));
        other.send("A");
        assertThat(ids).doesNotContain(MemoryGateway.Wire.idOf(other.wire().heard()));
    }

    @Test
    void an_action_id_of_the_callers_own_is_used_and_not_twice_at_once() {
        CompletableFuture<AmiResponse> first =
                gw.link.send(AmiAction.of("A").with("ActionID", "mine"), VirtualLink.TIMEOUT);
        CompletableFuture<AmiResponse> again =
                gw.link.send(AmiAction.of("A").with("ActionID", "mine"), VirtualLink.TIMEOUT);

        assertThat(again).isCompletedExceptionally();
        assertThat(LinkFixture.failureOf(again)).isInstanceOf(AmiNotWrittenException.class);
        wire.answer("Response: Success");
        assertThat(VirtualLink.now(first).actionId()).isEqualTo("mine");
    }

    @Test
    void a_reply_without_action_id_answers_the_oldest_action() {
        CompletableFuture<AmiResponse> first = sms("a");
        CompletableFuture<AmiResponse> second = sms("b");

        wire.say(follows("first\n"));
        assertThat(VirtualLink.now(first).output()).containsExactly("first");
        assertThat(second).isNotDone();

        wire.say(follows("second\n"));
        assertThat(VirtualLink.now(second).output()).containsExactly("second");
    }

    @Test
    void a_late_reply_without_action_id_is_not_taken_for_the_answer_to_the_next_action() {
        CompletableFuture<AmiResponse> lost = sms("a");
        gw.runtime.advance(VirtualLink.TIMEOUT);
        assertThat(LinkFixture.failureOf(lost)).isInstanceOf(AmiNoAnswerException.class);

        CompletableFuture<AmiResponse> next = sms("b");
        wire.say(follows("SENT a\n"));
        assertThat(next).isNotDone();
        assertThat(gw.link.counters().late()).isEqualTo(1);

        wire.say(follows("SENT b\n"));
        assertThat(VirtualLink.now(next).output()).containsExactly("SENT b");
    }

    @Test
    void late_replies_without_action_id_are_known_in_whatever_order_their_times_were_over() {
        CompletableFuture<AmiResponse> patient = sms("a");
        CompletableFuture<AmiResponse> waiting =
                gw.link.send(AmiAction.of("smscommand").with("command", "b"), Duration.ofMinutes(1));
        CompletableFuture<AmiResponse> hasty =
                gw.link.send(AmiAction.of("smscommand").with("command", "c"), Duration.ofMillis(10));
        gw.runtime.advance(VirtualLink.TIMEOUT);
        assertThat(patient).isCompletedExceptionally();
        assertThat(hasty).isCompletedExceptionally();

        wire.say(follows("SENT a\n"));
        assertThat(waiting).isNotDone();
        wire.say(follows("SENT b\n"));

        assertThat(VirtualLink.now(waiting).output()).containsExactly("SENT b");
    }

    @Test
    void an_answer_with_its_id_shows_that_older_ones_will_not_come() {
        CompletableFuture<AmiResponse> lost = sms("a");
        gw.runtime.advance(VirtualLink.TIMEOUT);
        assertThat(lost).isCompletedExceptionally();
        gw.send("Ping");
        wire.answer("Response: Success", "Ping: Pong");

        CompletableFuture<AmiResponse> next = sms("b");
        wire.say(follows("SENT b\n"));

        assertThat(VirtualLink.now(next).output()).containsExactly("SENT b");
    }

    @Test
    void an_error_without_action_id_is_not_given_to_an_action_whose_answers_carry_it() {
        gw.send("Ping");
        wire.answer("Response: Success", "Ping: Pong");
        CompletableFuture<AmiResponse> ping = gw.send("Ping");

        wire.say("Response: Error\r\nMessage: Missing action in request\r\n\r\n");

        assertThat(ping).isNotDone();
        assertThat(gw.link.counters().unmatched()).isEqualTo(1);
    }

    @Test
    void an_error_teaches_nothing_of_how_an_action_is_answered_otherwise() {
        CompletableFuture<AmiResponse> refused = sms("a");
        wire.answerTo(idOfNext(refused), "Response: Error", "Message: Permission denied");
        CompletableFuture<AmiResponse> next = sms("b");

        wire.say(follows("SENT b\n"));

        assertThat(VirtualLink.now(next).output()).containsExactly("SENT b");
    }

    @Test
    void the_output_of_a_command_is_not_given_to_an_action_that_is_none() {
        CompletableFuture<AmiResponse> ping = gw.send("Ping");

        wire.say(follows("stray\n"));

        assertThat(ping).isNotDone();
        assertThat(gw.link.counters().unmatched()).isEqualTo(1);
    }

    @Test
    void after_too_many_lost_answers_without_ids_nothing_is_matched_by_order_any_more() {
        for (int i = 0; i < 65; i++) {
            sms("lost");
        }
        gw.runtime.advance(VirtualLink.TIMEOUT);
        CompletableFuture<AmiResponse> next = sms("b");

        wire.say(follows("whose?\n"));

        assertThat(next).isNotDone();
    }

    @Test
    void the_head_of_a_command_answers_nothing_and_its_end_does() {
        CompletableFuture<AmiResponse> answer =
                gw.link.send(AmiAction.of("Command").with("Command", "gsm send sync sms"), VirtualLink.TIMEOUT);
        String id = idOfNext(answer);

        wire.say("Response: Follows\r\nPrivilege: Command\r\nActionID: " + id + "\r\n");
        assertThat(answer).isNotDone();
        wire.say("SPAN:1 SEND SMS SUCCESSFULLY\n--END COMMAND--\r\n\r\n");

        assertThat(VirtualLink.now(answer).output()).containsExactly("SPAN:1 SEND SMS SUCCESSFULLY");
    }

    @Test
    void an_action_that_times_out_leaves_nothing_behind_and_its_late_answer_is_counted() {
        CompletableFuture<AmiResponse> lost = gw.send("A");
        String id = idOfNext(lost);
        assertThat(gw.link.counters().pending()).isEqualTo(1);

        gw.runtime.advance(VirtualLink.TIMEOUT);

        assertThat(LinkFixture.failureOf(lost))
                .isInstanceOfSatisfying(AmiNoAnswerException.class, e -> assertThat(e.reason())
                        .isEqualTo(AmiNoAnswerException.Reason.TIMEOUT))
                .hasMessageContaining("Gateway gw1: action A (ActionID " + id + ")");
        assertThat(gw.link.counters().pending()).isZero();
        wire.answerTo(id, "Response: Success");
        assertThat(gw.link.counters().late()).isEqualTo(1);
        assertThat(gw.link.counters().timeouts()).isEqualTo(1);
    }

    @Test
    void ten_thousand_timeouts_leave_no_entry_and_no_timer() {
        for (int i = 0; i < 10_000; i++) {
            gw.send("A");
        }
        gw.runtime.advance(VirtualLink.TIMEOUT);

        assertThat(gw.link.counters().pending()).isZero();
        assertThat(gw.link.counters().timeouts()).isEqualTo(10_000);
        assertThat(gw.runtime.timersSet()).as("the keep-alive alone").isEqualTo(1);
        assertThat(gw.runtime.failures()).isEmpty();
    }

    @Test
    void a_cancelled_action_leaves_nothing_behind() {
        CompletableFuture<AmiResponse> unwanted = gw.send("A");

        unwanted.cancel(true);

        assertThat(gw.link.counters().pending()).isZero();
        wire.answer("Response: Success");
        assertThat(gw.link.counters().late()).isEqualTo(1);
    }

    @Test
    void shorter_and_longer_timeouts_end_each_at_its_time() {
        CompletableFuture<AmiResponse> patient = gw.link.send(AmiAction.of("A"), Duration.ofDays(400_000_000L));
        CompletableFuture<AmiResponse> usual = gw.send("B");
        CompletableFuture<AmiResponse> hasty = gw.link.send(AmiAction.of("C"), Duration.ofMillis(10));

        gw.runtime.advance(Duration.ofMillis(10));
        assertThat(List.of(patient.isDone(), usual.isDone(), hasty.isDone())).containsExactly(false, false, true);
        gw.runtime.advance(VirtualLink.TIMEOUT);
        assertThat(List.of(patient.isDone(), usual.isDone())).containsExactly(false, true);
    }

    @Test
    void what_cannot_be_told_is_refused_and_nothing_is_written() {
        CompletableFuture<AmiResponse> refused =
                gw.link.send(AmiAction.of("Command").with("Command", "a\r\nAction: Originate"), VirtualLink.TIMEOUT);

        assertThat(LinkFixture.failureOf(refused)).isInstanceOf(AmiEncodingException.class);
        assertThat(wire.heard()).isEmpty();
    }
}
