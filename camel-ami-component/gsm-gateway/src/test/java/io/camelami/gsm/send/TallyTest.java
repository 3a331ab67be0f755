package io.camelami.gsm.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Verdict;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Verdict SENT = Verdict.of(Outcome.SENT, null, "sent");
    private static final Verdict ACCEPTED = Verdict.of(Outcome.ACCEPTED, null, "taken");
    private static final Verdict UNKNOWN = Verdict.of(Outcome.UNKNOWN, null, "who knows");
    private static final Verdict BUSY = Verdict.failed(FailureClass.RETRY_NOW, null, "busy");
    private static final Verdict NOT_SENT = Verdict.failed(FailureClass.RETRY_LATER, null, "not sent");

    @Test
    void all_parts_together_are_what_the_least_known_part_is() {
        assertThat(combined(SENT, SENT).outcome()).isEqualTo(Outcome.SENT);
        assertThat(combined(SENT, ACCEPTED).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void one_unknown_part_makes_the_whole_unknown() {
        assertThat(combined(SENT, UNKNOWN, SENT).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(combined(UNKNOWN, NOT_SENT).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void a_partial_failure_says_which_parts_went_and_is_not_for_an_immediate_repeat() {
        Verdict partial = combined(SENT, BUSY, NOT_SENT);

        assertThat(partial.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(partial.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(partial.detail()).isEqualTo("part 2 of 3: busy; sent were parts [1]");
    }

    @Test
    void with_no_part_out_the_failure_stays_as_it_was() {
        assertThat(combined(BUSY, NOT_SENT).failure()).isEqualTo(FailureClass.RETRY_NOW);
    }

    @Test
    void the_only_part_speaks_for_itself() {
        assertThat(combined(BUSY)).isEqualTo(BUSY);
    }

    private static Verdict combined(Verdict... verdicts) {
        Tally tally = new Tally(verdicts.length);
        for (int i = 0; i < verdicts.length; i++) {
            tally.set(i, verdicts[i]);
        }
        return tally.combine(null);
    }
}
