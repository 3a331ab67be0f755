package io.camelami.gsm.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.VirtualRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private final VirtualRuntime runtime = new VirtualRuntime(1).holdTasks();
    private final Worker worker = new Worker("gw", "send", runtime);
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void a_task_that_may_run_here_does_so_at_once_if_nobody_is_at_work() {
        worker.executeHere(() -> ran.add(1));

        assertThat(ran).containsExactly(1);
        assertThat(runtime.tasksHeld()).isZero();
    }

    @Test
    void a_task_that_may_run_here_waits_its_turn_behind_others() {
        worker.execute(() -> ran.add(1));
        worker.executeHere(() -> ran.add(2));

        assertThat(ran).isEmpty();
        runtime.runOne(new Random());
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void who_runs_a_task_here_is_not_kept_by_what_others_add() {
        worker.executeHere(() -> IntStream.range(0, 100).forEach(i -> worker.execute(() -> ran.add(i))));

        assertThat(ran).hasSize(15);
        assertThat(runtime.tasksHeld()).isEqualTo(1);
        runtime.runOne(new Random());
        assertThat(ran).isEqualTo(IntStream.range(0, 100).boxed().toList());
        worker.executeHere(() -> ran.add(100));
        assertThat(ran).hasSize(101);
    }

    @Test
    void a_task_that_fails_here_fails_nobody() {
        worker.executeHere(() -> {
            throw new IllegalStateException("on purpose");
        });
        worker.executeHere(() -> {
            throw new AssertionError("on purpose");
        });
        worker.executeHere(() -> ran.add(1));

        assertThat(ran).containsExactly(1);
    }
}
