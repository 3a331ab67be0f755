package io.camelami.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final int SAMPLES = 250;

    @Test
    void a_noisy_quantity_that_stays_is_flat() {
        Random random = new Random(7);

        assertThat(trend(i -> 8e6 + random.nextGaussian() * 3e5).flat()).isTrue();
    }

    @Test
    void a_leak_that_is_smaller_than_the_noise_is_found() {
        Random random = new Random(7);

        Trend trend = trend(i -> 8e6 + random.nextGaussian() * 3e5 + i * 6e3);

        assertThat(trend.flat()).isFalse();
        assertThat(trend.toString()).contains("RISES");
        assertThat(trend.rise()).isBetween(1.3e6, 1.7e6);
    }

    @Test
    void the_slope_is_told_for_an_hour() {
        assertThat(trend(i -> i * 7.0).perHour()).isEqualTo(3600.0, within(1e-6));
    }

    /** A sample every seven seconds. */
    private static Trend trend(IntToDoubleFunction heap) {
        List<Sample> samples = IntStream.range(0, SAMPLES)
                .mapToObj(i -> new Sample(i * 7.0, heap.applyAsDouble(i), 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .toList();
        return Trend.of("heap", 1 << 20, " MiB", samples, Sample::heap, Soak.HEAP_BOUND);
    }
}
