package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many actions on their way at once: written together at the pace of the answers, and none left behind. */
class ManyActionsTest {

    /** So many without an answer are written one by one. */
    private static final int FEW = 4;

    private static final Duration LINGER = Duration.ofMillis(1);
    private static final Pattern NUMBER = Pattern.compile("Action: N(\\d+)\r\nActionID: (\\S+)\r\n");

    private final VirtualLink gw = VirtualLink.up();
    private final MemoryGateway.Wire wire = gw.wire();

    private void send(int from, int to) {
        IntStream.range(from, to).forEach(i -> gw.send("N" + i));
    }

    /** The numbers of the actions in this text; their ActionIDs go to the end of {@code ids}. */
    private static List<Integer> numbers(String text, Deque<String> ids) {
        List<Integer> numbers = new ArrayList<>();
        Matcher action = NUMBER.matcher(text);
        while (action.find()) {
            numbers.add(Integer.valueOf(action.group(1)));
            ids.add(action.group(2));
        }
        return numbers;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void each_of_a_few_is_written_at_once() {
        int before = wire.writes();
        for (int i = 0; i < FEW; i++) {
            send(i, i + 1);
            assertThat(numbers(wire.heard(), new ArrayDeque<>())).containsExactly(i);
        }
        assertThat(wire.writes()).isEqualTo(before + FEW);
    }

    @Test
    void what_comes_while_many_have_no_answer_is_written_together_when_one_of_them_has() {
        Deque<String> ids = new ArrayDeque<>();
        send(0, FEW);
        numbers(wire.heard(), ids);
        int before = wire.writes();
        send(FEW, 200);

        assertThat(wire.writes()).isEqualTo(before);
        wire.answerTo(ids.remove(), "Response: Success");
        assertThat(numbers(wire.heard(), ids)).isEqualTo(range(FEW, 200));
        assertThat(wire.writes()).isEqualTo(before + 1);
    }

    @Test
    void what_waits_for_an_answer_that_does_not_come_is_written_two_milliseconds_later() {
        send(0, FEW);
        wire.heard();
        send(FEW, 20);
        gw.runtime.advance(LINGER.dividedBy(2));
        assertThat(wire.heard()).isEmpty();
        send(20, 30);
        gw.runtime.advance(LINGER.multipliedBy(2));

        assertThat(numbers(wire.heard(), new ArrayDeque<>())).isEqualTo(range(FEW, 30));
    }

    @Test
    void what_waits_for_an_answer_when_the_link_is_lost_may_be_repeated_and_what_was_written_not() {
        List<CompletableFuture<AmiResponse>> sent =
                IntStream.range(0, 20).mapToObj(i -> gw.send("N" + i)).toList();
        wire.hangUp();

        for (int i = 0; i < 20; i++) {
            assertThat(LinkFixture.failureOf(sent.get(i)))
                    .as("action %d", i)
                    .isInstanceOf(i < FEW ? AmiNoAnswerException.class : AmiNotWrittenException.class);
        }
        gw.runtime.advance(LINGER.multipliedBy(2));
        assertThat(numbers(wire.heard(), new ArrayDeque<>())).isEqualTo(range(0, FEW));
    }

    @Test
    void what_is_cancelled_while_it_waits_for_an_answer_is_never_written() {
        send(0, FEW);
        CompletableFuture<AmiResponse> cancelled = gw.send("N" + FEW);
        send(FEW + 1, FEW + 2);
        cancelled.cancel(false);
        gw.runtime.advance(LINGER.multipliedBy(2));

        assertThat(numbers(wire.heard(), new ArrayDeque<>()))
                .doesNotContain(FEW)
                .contains(FEW + 1);
        assertThat(gw.link.counters().pending()).isEqualTo(FEW + 1);
    }

    @Test
    void when_one_is_told_of_an_answer_all_of_the_same_read_are_in_and_what_is_sent_then_goes_out_together() {
        Deque<String> ids = new ArrayDeque<>();
        List<CompletableFuture<AmiResponse>> sent = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            CompletableFuture<AmiResponse> answer = gw.send("N" + i);
            answer.thenRun(() -> {
                pending.add(gw.link.counters().pending());
                gw.send("N99");
            });
            sent.add(answer);
        }
        numbers(wire.heard(), ids);
        int before = wire.writes();
        StringBuilder answers = new StringBuilder();
        ids.forEach(id -> answers.append("Response: Success\r\nActionID: " + id + "\r\n\r\n"));
        wire.say(answers.toString());

        assertThat(sent).allSatisfy(answer -> assertThat(answer).isCompleted());
        // None of the answers when the first is told, and then what was sent since.
        assertThat(pending).containsExactly(0L, 1L, 2L, 3L);
        assertThat(wire.writes()).isEqualTo(before + 1);
        assertThat(numbers(wire.heard(), ids)).hasSize(FEW);
    }

    @Test
    void the_thread_that_reads_writes_no_more_than_the_connection_surely_takes() {
        Deque<String> ids = new ArrayDeque<>();
        send(0, FEW);
        numbers(wire.heard(), ids);
        AmiAction big = AmiAction.of("Big").with("Text", "x".repeat(1_000));
        IntStream.range(0, 100).forEach(i -> gw.link.send(big, VirtualLink.TIMEOUT));

        wire.answerTo(ids.remove(), "Response: Success");
        int written = wire.heardBytes().length;
        assertThat(written).isBetween(AmiConnector.ROOM - 2_000, AmiConnector.ROOM);
        // More only when the gateway shows that it has read more.
        wire.answerTo(ids.remove(), "Response: Success");
        assertThat(wire.heardBytes().length).isLessThan(2_000);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** The plain rule against which the gathering is held: all that is sent is written, once, in order, and soon. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_is_sent_answered_and_waited_for_all_is_written_once_in_order_and_soon(int seed) {
        Random random = new Random(seed);
        Deque<String> unanswered = new ArrayDeque<>();
        List<Integer> written = new ArrayList<>();
        int sent = 0;
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    int more = random.nextInt(40);
                    send(sent, sent + more);
                    sent += more;
                }
                case 1 -> {
                    for (int i = random.nextInt(40); i > 0 && !unanswered.isEmpty(); i--) {
                        wire.answerTo(unanswered.remove(), "Response: Success");
                    }
                }
                default -> {
                    int sentBefore = sent;
                    gw.runtime.advance(LINGER.multipliedBy(2));
                    written.addAll(numbers(wire.heard(), unanswered));
                    assertThat(written).hasSize(sentBefore);
                }
            }
            written.addAll(numbers(wire.heard(), unanswered));
            assertThat(written).isEqualTo(range(0, written.size()));
        }
    }
}
