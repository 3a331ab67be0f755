package io.camelami.ami;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/**
 * Links, sessions and actions in thousands of orders of events, each drawn from a seed: connects, cuts at any byte in
 * either direction, answers, delays, silence, floods, pauses and closes. {@link Schedule} says what must hold in all.
 *
 * <p>{@code -Dami.schedules=100000} runs more of them, {@code -Dami.schedule=17} one alone.
 */
class SeededSchedulesTest {

    private static final int COUNT = Integer.getInteger("ami.schedules", 2_500);
    private static final Long ONE = Long.getLong("ami.schedule");

    @Test
    void in_every_order_each_action_ends_once_and_each_event_is_told_once() {
        long first = ONE == null ? 0 : ONE;
        for (long seed = first; seed < first + (ONE == null ? COUNT : 1); seed++) {
            try {
                new Schedule(seed).run();
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": run it alone with -Dami.schedule=" + seed, e);
            }
        }
    }
}
