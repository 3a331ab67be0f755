package io.camelami.gsm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.ami.VirtualRuntime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultsTest {
    private static final Duration PATIENCE = Duration.ofMillis(1);

    private final VirtualRuntime runtime = new VirtualRuntime(1).holdTasks();
    private final Results results = new Results("gw", runtime);
    private final List<Integer> handed = new ArrayList<>();

    private void hand(int from, int to) {
        IntStream.range(from, to).forEach(i -> results.hand(() -> handed.add(i)));
    }

    @Test
    void results_that_nobody_keeps_share_a_thread_and_stay_in_order() {
        hand(0, 100);

        assertThat(runtime.tasksHeld()).isEqualTo(1);
        runtime.runOne(new Random());
        assertThat(handed).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(runtime.tasksHeld()).isZero();
    }

    @Test
    void while_results_are_kept_the_threads_for_those_behind_them_double() {
        List<Integer> added = new ArrayList<>();
        Runnable kept = () -> {
            // Until others have waited too long behind this one.
            runtime.advance(PATIENCE.multipliedBy(2));
            added.add(runtime.tasksHeld());
            while (runtime.tasksHeld() > 0) {
                runtime.runOne(new Random(1));
            }
        };
        IntStream.range(0, 10).forEach(i -> results.hand(kept));
        runtime.runOne(new Random(1));

        // With one at work one more, with two at work two more, and so on; each is kept as the first was.
        assertThat(added).startsWith(1, 2).hasSize(10);
        assertThat(runtime.tasksHeld()).isZero();
    }

    @Test
    void no_thread_is_added_while_one_is_still_to_begin() {
        hand(0, 6);
        runtime.advance(PATIENCE.multipliedBy(10));

        assertThat(runtime.tasksHeld()).isEqualTo(1);
    }

    @Test
    void a_thread_that_finds_nothing_more_ends_and_the_next_result_gets_another() {
        hand(0, 2);
        runtime.advance(PATIENCE);
        while (runtime.tasksHeld() > 0) {
            runtime.runOne(new Random());
        }
        hand(2, 3);

        assertThat(runtime.tasksHeld()).isEqualTo(1);
        hand(3, 4);
        runtime.runOne(new Random());
        assertThat(handed).containsExactly(0, 1, 2, 3);
        assertThat(runtime.tasksHeld()).isZero();
        assertThat(runtime.timersSet()).isZero();
    }

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("ours"), new AssertionError("ours"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_result_that_throws_is_logged_as_our_fault_and_keeps_no_other(Throwable fault) {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            results.hand(() -> {
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            });
            hand(0, 2);
            assertThatCode(() -> runtime.runOne(new Random())).doesNotThrowAnyException();
        } finally {
            System.setErr(before);
        }
        hand(2, 3);
        assertThat(runtime.tasksHeld()).isEqualTo(1);
        runtime.runOne(new Random());

        assertThat(handed).containsExactly(0, 1, 2);
        assertThat(runtime.timersSet()).isZero();
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("ERROR", "gw: ", fault.toString());
    }

    @Test
    void results_that_are_kept_keep_no_other() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger kept = new AtomicInteger();
        CountDownLatch free = new CountDownLatch(1);
        try (SystemRuntime threads = AmiRuntime.system()) {
            Results real = new Results("gw", threads);
            for (int i = 0; i < 50; i++) {
                real.hand(() -> {
                    kept.incrementAndGet();
                    await().atMost(Duration.ofSeconds(20)).until(() -> release.getCount() == 0);
                });
            }
            real.hand(free::countDown);

            await().atMost(Duration.ofSeconds(10)).until(() -> kept.get() == 50 && free.getCount() == 0);
        } finally {
            release.countDown();
        }
    }

    @Test
    void when_the_threads_are_gone_the_caller_hands_the_result_on() {
        SystemRuntime gone = AmiRuntime.system();
        gone.close();
        Results last = new Results("gw", gone);
        last.hand(() -> handed.add(1));
        last.hand(() -> handed.add(2));

        assertThat(handed).containsExactly(1, 2);
    }
}
