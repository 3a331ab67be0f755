package io.camelami.gsm.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.event.InboundSms;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReassemblerTest {
    private static final OffsetDateTime SENT = OffsetDateTime.parse("2024-05-01T10:00:00+02:00");

    private final Reassembler reassembler = new Reassembler(Duration.ofMinutes(5), 3);
    private Instant now = Instant.parse("2024-05-01T08:00:00Z");

    @Test
    void a_message_that_stands_alone_is_handed_on_at_once() {
        assertThat(texts(accept(part("+49151", null, 0, 1, "hello")))).containsExactly("hello");
    }

    @Test
    void parts_are_joined_in_any_order_counted_from_one_or_from_zero() {
        for (int base = 0; base <= 1; base++) {
            String reference = "r" + base;
            assertThat(accept(part("+49151", reference, base + 2, 3, "c"))).isEmpty();
            assertThat(accept(part("+49151", reference, base, 3, "a"))).isEmpty();
            List<Assembled> ready = accept(part("+49151", reference, base + 1, 3, "b"));
            assertThat(texts(ready)).containsExactly("abc");
            assertThat(ready.get(0).missing()).isEmpty();
        }
    }

    @Test
    void a_repeated_part_changes_nothing_before_or_after_the_end() {
        accept(part("+49151", "7", 1, 2, "a"));
        assertThat(accept(part("+49151", "7", 1, 2, "a"))).isEmpty();
        assertThat(texts(accept(part("+49151", "7", 2, 2, "b")))).containsExactly("ab");
        assertThat(accept(part("+49151", "7", 2, 2, "b"))).isEmpty();
        assertThat(reassembler.drain()).isEmpty();
    }

    @Test
    void a_reference_used_again_begins_another_message() {
        accept(part("+49151", "7", 1, 2, "a"));
        accept(part("+49151", "7", 2, 2, "b"));
        assertThat(accept(part("+49151", "7", 1, 2, "c"))).isEmpty();
        assertThat(texts(accept(part("+49151", "7", 2, 2, "d")))).containsExactly("cd");
    }

    @Test
    void a_part_that_contradicts_one_already_there_is_never_mixed_in() {
        accept(part("+49151", "7", 1, 2, "first"));
        List<Assembled> ready = accept(part("+49151", "7", 1, 2, "second"));
        assertThat(texts(ready)).containsExactly("first");
        assertThat(ready.get(0).missing()).containsExactly(2);
        assertThat(texts(accept(part("+49151", "7", 2, 2, "!")))).containsExactly("second!");
    }

    @Test
    void senders_spans_references_and_totals_keep_messages_apart() {
        Reassembler wide = new Reassembler(Duration.ofMinutes(5), 100);
        assertThat(wide.accept(part("+49151", "7", 1, 2, "a"), now)).isEmpty();
        assertThat(wide.accept(part("+49152", "7", 2, 2, "x"), now)).isEmpty();
        assertThat(wide.accept(part("+49151", "8", 2, 2, "x"), now)).isEmpty();
        assertThat(wide.accept(part("+49151", "7", 2, 3, "x"), now)).isEmpty();
        assertThat(wide.accept(new InboundPart(2, "+49151", "x", SENT, false, "7", 2, 2, InboundSms.Source.PDU), now))
                .isEmpty();
        assertThat(texts(wide.accept(part("+49151", "7", 2, 2, "b"), now))).containsExactly("ab");
    }

    @Test
    void an_incomplete_message_is_handed_on_with_what_is_missing_when_its_time_is_over() {
        accept(part("+49151", "7", 1, 4, "a"));
        accept(part("+49151", "7", 3, 4, "c"));
        assertThat(reassembler.nextExpiry()).contains(now.plus(Duration.ofMinutes(5)));
        assertThat(reassembler.expire(now.plusSeconds(299))).isEmpty();

        List<Assembled> ready = reassembler.expire(now.plusSeconds(300));

        assertThat(texts(ready)).containsExactly("ac");
        assertThat(ready.get(0).missing()).containsExactly(2, 4);
        assertThat(reassembler.nextExpiry()).isEmpty();
    }

    @Test
    void one_message_too_many_pushes_out_the_oldest_and_says_so() {
        for (int i = 0; i < 3; i++) {
            assertThat(accept(part("+4915" + i, "7", 1, 2, "a" + i))).isEmpty();
        }
        List<Assembled> ready = accept(part("+49159", "7", 1, 2, "a9"));
        assertThat(texts(ready)).containsExactly("a0");
        assertThat(ready.get(0).evicted()).isTrue();
    }

    @Test
    void parts_sent_at_different_times_are_not_of_one_message_even_if_they_arrive_together() {
        accept(part("+49151", "7", 1, 2, "yesterday's first"));
        List<Assembled> ready = accept(new InboundPart(
                1, "+49151", "today's second", SENT.plusDays(1), false, "7", 2, 2, InboundSms.Source.PDU));

        assertThat(texts(ready)).containsExactly("yesterday's first");
        assertThat(texts(reassembler.drain())).containsExactly("today's second");
    }

    @Test
    void a_part_number_that_cannot_be_is_handed_on_by_itself() {
        assertThat(texts(accept(part("+49151", "7", 9, 2, "lost?")))).containsExactly("lost?");
        assertThat(texts(accept(part("+49151", null, 1, 2, "no id")))).containsExactly("no id");
    }

    @Test
    void an_emoji_cut_in_two_by_the_sender_is_whole_again_and_a_lone_half_is_no_text() {
        accept(part("+49151", "7", 1, 2, "a\uD83D"));
        assertThat(texts(accept(part("+49151", "7", 2, 2, "\uDE00b")))).containsExactly("a😀b");
        assertThat(texts(accept(part("+49151", null, 1, 1, "x\uD83Dy")))).containsExactly("x\uFFFDy");
    }

    private List<Assembled> accept(InboundPart part) {
        return reassembler.accept(part, now);
    }

    private static List<String> texts(List<Assembled> messages) {
        return messages.stream().map(Assembled::text).toList();
    }

    private static InboundPart part(String sender, String reference, int index, int total, String text) {
        return new InboundPart(1, sender, text, SENT, false, reference, index, total, InboundSms.Source.PDU);
    }
}
