package io.camelami.gsm.dialect.openvox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.event.InboundSms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinedByGuessTest {
    private static final String SENDER = "+8613632919026";

    private final JoinedByGuess guess = new JoinedByGuess(Duration.ofSeconds(5));
    private final List<Later> held = new ArrayList<>();
    private final List<InboundPart> told = new ArrayList<>();

    @Test
    void full_parts_and_the_rest_behind_them_are_one_message() {
        accept("a".repeat(153), "b".repeat(153), "rest");

        assertThat(told)
                .extracting(InboundPart::text, InboundPart::total, InboundPart::reference)
                .containsExactly(tuple("a".repeat(153) + "b".repeat(153) + "rest", 3, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 66, 67, 151, 154, 160})
    void a_text_that_is_no_full_part_is_never_held_back(int length) {
        accept("x".repeat(length));

        assertThat(told).extracting(InboundPart::text).containsExactly("x".repeat(length));
        assertThat(held).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"я", "é你"})
    void parts_of_other_alphabets_are_shorter(String character) {
        String full = character.repeat(67).substring(0, 67);
        accept(full, full.substring(0, 66), "x".repeat(67), "end");

        assertThat(told)
                .extracting(InboundPart::text)
                .containsExactly(full + full.substring(0, 66) + "x".repeat(67) + "end");
    }

    @Test
    void septets_count_and_not_characters_where_the_firmware_shows_what_they_mean() {
        accept("€".repeat(76), "end");

        assertThat(told).extracting(InboundPart::text).containsExactly("€".repeat(76) + "end");
    }

    @Test
    void what_is_held_is_told_when_its_time_is_over_and_joined_with_nothing_after() {
        accept("a".repeat(153));
        assertThat(told).isEmpty();
        assertThat(held).hasSize(1);
        assertThat(held.get(0).patience()).isEqualTo(Duration.ofSeconds(5));
        told.add((InboundPart) held.get(0).tell());
        accept("rest");

        assertThat(told).extracting(InboundPart::text).containsExactly("a".repeat(153), "rest");
    }

    @Test
    void another_message_on_the_span_ends_the_waiting_and_comes_behind_what_was_held() {
        for (InboundPart other : List.of(
                part(1, "+49151", "x", InboundSms.Source.APP_DATA),
                part(1, SENDER, "x".repeat(160), InboundSms.Source.APP_DATA),
                part(1, SENDER, "я", InboundSms.Source.APP_DATA),
                part(1, SENDER, "x", InboundSms.Source.PDU))) {
            told.clear();
            accept("a".repeat(153));
            accept(other);

            assertThat(told).extracting(InboundPart::text).containsExactly("a".repeat(153), other.text());
        }
    }

    @Test
    void spans_are_kept_apart() {
        accept(part(1, SENDER, "a".repeat(153), InboundSms.Source.APP_DATA));
        accept(part(2, SENDER, "b", InboundSms.Source.APP_DATA));
        accept(part(1, SENDER, "c", InboundSms.Source.APP_DATA));

        assertThat(told).extracting(InboundPart::text).containsExactly("b", "a".repeat(153) + "c");
    }

    @Test
    void what_has_a_pdu_or_no_sender_is_told_as_it_is() {
        accept(part(1, SENDER, "a".repeat(153), InboundSms.Source.PDU));
        accept(part(1, "", "b".repeat(153), InboundSms.Source.APP_DATA));

        assertThat(told).hasSize(2);
        assertThat(held).isEmpty();
    }

    @Test
    void what_comes_after_a_loss_of_the_link_is_not_joined_with_what_came_before() {
        accept("a".repeat(153));
        guess.linkLost();
        accept("b");

        assertThat(told).extracting(InboundPart::text).containsExactly("b");
        assertThat(held.get(0).tell()).isNotNull();
    }

    @Test
    void no_message_grows_beyond_what_can_be_numbered() {
        for (int i = 0; i < 1_000; i++) {
            accept("a".repeat(153));
        }
        assertThat(told).hasSize(3).allSatisfy(message -> assertThat(message.total())
                .isEqualTo(255));
    }

    @Test
    void without_the_option_everything_is_told_as_it_comes() {
        JoinedByGuess off = new JoinedByGuess(Duration.ZERO);
        InboundPart part = part(1, SENDER, "a".repeat(153), InboundSms.Source.APP_DATA);

        assertThat(off.accept(part)).containsExactly(part);
    }

    @Test
    void whatever_comes_and_whenever_time_is_over_every_text_is_told_once_and_in_order() {
        Random random = new Random(11);
        int[] lengths = {1, 66, 67, 100, 152, 153, 160};
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String text = String.valueOf((char) ((random.nextInt(4) == 0 ? 'а' : 'a') + random.nextInt(26)))
                    .repeat(lengths[random.nextInt(lengths.length)]);
            sent.append(text);
            accept(part(1, random.nextInt(5) == 0 ? "+49151" : SENDER, text, InboundSms.Source.APP_DATA));
            if (random.nextInt(10) == 0) {
                timeIsOver();
            }
        }
        timeIsOver();

        StringBuilder arrived = new StringBuilder();
        told.forEach(part -> arrived.append(part.text()));
        assertThat(arrived.toString()).isEqualTo(sent.toString());
    }

    private void timeIsOver() {
        for (Later later : held) {
            if (later.tell() instanceof InboundPart part) {
                told.add(part);
            }
        }
        held.clear();
    }

    private void accept(String... texts) {
        for (String text : texts) {
            accept(part(1, SENDER, text, InboundSms.Source.APP_DATA));
        }
    }

    private void accept(InboundPart part) {
        for (Signal signal : guess.accept(part)) {
            if (signal instanceof Later later) {
                held.add(later);
            } else {
                told.add((InboundPart) signal);
            }
        }
    }

    private static InboundPart part(int span, String sender, String text, InboundSms.Source source) {
        return new InboundPart(span, sender, text, null, false, null, 1, 1, source);
    }
}
