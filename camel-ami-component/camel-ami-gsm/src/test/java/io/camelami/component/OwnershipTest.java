package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiRuntime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that was paused wakes up as owner, and must not believe it. */
class OwnershipTest {

    private final ToldLeadership service = new ToldLeadership("a");
    private final HandTime time = new HandTime();
    private final Ownership ownership = new Ownership("gw", "gw1", service, time);

    @AfterEach
    void stop() {
        ownership.close();
        time.timers.shutdownNow();
    }

    @Test
    void a_leader_owns_the_gateway_as_long_as_it_looks() {
        lead();
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofMillis(500));
            assertThat(ownership.refusal()).isNull();
        }
    }

    @Test
    void who_was_paused_may_not_write_even_before_anything_of_it_has_run_again() {
        lead();
        time.stop(Ownership.LONGEST_PAUSE.plusMillis(1));
        assertThat(ownership.refusal()).contains("was paused", "clusterNamespace=gw1", "safe to repeat");
    }

    @Test
    void nor_until_the_cluster_service_has_had_time_to_notice() {
        lead();
        time.stop(Ownership.LONGEST_PAUSE.plusMillis(1));
        for (Duration waited = Duration.ZERO; waited.compareTo(Ownership.DOUBT) < 0; waited = waited.plusMillis(500)) {
            time.wake();
            assertThat(ownership.refusal()).contains("was paused");
            time.stop(Duration.ofMillis(500));
        }
        time.wake();
        assertThat(ownership.refusal()).isNull();
    }

    @Test
    void who_has_lost_the_gateway_meanwhile_does_not_own_it_after_that_either() {
        lead();
        time.stop(Duration.ofMinutes(1));
        time.wake();
        service.becomes("gw1", false);
        time.stop(Ownership.DOUBT);
        assertThat(ownership.refusal()).isNotNull();
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofMillis(500));
            assertThat(ownership.refusal()).isNotNull();
        }
        assertThat(ownership.refusal()).contains("does not own");
    }

    @Test
    void a_machine_that_stood_still_is_noticed_by_the_wall_clock_alone() {
        lead();
        time.wall += Duration.ofSeconds(6).toMillis();
        assertThat(ownership.refusal()).contains("was paused");
    }

    @Test
    void a_busy_machine_is_not_taken_for_a_paused_one() {
        lead();
        time.stop(Ownership.LONGEST_PAUSE);
        assertThat(ownership.refusal()).isNull();
        time.wake();
        assertThat(ownership.refusal()).isNull();
    }

    @Test
    void an_epoch_is_greater_than_one_of_another_node_before() {
        time.wall = 5_000;
        assertThat(ownership.epochAfter(0)).isEqualTo(5_000);
        assertThat(ownership.epochAfter(7_000)).isEqualTo(7_001);
    }

    private void lead() {
        service.start();
        service.becomes("gw1", true);
        ownership.start();
        assertThat(ownership.refusal()).isNull();
    }

    /** Time that moves when the test says so; the one thing that is planned for later runs when it is woken. */
    private static final class HandTime implements AmiRuntime {

        private long wall = 1_000;
        private long nanos;
        private Runnable planned = () -> {};

        private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                planned = task;
                return null;
            }

            @Override
            public void execute(Runnable task) {
                task.run();
            }
        };

        /** Nothing runs meanwhile. */
        void stop(Duration by) {
            wall += by.toMillis();
            nanos += by.toNanos();
        }

        void wake() {
            planned.run();
        }

        void pass(Duration by) {
            stop(by);
            wake();
        }

        @Override
        public Clock clock() {
            return Clock.fixed(Instant.ofEpochMilli(wall), ZoneOffset.UTC);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public ScheduledExecutorService timers() {
            return timers;
        }

        @Override
        public void execute(String threadName, Runnable task) {
            task.run();
        }

        @Override
        public RandomGenerator random() {
            return new Random(1);
        }
    }
}
