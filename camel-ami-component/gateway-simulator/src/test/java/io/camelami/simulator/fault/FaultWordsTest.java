package io.camelami.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"close", "reset", "half-open", "black-hole", "fragments", "garbage 1", "trickle 20", "delay 20"})
    void each_fault_has_a_word(String line) {
        FaultWords words = words(line);
        assertThat(words.fault()).hasToString(line.split(" ")[0]);
        assertThat(words.isEmpty()).isTrue();
    }

    @Test
    void what_belongs_to_a_fault_follows_it() {
        assertThat(words("trickle 20").fault().time()).isEqualTo(Duration.ofMillis(20));
        assertThat(words("delay 5").fault().time()).isEqualTo(Duration.ofMillis(5));
        assertThat(words("garbage 42").fault().seed()).isEqualTo(42);
    }

    @Test
    void a_point_may_be_of_a_name_and_after_some_passes() {
        assertThat(words("inside-reply").trigger()).isEqualTo(FaultPoint.INSIDE_REPLY.after(0));
        assertThat(words("inside-event of UpdateSMSSend after 3").trigger())
                .isEqualTo(FaultPoint.INSIDE_EVENT.of("UpdateSMSSend").after(3));
    }

    @Test
    void a_position_is_a_number_or_drawn_from_a_seed() {
        assertThat(words("to-client 100").mark()).isEqualTo(Direction.TO_CLIENT.at(100));
        assertThat(words("to-server random 42 500").mark()).isEqualTo(Direction.TO_SERVER.atRandom(42, 500));
        assertThat(words("to-client 100").mark()).hasToString("to-client 100");
    }

    @Test
    void what_makes_no_sense_is_named_with_what_would() {
        assertThatThrownBy(() -> words("").fault()).hasMessageStartingWith("No fault '': use one of close, reset,");
        assertThatThrownBy(() -> words("in-the-end").trigger()).hasMessageContaining("use one of before-banner,");
        assertThatThrownBy(() -> words("in-banner after").trigger()).hasMessageContaining("a number missing");
        assertThatThrownBy(() -> words("in-banner after -1").trigger()).hasMessageContaining("not -1");
        assertThatThrownBy(() -> words("sideways 5").mark()).hasMessageContaining("use one of to-client, to-server");
        assertThatThrownBy(() -> words("to-client 5 6").mark()).hasMessageEndingWith("not 6");
    }

    private static FaultWords words(String line) {
        return new FaultWords(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }
}
