package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplyLimitTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final ReplyLimit limit = new ReplyLimit(3);

    @Test
    void no_hour_from_whatever_moment_has_more_replies_than_the_limit() {
        int[] allowed = new int[300];
        for (int minute = 0; minute < allowed.length; minute++) {
            allowed[minute] = limit.ask("110", at(minute)).allowed() ? 1 : 0;
        }
        for (int from = 0; from + 60 <= allowed.length; from++) {
            assertThat(IntStream.range(from, from + 60).map(i -> allowed[i]).sum())
                    .as("from minute %d", from)
                    .isEqualTo(3);
        }
    }

    @Test
    void each_number_has_a_limit_of_its_own() {
        IntStream.range(0, 10).forEach(i -> limit.ask("110", START));
        assertThat(limit.ask("110", START).allowed()).isFalse();
        assertThat(limit.ask("112", START).allowed()).isTrue();
    }

    @Test
    void it_tells_how_many_were_refused_in_a_row_and_in_all() {
        IntStream.range(0, 3).forEach(i -> limit.ask("110", START));
        assertThat(limit.ask("110", START)).isEqualTo(new ReplyLimit.Decision(false, 1));
        assertThat(limit.ask("110", START)).isEqualTo(new ReplyLimit.Decision(false, 2));
        assertThat(limit.ask("110", at(60))).isEqualTo(new ReplyLimit.Decision(true, 2));
        assertThat(limit.ask("110", at(60))).isEqualTo(new ReplyLimit.Decision(true, 0));
        assertThat(limit.refused()).isEqualTo(2);
    }

    @Test
    void a_number_in_a_loop_is_not_forgotten_for_all_the_others_that_are_answered() {
        IntStream.range(0, 3).forEach(i -> limit.ask("110", START));
        for (int i = 0; i < 3 * ReplyLimit.NUMBERS; i++) {
            limit.ask("49" + i, START);
            if (i % 1000 == 0) {
                assertThat(limit.ask("110", START).allowed()).isFalse();
            }
        }
        assertThat(limit.remembered()).isLessThanOrEqualTo(ReplyLimit.NUMBERS);
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
