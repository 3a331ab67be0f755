package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users of other AMI clients reported, as far as no other test here has it.
 *
 * <p>Elsewhere: events dropped or blocked by a slow listener, and answers behind them ({@link
 * EveryCompleteEventIsToldOnceTest}, {@link AnswersWaitForNoListenerTest}); deaf connections, and reconnects on a reload
 * ({@link AStartedLinkHearsOrIsDownTest}); actions sent twice ({@link EveryActionEndsOnceTest}); entries, threads and names
 * that stay ({@link AnswerMatchingTest}, {@link CloseLeavesNothingTest}, {@link MemoryIsBoundedTest}); delays that are
 * fixed or grow to a day ({@link LinkStateTest}); answers given by order ({@link AnswerMatchingTest}); lists that never end
 * ({@link EventListTest}); output cut, trimmed or not found ({@link AmiDecoderTest}); header injection
 * ({@link AmiEncoderTest}); TLS without a check of the name ({@link TlsTest}).
 */
class FaultsOfOtherClientsTest {

    private final VirtualLink gw = VirtualLink.up();
    private final MemoryGateway.Wire wire = gw.wire();

    @Test
    void an_event_that_nobody_knows_arrives_with_headers_that_nobody_knows() {
        wire.say("Event: DongleNewThing\r\nPrivilege: call,all\r\nX-Vendor_1: a\r\nZ: b\r\n\r\n");

        AmiEvent event = gw.listener.events.get(0);
        assertThat(event.name()).isEqualTo("DongleNewThing");
        assertThat(event.headers())
                .extracting(AmiHeader::name)
                .containsExactly("Event", "Privilege", "X-Vendor_1", "Z");
    }

    @Test
    void a_header_given_twice_has_both_values_in_their_order() {
        wire.say("Event: VarSet\r\nChanVariable: a=1\r\nChanVariable: b=2\r\n\r\n");

        assertThat(gw.listener.events.get(0).all("chanvariable")).containsExactly("a=1", "b=2");
    }

    @Test
    void a_second_event_header_makes_neither_two_events_nor_another() {
        wire.say("Event: UserEvent\r\nUserEvent: Mine\r\nEvent: PeerEntry\r\nEvent: PeerEntry\r\n\r\n");

        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("UserEvent");
    }

    @Test
    void a_character_of_several_bytes_survives_being_cut_between_two_reads() {
        String text = "Grüße 你好 😀";
        byte[] bytes = ("Event: ReceivedSMS\r\nContent: " + text + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            wire.say(Arrays.copyOf(bytes, cut));
            wire.say(Arrays.copyOfRange(bytes, cut, bytes.length));
        }

        assertThat(gw.listener.events).hasSize(bytes.length - 1).allSatisfy(event -> assertThat(event.get("Content"))
                .isEqualTo(text));
    }

    @Test
    void another_charset_holds_in_both_directions() {
        VirtualLink latin = VirtualLink.up(config -> config.charset(StandardCharsets.ISO_8859_1));
        latin.link.send(AmiAction.of("UserEvent").with("Text", "Grüße"), VirtualLink.TIMEOUT);
        latin.wire().say("Event: UserEvent\r\nText: Grüße\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(latin.wire().heardBytes()).contains((byte) 0xfc, (byte) 0xdf).doesNotContain((byte) 0xc3);
        assertThat(latin.listener.events.get(0).get("Text")).isEqualTo("Grüße");
    }

    @Test
    void the_first_byte_that_is_written_is_that_of_an_action_and_no_mark() {
        VirtualLink fresh = new VirtualLink();
        fresh.link.start();
        fresh.wire().accept();
        fresh.wire().say(ScriptedGateway.BANNER);

        assertThat(fresh.wire().heardBytes()).startsWith("Action: ".getBytes(StandardCharsets.US_ASCII));
    }

    /** One that marks the order of its bytes, and in which U+0D0A is a line end. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "IBM037"})
    void a_charset_in_which_a_line_is_no_line_is_refused(String charset) {
        AmiLinkConfig.Builder config = AmiLinkConfig.builder("gw1", "h", 5038, AmiCredentials.of("ami", "secret"));

        assertThatThrownBy(() -> config.charset(Charset.forName(charset)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("charset " + charset);
    }

    @Test
    void two_processes_on_one_gateway_give_no_action_the_same_id() {
        List<String> first = new ArrayList<>();
        for (int process = 0; process < 2_000; process++) {
            try (SystemRuntime runtime = AmiRuntime.system()) {
                AmiLinkConfig config = AmiLinkConfig.builder("gw1", "h", 5038, AmiCredentials.of("ami", "secret"))
                        .build();
                first.add(new ActionIds(config, runtime).eventSession(1));
            }
        }

        assertThat(first).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asterisk Call Manager/12.0.0",
                "Asterisk Call Manager",
                "Grandstream Manager 1.0.0.7",
                "GSM ready",
                ""
            })
    void whatever_the_greeting_says_the_login_is_all_that_is_asked(String greeting) {
        VirtualLink other = new VirtualLink();
        other.link.start();
        other.wire().accept();
        other.wire().say(greeting + "\r\n");
        other.wire().answer("Response: Error", "Message: Invalid/unknown command");
        other.wire().answer("Response: Success", "Message: Authentication accepted");

        assertThat(other.link.status().up()).isTrue();
        assertThat(other.link.status().banner()).isEqualTo(greeting);
        assertThat(other.wire().heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Added interface to queue",
                "Command output follows",
                "Follow me",
                "Queue status complete",
                "Events follow later"
            })
    void an_answer_whose_words_only_sound_like_a_list_is_complete(String words) {
        CompletableFuture<AmiResponse> answer = gw.send("QueueAdd");
        wire.answer("Response: Success", "Message: " + words);

        assertThat(VirtualLink.now(answer).message()).isEqualTo(words);
    }

    @Test
    void a_text_that_speaks_of_command_output_changes_nothing_of_how_the_rest_is_read() {
        wire.say("Event: ReceivedSMS\r\nContent: Response: Follows Command output follows\r\n\r\n"
                + "Event: Next\r\nA: Command output follows\r\n\r\n");

        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("ReceivedSMS", "Next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\n", "\r\n\r\n", "\n\n", "\n\r\n", "\r\n\r\n\r\n\r\n", "\r\n\n\n"})
    void a_message_may_end_in_any_mixture_of_line_ends(String end) {
        wire.say("Event: CoreShowChannelMapComplete\r\nListItems: 0" + end + "Event: Next\r\nReportBlock:" + end);

        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("CoreShowChannelMapComplete", "Next");
        assertThat(gw.listener.events.get(1).get("ReportBlock")).isEmpty();
    }

    @Test
    void an_answer_to_nobody_is_given_to_nobody_and_ends_nothing() {
        CompletableFuture<AmiResponse> waiting = gw.send("A");
        String id = MemoryGateway.Wire.idOf(wire.heard());
        wire.answerTo("somebody-elses", "Response: Success");
        wire.answerTo(id + "0", "Response: Error");

        assertThat(waiting).isNotDone();
        assertThat(gw.link.status().up()).isTrue();
        assertThat(gw.link.counters().unmatched() + gw.link.counters().late()).isEqualTo(2);
        wire.answerTo(id, "Response: Success");
        assertThat(waiting).isCompleted();
    }

    @Test
    void an_event_with_the_id_of_an_action_is_not_its_answer() {
        CompletableFuture<AmiResponse> originate = gw.send("Originate");
        String id = MemoryGateway.Wire.idOf(wire.heard());
        wire.say(
                "Event: OriginateResponse\r\nPrivilege: call,all\r\nActionID: " + id + "\r\nResponse: Failure\r\n\r\n");

        assertThat(originate).isNotDone();
        assertThat(gw.listener.events).extracting(AmiEvent::name).isEqualTo(List.of("OriginateResponse"));
    }
}
