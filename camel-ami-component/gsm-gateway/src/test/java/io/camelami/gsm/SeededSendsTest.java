package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sends over each kind of gateway in thousands of orders of events, each drawn from a seed: answers, refusals, late and
 * lost ones, cuts at any byte, silence, pauses, pacing, quotas, cancelled and closed. {@link SendSchedule} says what must
 * hold in all.
 *
 * <p>{@code -Dami.schedules=100000} runs more of them, {@code -Dami.schedule=17} one alone.
 */
class SeededSendsTest {
    private static final int COUNT = Integer.getInteger("ami.schedules", 2_500);
    private static final Long ONE = Long.getLong("ami.schedule");
    /** So many that each kind of end comes up. */
    private static final int MANY = 1_000;

    @Test
    void in_every_order_each_send_ends_once_and_truly_and_goes_out_once() {
        Map<Outcome, Integer> ends = new EnumMap<>(Outcome.class);
        long first = ONE == null ? 0 : ONE;
        int count = ONE == null ? COUNT : 1;
        for (long seed = first; seed < first + count; seed++) {
            try {
                SendSchedule schedule = new SendSchedule(seed);
                schedule.run();
                schedule.outcomes().forEach((outcome, times) -> ends.merge(outcome, times, Integer::sum));
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": run it alone with -Dami.schedule=" + seed, e);
            }
        }
        if (count >= MANY) {
            assertThat(ends.keySet())
                    .contains(Outcome.SENT, Outcome.ACCEPTED, Outcome.FAILED, Outcome.EXPIRED, Outcome.UNKNOWN);
        }
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        StringBuilder all = new StringBuilder();
        for (long seed = 0; seed < 50; seed++) {
            SendSchedule one = new SendSchedule(seed);
            SendSchedule other = new SendSchedule(seed);
            one.run();
            other.run();
            assertThat(one.trace()).isEqualTo(other.trace());
            all.append(one.trace());
        }
        assertThat(all).isNotEmpty();
    }
}
