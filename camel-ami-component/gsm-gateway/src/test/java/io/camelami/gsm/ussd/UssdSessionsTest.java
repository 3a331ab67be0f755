package io.camelami.gsm.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UssdSessionsTest {
    private static final long LONGEST = UssdSessions.LONGEST_WAIT.toNanos();

    private final UssdSessions sessions = new UssdSessions(new Random(1));

    @Test
    void a_menu_keeps_its_span_until_it_is_answered_or_ends() {
        String id = sessions.menu(2, 0);
        assertThat(sessions.isOpen(2, 1)).isTrue();
        assertThat(sessions.isOpen(1, 1)).isFalse();
        assertThat(sessions.spanOf(id, 20)).isEqualTo(2);
        sessions.end(2);
        assertThat(sessions.spanOf(id, 20)).isZero();
        assertThat(sessions.isOpen(2, 20)).isFalse();
    }

    @Test
    void a_menu_can_be_answered_once() {
        String first = sessions.menu(2, 0);
        assertThat(sessions.take(first, 1)).isTrue();
        assertThat(sessions.take(first, 2)).isFalse();
        String second = sessions.menu(2, 3);
        assertThat(sessions.take(first, 4)).isFalse();
        assertThat(sessions.isOpen(2, 4)).isTrue();
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void an_abandoned_menu_frees_its_span() {
        String id = sessions.menu(2, 0);
        assertThat(sessions.spanOf(id, LONGEST)).isEqualTo(2);
        assertThat(sessions.spanOf(id, LONGEST + 1)).isZero();
        assertThat(sessions.take(id, LONGEST + 1)).isFalse();
        assertThat(sessions.isOpen(2, LONGEST + 1)).isFalse();
    }

    @Test
    void every_menu_has_its_own_id() {
        assertThat(sessions.menu(1, 0)).isNotEqualTo(sessions.menu(2, 0));
        assertThat(sessions.spanOf("", 0)).isZero();
    }
}
