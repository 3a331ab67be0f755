package io.camelami.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final byte[] BYTES = "Event: X\r\n\r\n".getBytes();

    @Test
    void fragments_cut_at_every_byte_position_in_turn() {
        Pace pace = Pace.of(Fault.FRAGMENTS);
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < BYTES.length; i++) {
            cuts.add(pace.end(BYTES, 0));
            assertThat(pace.end(BYTES, cuts.get(i))).isEqualTo(BYTES.length);
        }
        List<Integer> all =
                new ArrayList<>(IntStream.range(1, BYTES.length).boxed().toList());
        all.add(1);
        assertThat(cuts).isEqualTo(all);
    }

    @Test
    void a_single_byte_is_not_cut() {
        assertThat(Pace.of(Fault.FRAGMENTS).end(new byte[1], 0)).isEqualTo(1);
    }

    @Test
    void a_trickle_is_one_byte_after_the_other() {
        Pace pace = Pace.of(Fault.trickle(Duration.ofSeconds(1)));
        for (int i = 0; i < BYTES.length; i++) {
            assertThat(pace.end(BYTES, i)).isEqualTo(i + 1);
        }
    }

    @Test
    void small_pieces_are_cut_inside_every_line_end() {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < BYTES.length; ) {
            int end = Pace.SMALL_PIECES.end(BYTES, start);
            pieces.add(new String(BYTES, start, end - start));
            start = end;
        }
        assertThat(pieces).containsExactly("Event: ", "X\r", "\n\r", "\n");
    }
}
