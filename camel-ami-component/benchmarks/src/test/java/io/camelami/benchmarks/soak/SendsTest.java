package io.camelami.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendsTest {

    private final Sends sends = new Sends(10);

    @Test
    void what_was_told_as_it_was_is_well() {
        sends.sent(sends.next());
        sends.wentOut(0);
        sends.notSent(sends.next());
        sends.unknown(sends.next());
        sends.unknown(sends.next());
        sends.wentOut(3);

        assertThat(sends.broken()).isZero();
    }

    @Test
    void sent_and_never_on_the_air_or_not_sent_and_on_the_air_is_broken() {
        sends.sent(sends.next());
        sends.notSent(sends.next());
        sends.wentOut(1);

        assertThat(sends.broken()).isEqualTo(2);
    }

    @Test
    void twice_on_the_air_or_without_an_outcome_is_broken() {
        sends.unknown(sends.next());
        sends.wentOut(0);
        sends.wentOut(0);
        sends.next();

        assertThat(sends.broken()).isEqualTo(2);
    }
}
