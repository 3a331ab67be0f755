package io.camelami.smscenter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camelami.smscenter.TooManyRequestsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final TestClock clock = new TestClock();
    private final RateLimit limit = new RateLimit("letters", 3, Duration.ofMinutes(1), clock);

    /** Stands still until it is moved. */
    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void move(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void so_much_is_taken_and_the_next_one_is_told_how_long_to_wait() {
        for (int i = 0; i < 3; i++) {
            limit.take("anna");
        }

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> limit.take("anna"))
                .withMessage("Too many letters; try again in 20 s.")
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(20));
        assertThatCode(() -> limit.take("bert")).doesNotThrowAnyException();
    }

    @Test
    void who_waits_as_long_as_told_gets_in_and_not_before() {
        for (int i = 0; i < 3; i++) {
            limit.take("anna");
        }
        clock.move(Duration.ofMillis(19_999));
        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> limit.take("anna"))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(1));

        clock.move(Duration.ofSeconds(1));

        assertThatCode(() -> limit.take("anna")).doesNotThrowAnyException();
        assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> limit.take("anna"));
    }

    @Test
    void many_at_once_that_were_all_let_in_make_the_wait_longer() {
        limit.check("anna");
        for (int i = 0; i < 9; i++) {
            limit.count("anna");
        }

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> limit.check("anna"))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(140));
    }

    @Test
    void an_ipv6_network_counts_as_one_address() {
        assertThat(LimitedLogins.key("2001:db8:1:2:3:4:5:6")).isEqualTo(LimitedLogins.key("2001:db8:1:2::1"));
        assertThat(LimitedLogins.key("2001:db8:1:3::1")).isNotEqualTo(LimitedLogins.key("2001:db8:1:2::1"));
        assertThat(LimitedLogins.key("192.0.2.1")).isNotEqualTo(LimitedLogins.key("192.0.2.2"));
    }
}
