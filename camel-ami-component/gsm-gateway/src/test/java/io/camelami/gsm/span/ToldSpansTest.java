package io.camelami.gsm.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.Span;
import io.camelami.gsm.event.SpanChange.What;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToldSpansTest {
    private static final Span UP = new Span(1, true, true, 20, "Net", "imsi-1", "imei-1", false, null, "Up");
    private static final Span NO_SIM = Span.of(1, false, "Undetected SIM Card");

    private final ToldSpans told = new ToldSpans();

    private Set<What> news(Span span) {
        List<ToldSpans.News> news = told.compare(List.of(span));
        assertThat(news).hasSizeLessThanOrEqualTo(1);
        return news.isEmpty() ? Set.of() : news.get(0).changed();
    }

    private static Span signal(Integer strength) {
        return new Span(1, true, true, strength, "Net", "imsi-1", "imei-1", false, null, "Up");
    }

    @Test
    void a_span_is_told_once_and_then_only_if_it_changes() {
        assertThat(news(UP)).containsExactly(What.FOUND);
        assertThat(news(UP)).isEmpty();
        assertThat(news(NO_SIM)).containsExactly(What.DOWN);
        assertThat(news(NO_SIM)).isEmpty();
        assertThat(news(UP)).containsExactly(What.UP);
    }

    @Test
    void each_span_has_news_of_its_own() {
        told.compare(List.of(UP, Span.of(2, true, "Up")));

        List<ToldSpans.News> news = told.compare(List.of(UP, Span.of(2, false, "Down")));

        assertThat(news).extracting(n -> n.span().number()).containsExactly(2);
    }

    @Test
    void a_span_that_is_not_listed_any_more_is_gone_and_found_again() {
        news(UP);

        List<ToldSpans.News> gone = told.compare(List.of());

        assertThat(gone).hasSize(1);
        assertThat(gone.get(0).changed()).containsExactly(What.GONE);
        assertThat(gone.get(0).span().up()).isFalse();
        assertThat(told.compare(List.of())).isEmpty();
        assertThat(news(UP)).containsExactly(What.FOUND);
    }

    @Test
    void another_network_or_sim_is_news_but_not_that_one_is_unknown_for_a_while() {
        news(UP);

        assertThat(news(new Span(1, true, null, null, null, null, null, null, null, "Up")))
                .isEmpty();
        assertThat(news(UP)).isEmpty();
        assertThat(news(new Span(1, true, true, 20, "Other", "imsi-2", "imei-1", false, null, "Up")))
                .containsExactlyInAnyOrder(What.OPERATOR, What.SIM);
    }

    @Test
    void a_network_that_is_known_at_last_is_news() {
        news(Span.of(1, true, "Up"));

        assertThat(news(UP)).containsExactlyInAnyOrder(What.REGISTRATION, What.OPERATOR, What.SIM);
    }

    @Test
    void a_signal_is_news_when_it_becomes_too_weak_or_good_again_and_not_at_each_step() {
        news(UP);

        assertThat(news(signal(12))).isEmpty();
        assertThat(news(signal(6))).isEmpty();
        assertThat(news(signal(5))).containsExactly(What.SIGNAL);
        assertThat(news(signal(6))).isEmpty();
        assertThat(news(signal(7))).isEmpty();
        assertThat(news(signal(5))).isEmpty();
        assertThat(news(signal(null))).isEmpty();
        assertThat(news(signal(8))).containsExactly(What.SIGNAL);
        assertThat(news(signal(31))).isEmpty();
    }

    @Test
    void a_span_that_is_busy_now_is_no_news() {
        news(UP);

        assertThat(news(new Span(1, true, true, 20, "Net", "imsi-1", "imei-1", true, null, "Up")))
                .isEmpty();
    }

    @Test
    void each_reason_for_being_down_is_told_once_an_outage() {
        Span connecting = Span.of(1, false, "Not initialized");
        Span away = Span.of(1, false, "Not connected");
        news(UP);

        assertThat(news(away)).containsExactly(What.DOWN);
        assertThat(news(connecting)).containsExactly(What.STATE);
        // A modem without SIM is reset for ever.
        for (int i = 0; i < 10; i++) {
            assertThat(news(away)).isEmpty();
            assertThat(news(connecting)).isEmpty();
        }
        assertThat(news(UP)).containsExactly(What.UP);
        assertThat(news(away)).containsExactly(What.DOWN);
        assertThat(news(connecting)).containsExactly(What.STATE);
    }

    @Test
    void reasons_without_end_are_not_told_without_end() {
        news(NO_SIM);
        int heard = 0;
        for (int i = 0; i < 100; i++) {
            heard += news(Span.of(1, false, "reason " + i)).size();
        }

        assertThat(heard).isLessThan(10);
    }
}
