package io.camelami.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.event.Gap;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final Account account = new Account("events");

    @Test
    void numbers_in_order_are_well() {
        arrive(1, 1, 2, 3);

        assertThat(account.broken()).isZero();
        assertThat(account.complete(3)).isTrue();
    }

    @Test
    void a_number_that_comes_twice_breaks_the_promise() {
        arrive(1, 1, 2, 2);

        assertThat(account.broken()).isEqualTo(1);
    }

    @Test
    void one_that_is_missing_within_a_session_breaks_it_also_after_an_earlier_gap() {
        arrive(1, 1, 2);
        account.gap(gap(1, 2, 0));
        arrive(2, 5, 7);

        assertThat(account.broken()).isEqualTo(1);
        assertThat(account.summary(7)).contains("1 missing before 7 of epoch 2");
    }

    @Test
    void what_is_missing_over_a_reconnect_needs_a_gap() {
        arrive(1, 1, 2);
        arrive(2, 5);

        assertThat(account.broken()).isEqualTo(1);
    }

    @Test
    void what_was_dropped_within_a_session_covers_no_more_than_its_count() {
        arrive(1, 1);
        account.gap(gap(1, 1, 2));
        arrive(1, 4);
        account.gap(gap(1, 1, 2));
        arrive(1, 8);

        assertThat(account.broken()).isEqualTo(1);
    }

    @Test
    void what_is_missing_at_the_end_is_not_complete_without_a_gap() {
        arrive(1, 1, 2);
        assertThat(account.complete(3)).isFalse();

        account.gap(gap(1, 2, 0));
        assertThat(account.complete(3)).isTrue();
    }

    private void arrive(long epoch, long... numbers) {
        for (long number : numbers) {
            account.arrived(number, epoch);
        }
    }

    private static Gap gap(long before, long epoch, long dropped) {
        return new Gap("soak", Instant.EPOCH, epoch, Instant.EPOCH, Instant.EPOCH, before, dropped, "anything");
    }
}
