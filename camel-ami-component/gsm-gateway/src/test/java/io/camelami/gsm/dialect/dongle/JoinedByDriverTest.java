package io.camelami.gsm.dialect.dongle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.event.InboundSms;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class JoinedByDriverTest {
    private final JoinedByDriver joined = new JoinedByDriver();

    @Test
    void what_was_seen_needs_nothing_more() {
        joined.seen(part(1, 2, "ab"));
        InboundPart last = part(2, 2, "cd");
        joined.seen(last);

        assertThat(joined.unseen(last, "abcd")).isEmpty();
    }

    @Test
    void a_part_is_found_wherever_it_is_missing() {
        assertThat(unseen("abcdef", part(2, 3, "cd"), part(3, 3, "ef"))).containsExactly(tuple(1, "ab"));
        assertThat(unseen("abcdef", part(1, 3, "ab"), part(3, 3, "ef"))).containsExactly(tuple(2, "cd"));
        assertThat(unseen("abcdef", part(2, 3, "cd"), part(1, 3, "ab"))).containsExactly(tuple(3, "ef"));
        assertThat(unseen("abcdef", part(2, 3, "cd"))).containsExactly(tuple(1, "ab"), tuple(3, "ef"));
    }

    @Test
    void of_parts_missing_in_a_row_the_first_has_the_text() {
        assertThat(unseen("abcdef", part(3, 3, "ef"))).containsExactly(tuple(1, "abcd"), tuple(2, ""));
    }

    @Test
    void the_last_part_is_at_the_end_whatever_looks_like_it_before() {
        assertThat(unseen("aaaa", part(2, 2, "a"))).containsExactly(tuple(1, "aaa"));
    }

    @Test
    void a_text_that_is_not_made_of_the_parts_gives_nothing() {
        assertThat(unseen("something else", part(2, 3, "cd"), part(3, 3, "ef"))).isEmpty();
        assertThat(unseen("ab", part(1, 2, "ab"))).isEmpty();
        assertThat(unseen("abXcdef", part(1, 3, "ab"), part(2, 3, "cd"), part(2, 3, "cd")))
                .isEmpty();
    }

    private List<Tuple> unseen(String whole, InboundPart... parts) {
        for (InboundPart part : parts) {
            joined.seen(part);
        }
        return joined.unseen(parts[parts.length - 1], whole).stream()
                .map(part -> tuple(part.index(), part.text()))
                .toList();
    }

    private static InboundPart part(int number, int total, String text) {
        return new InboundPart(1, "+491", text, null, false, "7", number, total, InboundSms.Source.PDU);
    }
}
