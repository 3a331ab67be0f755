package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every action ends once, at once where the link is lost, and as what it is: answered, not written and safe to repeat, or
 * written and not answered. Nobody who sends is kept. See {@link SeededSchedulesTest} too.
 */
class EveryActionEndsOnceTest {

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
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

    private static final AmiAction SMS = AmiAction.of("Command").with("Command", "gsm send sms 2 \"10086\" \"hello\"");
    private static final int LENGTH = AmiEncoder.utf8().encode(SMS, "node-1-1-3").length;

    @Test
    void wherever_the_writing_of_an_action_is_cut_it_is_in_doubt_and_the_one_behind_it_is_not() {
        for (int taken = 0; taken < LENGTH; taken++) {
            VirtualLink gw = VirtualLink.up();
            List<CompletableFuture<AmiResponse>> behind = new ArrayList<>();
            gw.wire().breakWritingAfter(taken);
            gw.wire().duringNextWrite(() -> behind.add(gw.send("Behind")));
            CompletableFuture<AmiResponse> cut = gw.link.send(SMS, VirtualLink.TIMEOUT);

            assertThat(gw.wire().heard()).hasSize(taken);
            assertThat(LinkFixture.failureOf(cut))
                    .as("after %d bytes", taken)
                    .isInstanceOfSatisfying(AmiNoAnswerException.class, e -> assertThat(e.reason())
                            .isEqualTo(AmiNoAnswerException.Reason.LINK_LOST));
            assertThat(LinkFixture.failureOf(behind.get(0)))
                    .as("behind %d bytes", taken)
                    .isInstanceOf(AmiNotWrittenException.class);
            assertThat(gw.link.counters().pending()).isZero();
        }
    }

    @Test
    void wherever_a_gateway_goes_while_it_reads_an_action_the_action_is_in_doubt() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.read(peer.number);
                });
                LinkFixture gw = LinkFixture.to(gateway.port())) {
            gw.link.start();
            for (int taken = 1; taken <= LENGTH; taken++) {
                long epoch = taken;
                await().atMost(LinkFixture.SOON)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> gw.link.status().epoch() == epoch
                                && gw.link.status().up());

                assertThat(LinkFixture.failureOf(gw.send(SMS)))
                        .as("after %d bytes", taken)
                        .isInstanceOfSatisfying(AmiNoAnswerException.class, e -> assertThat(e.reason())
                                .isEqualTo(AmiNoAnswerException.Reason.LINK_LOST));
            }
        }
    }

    @Test
    void an_answer_counts_when_its_last_byte_is_there() {
        String answer = "Response: Success\r\nActionID: node-1-1-3\r\nMessage: done\r\n\r\n";
        for (int told = 0; told <= answer.length(); told++) {
            VirtualLink gw = VirtualLink.up();
            CompletableFuture<AmiResponse> sent = gw.send("A");
            gw.wire().say(answer.substring(0, told));
            gw.wire().hangUp();

            if (told == answer.length()) {
                assertThat(VirtualLink.now(sent).message()).isEqualTo("done");
            } else {
                assertThat(LinkFixture.failureOf(sent))
                        .as("after %d bytes", told)
                        .isInstanceOf(AmiNoAnswerException.class);
            }
        }
    }

    @Test
    void what_had_no_answer_is_never_sent_again_by_itself() {
        VirtualLink gw = VirtualLink.up();
        CompletableFuture<AmiResponse> lost = gw.link.send(SMS, Duration.ofHours(1));
        assertThat(gw.wire().heard()).contains("gsm send sms");
        gw.wire().hangUp();
        assertThat(lost).isCompletedExceptionally();
        for (int i = 0; i < 5; i++) {
            gw.runtime.advance(Duration.ofSeconds(30));
            gw.gateway.last().letIn();
            assertThat(gw.gateway.last().heard()).isEmpty();
            gw.gateway.last().hangUp();
        }
        assertThat(gw.link.status().epoch()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Timeout(60)
    void nobody_who_sends_is_kept_by_a_gateway_that_takes_nothing(int commandSessions) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    HeldListener.await(over);
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), config -> config.outboxBytes(1 << 20)
                                .commandSessions(commandSessions))
                        .up()) {
            AmiAction action = AmiAction.of("Big").with("Text", "x".repeat(1_000));
            List<CompletableFuture<AmiResponse>> sent = new ArrayList<>();
            long began = System.nanoTime();
            while (sent.stream().noneMatch(CompletableFuture::isDone)) {
                for (int i = 0; i < 1_000; i++) {
                    sent.add(gw.send(action));
                }
            }
            // Far less than any timeout; no call has waited for the gateway.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));

            CompletableFuture<AmiResponse> refused = gw.send(action);
            // The thread that writes may still find some room in the system's buffers.
            while (!refused.isDone()) {
                sent.add(refused);
                refused = gw.send(action);
            }
            assertThat(LinkFixture.failureOf(refused))
                    .isInstanceOf(AmiNotWrittenException.class)
                    .hasMessageContaining("the gateway takes nothing")
                    .hasMessageContaining("option outboxBytes");
            assertThat(gw.link.status().up()).isTrue();
            gw.link.close();
            sent.forEach(each -> assertThat(LinkFixture.failureOf(each))
                    .isInstanceOfAny(AmiNoAnswerException.class, AmiNotWrittenException.class));
            assertThat(sent.stream().map(LinkFixture::failureOf).filter(AmiNotWrittenException.class::isInstance))
                    .as("what waited and what was refused")
                    .hasSizeGreaterThan(900);
        } finally {
            over.countDown();
        }
    }

    @Test
    void more_actions_than_are_surely_taken_at_once_are_all_written_in_order_and_answered() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    List<java.util.Map<String, String>> all = new ArrayList<>();
                    for (int i = 0; i < 500; i++) {
                        all.add(peer.action());
                    }
                    for (var action : all) {
                        peer.answer(action, "Success", "Message: " + action.get("Number"));
                    }
                    peer.stayDeaf();
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            List<CompletableFuture<AmiResponse>> sent = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                sent.add(gw.send(AmiAction.of("Echo").with("Number", Integer.toString(i))));
            }
            for (int i = 0; i < 500; i++) {
                assertThat(LinkFixture.answerOf(sent.get(i)).message()).isEqualTo(Integer.toString(i));
            }
            assertThat(gateway.peers().get(0).actions)
                    .filteredOn(action -> action.get("Action").equals("Echo"))
                    .extracting(action -> Integer.parseInt(action.get("Number")))
                    .isSorted();
        }
    }
}
