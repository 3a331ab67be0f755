package io.camelami.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallEventsTest {

    @Test
    void an_event_has_the_size_and_the_headers_of_the_mix_that_peers_were_measured_with() {
        List<String> events = IntStream.range(0, 200)
                .mapToObj(CallEvents::ofCall)
                .flatMap(List::stream)
                .toList();

        double bytes =
                events.stream().mapToInt(event -> event.length() + 2).average().orElseThrow();
        double headers = events.stream()
                .mapToLong(event -> event.lines().count())
                .average()
                .orElseThrow();

        assertThat(bytes).isBetween(440.0, 464.0);
        assertThat(headers).isBetween(17.5, 18.5);
    }
}
