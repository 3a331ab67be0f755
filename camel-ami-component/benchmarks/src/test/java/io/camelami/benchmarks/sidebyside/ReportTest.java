package io.camelami.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void a_ratio_is_taken_inside_each_round_and_then_the_median() {
        List<Round> rounds = List.of(round(100, 10), round(400, 20), round(90, 30));

        Report report = new Report(rounds, true);

        assertThat(report.markdown()).contains("3.00 / **10.0** / 20.0");
        assertThat(report.metricLines()).isEqualTo("metric events_per_asterisk_java 10.0000\n");
    }

    @Test
    void a_bound_that_is_missed_is_said_to_be() {
        assertThat(new Report(List.of(round(119, 10)), true).markdown()).contains("**missed**");
        assertThat(new Report(List.of(round(121, 10)), true).markdown()).contains("| must |\n");
        assertThat(new Report(List.of(round(201, 10)), true).markdown()).contains("| goal |\n");
    }

    private static Round round(int ours, int theirs) {
        Round round = new Round();
        round.add(Subjects.LISTENER, "result rate " + ours);
        round.add(Subjects.ASTERISK_JAVA, "result rate " + theirs);
        return round;
    }
}
