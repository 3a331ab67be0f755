package io.camelami.gsm.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.event.InboundSms;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Promise 5, for 10,000 random orders of parts that are lost, repeated and mixed with those of other messages: no text is
 * wrong, no two messages become one, and every part is in exactly one message that is handed on, or was an exact repeat.
 */
class ReassemblyNeverMergesAndNeverLosesTest {
    private static final int RUNS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final OffsetDateTime SENT = OffsetDateTime.parse("2024-05-01T10:00:00+02:00");
    private static final Instant NOW = Instant.parse("2024-05-01T08:00:00Z");
    /** Each part says of which message it is and which part of it: {@code <12:3>}. */
    private static final Pattern MARK = Pattern.compile("<(\\d+):(\\d+)>");

    /** What arrives in one run, and what is handed on of it. */
    private static final class Run {
        final Random random;
        final List<InboundPart> wire = new ArrayList<>();
        final List<Integer> totals = new ArrayList<>();
        final List<Assembled> told = new ArrayList<>();

        Run(Random random) {
            this.random = random;
        }

        /** @param base from which the gateway counts the parts */
        void message(int span, String sender, String reference, int total, int base, OffsetDateTime sentAt) {
            int message = totals.size();
            totals.add(total);
            for (int i = 0; i < total; i++) {
                String text =
                        "x".repeat(random.nextInt(3)) + "<" + message + ":" + i + ">" + "y".repeat(random.nextInt(3));
                InboundPart part = new InboundPart(
                        span, sender, text, sentAt, false, reference, base + i, total, InboundSms.Source.PDU);
                // Lost, once, or repeated by the network.
                for (int copies = Math.min(3, random.nextInt(8) / 2); copies > 0; copies--) {
                    wire.add(part);
                }
            }
        }

        /** @return the texts of the parts of a message that arrived, in its order */
        List<String> arrivedOf(int message) {
            return IntStream.range(0, totals.get(message))
                    .mapToObj(i -> "<" + message + ":" + i + ">")
                    .flatMap(mark -> wire.stream()
                            .map(InboundPart::text)
                            .filter(text -> text.contains(mark))
                            .distinct())
                    .toList();
        }
    }

    @Test
    void messages_that_can_be_told_apart_are_complete_or_say_what_is_missing() {
        everyRun((run, number) -> {
            for (int i = 0; i < 2 + run.random.nextInt(5); i++) {
                run.message(
                        1 + run.random.nextInt(2),
                        "+4915" + run.random.nextInt(2),
                        "r" + i,
                        2 + run.random.nextInt(4),
                        run.random.nextInt(2),
                        SENT.plusSeconds(run.random.nextInt(60)));
            }
            Collections.shuffle(run.wire, run.random);
            Reassembler reassembler = new Reassembler(WINDOW, 100);
            run.wire.forEach(part -> run.told.addAll(reassembler.accept(part, NOW)));
            run.told.addAll(reassembler.drain());

            assertNothingWrongAndNothingLost(run);
            // Nothing made it hand on early, so there is one message for each that anything arrived of.
            for (int message = 0; message < run.totals.size(); message++) {
                List<String> arrived = run.arrivedOf(message);
                String mark = "<" + message + ":";
                assertThat(run.told.stream().map(Assembled::text).filter(text -> text.contains(mark)))
                        .isEqualTo(arrived.isEmpty() ? List.of() : List.of(String.join("", arrived)));
            }
        });
    }

    @Test
    void the_same_reference_again_and_again_too_little_room_and_time_that_passes_do_no_harm() {
        everyRun((run, number) -> {
            // A sender with few references uses one again after longer than parts are waited for, but what the network
            // held back may still arrive among the parts of the later message.
            for (int i = 0; i < 2 + run.random.nextInt(5); i++) {
                run.message(
                        1,
                        "+49151",
                        "r" + run.random.nextInt(2),
                        2 + run.random.nextInt(2),
                        run.random.nextInt(2),
                        SENT.plus(WINDOW.multipliedBy(2L * i)));
            }
            run.message(1, "+49151", null, 1, 1, SENT);
            Collections.shuffle(run.wire, run.random);
            Reassembler reassembler = new Reassembler(WINDOW, 1 + run.random.nextInt(3));
            Instant now = NOW;
            for (InboundPart part : run.wire) {
                if (run.random.nextInt(6) == 0) {
                    now = now.plusSeconds(run.random.nextInt(400));
                    run.told.addAll(reassembler.expire(now));
                }
                run.told.addAll(reassembler.accept(part, now));
            }
            run.told.addAll(reassembler.drain());

            assertNothingWrongAndNothingLost(run);
        });
    }

    private static void everyRun(ObjIntConsumer<Run> check) {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(new Random(seed));
            try {
                check.accept(run, seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + "\narrived: "
                                + run.wire.stream()
                                        .map(ReassemblyNeverMergesAndNeverLosesTest::shown)
                                        .toList() + "\nhanded on: "
                                + run.told.stream().map(Assembled::text).toList(),
                        e);
            }
        }
    }

    private static String shown(InboundPart part) {
        return part.reference() + "#" + part.index() + "/" + part.total() + " " + part.text();
    }

    private static void assertNothingWrongAndNothingLost(Run run) {
        Map<String, Integer> timesTold = new HashMap<>();
        for (Assembled message : run.told) {
            List<MatchResult> marks = MARK.matcher(message.text()).results().toList();
            assertThat(marks).isNotEmpty();
            List<Integer> numbers =
                    marks.stream().map(mark -> Integer.parseInt(mark.group(2))).toList();
            assertThat(marks)
                    .extracting(mark -> mark.group(1))
                    .as("one message alone")
                    .containsOnly(marks.get(0).group(1));
            assertThat(numbers).as("in order, each once").isSorted().doesNotHaveDuplicates();
            List<String> texts = run.arrivedOf(Integer.parseInt(marks.get(0).group(1)));
            assertThat(message.text())
                    .isEqualTo(String.join(
                            "",
                            texts.stream()
                                    .filter(text -> numbers.contains(numberOf(text)))
                                    .toList()));
            List<Integer> missing = IntStream.range(0, message.first().total())
                    .filter(i -> !numbers.contains(i))
                    .mapToObj(i -> i + 1)
                    .toList();
            assertThat(message.missing()).hasSameSizeAs(missing);
            if (!countedFromZeroWithoutTheFirst(message, numbers)) {
                assertThat(message.missing()).isEqualTo(missing);
            }
            marks.forEach(mark -> timesTold.merge(mark.group(), 1, Integer::sum));
        }
        Map<String, Integer> timesArrived = new HashMap<>();
        for (InboundPart part : run.wire) {
            Matcher mark = MARK.matcher(part.text());
            assertThat(mark.find()).isTrue();
            timesArrived.merge(mark.group(), 1, Integer::sum);
        }
        assertThat(timesTold.keySet()).as("every part is handed on").isEqualTo(timesArrived.keySet());
        timesTold.forEach((mark, times) -> assertThat(times)
                .as(mark + ", no more often than it came")
                .isLessThanOrEqualTo(timesArrived.get(mark)));
    }

    /** Only index 0 tells that a gateway counts from 0: without it the numbers of the missing parts may be off by one. */
    private static boolean countedFromZeroWithoutTheFirst(Assembled message, List<Integer> numbers) {
        return message.first().index() == numberOf(message.first().text()) && !numbers.contains(0);
    }

    private static int numberOf(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? Integer.parseInt(mark.group(2)) : -1;
    }
}
