package io.camelami.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Figures many = new Figures("result idle_cores 0.05 cores 0.3 rate 10000");
    private final Figures one = new Figures("result idle_cores 0.01 quiet_cores 0.0105 quiet_rate 20");

    @Test
    void the_cost_of_an_event_is_without_what_is_used_when_there_are_none() {
        assertThat(many.cost("cores", "rate")).isCloseTo(25, within(1e-6));
        assertThat(new FleetTable.Result(many, one).costRatio()).isCloseTo(1, within(1e-6));
    }

    @Test
    void the_cores_are_told_for_the_rate_that_was_meant_also_if_fewer_events_came() {
        assertThat(new FleetTable.Result(many, one).cores(1000)).isCloseTo(0.55, within(1e-6));
    }
}
