package io.camelami.gsm.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.UssdNews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldBackTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final SystemRuntime runtime = AmiRuntime.system();
    private final AtomicInteger calls = new AtomicInteger();
    private final HeldBack heldBack = new HeldBack("gw", runtime, calls::incrementAndGet);
    private int signals;

    @AfterEach
    void end() {
        runtime.close();
    }

    @Test
    void what_nothing_takes_back_is_told_once_when_its_time_is_over() {
        Signal first = signal();
        Signal second = signal();
        heldBack.add(new Later(first, Duration.ofMillis(20)));
        Later takenBack = new Later(signal(), Duration.ofMillis(20));
        heldBack.add(takenBack);
        heldBack.add(new Later(second, Duration.ofMillis(20)));
        heldBack.add(new Later(signal(), LONG));
        assertThat(takenBack.takeBack()).isTrue();

        List<Signal> told = new ArrayList<>();
        await().until(() -> calls.get() > 0 && told.addAll(heldBack.due()) && told.size() == 2);
        assertThat(told).containsExactly(first, second);
        assertThat(heldBack.due()).isEmpty();
    }

    @Test
    void one_too_many_pushes_out_the_oldest_that_was_not_taken_back() {
        List<Later> held = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            held.add(new Later(signal(), LONG));
            assertThat(heldBack.add(held.get(i))).isNull();
        }
        held.get(0).takeBack();
        assertThat(heldBack.add(new Later(signal(), LONG))).isNull();

        assertThat(heldBack.add(new Later(signal(), LONG))).isNotNull();
        assertThat(held.get(1).over()).isTrue();
        assertThat(held.get(1).takeBack()).isFalse();
        assertThat(heldBack.drain()).hasSize(1000);
        assertThat(heldBack.drain()).isEmpty();
    }

    private Signal signal() {
        return new UssdNews(++signals, null);
    }
}
