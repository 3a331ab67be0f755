package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.ami.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiDecoderTest {

    private static final AmiLimits SMALL = new AmiLimits(1024, 4096, 128, 8192, 10, 4096);

    private static Decoded decode(String text) {
        return Decoded.stream(List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static AmiResponse command(String text) {
        List<AmiResponse> responses = decode("Banner\r\n" + text).responses();
        assertThat(responses).hasSize(1);
        return responses.get(0);
    }

    @Test
    void the_end_marker_glued_to_the_last_line_ends_the_output() {
        AmiResponse response = command("Response: Follows\r\nPrivilege: SMSCommand\r\n"
                + "Last send AT: AT+CUSD=1,\"*100%23\"\\r\\n--END COMMAND--\r\n\r\n");

        assertThat(response.output()).containsExactly("Last send AT: AT+CUSD=1,\"*100%23\"\\r\\n");
        assertThat(response.actionId()).isNull();
    }

    @Test
    void a_command_without_output_has_no_lines() {
        assertThat(command("Response: Follows\r\nPrivilege: SMSCommand\r\n--END COMMAND--\r\n\r\n")
                        .output())
                .isEmpty();
        assertThat(command("Response: Success\r\nMessage: Command output follows\r\nOutput: \r\n\r\n")
                        .output())
                .isEmpty();
    }

    @Test
    void output_with_empty_lines_colons_and_both_line_ends_is_kept_whole() {
        AmiResponse response = command("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n"
                + "\r\n+CSQ: 21,0\r\n\r\nEvent: Forged\nActionID: 8\n  indented\n\n--END COMMAND--\r\n\r\n");

        assertThat(response.actionId()).isEqualTo("7");
        assertThat(response.output())
                .containsExactly("", "+CSQ: 21,0", "", "Event: Forged", "ActionID: 8", "  indented", "");
    }

    @Test
    void output_that_looks_like_a_head_line_is_output_when_it_ends_unlike_the_head() {
        AmiResponse response =
                command("Response: Follows\r\nPrivilege: Command\r\nActionID: forged\n--END COMMAND--\r\n\r\n");

        assertThat(response.actionId()).isNull();
        assertThat(response.output()).containsExactly("ActionID: forged");
    }

    @Test
    void an_end_marker_inside_the_output_ends_nothing() {
        AmiResponse response = command("Response: Follows\r\nPrivilege: Command\r\n"
                + "text --END COMMAND--\nmore\n--END COMMAND--\n--END COMMAND--\r\n\r\n");

        assertThat(response.output()).containsExactly("text --END COMMAND--", "more", "--END COMMAND--");
    }

    @Test
    void output_headers_inside_an_old_answer_and_lines_inside_a_new_one_are_output() {
        assertThat(command("Response: Follows\r\nOutput: one\r\nOutput:   two\r\nthree\r\n--END COMMAND--\r\n\r\n")
                        .output())
                .containsExactly("one", "  two", "three");
        assertThat(command("Response: Success\r\nMessage: Command output follows\r\nOutput: one\r\ntwo\r\n\r\n")
                        .output())
                .containsExactly("one", "two");
    }

    @Test
    void the_head_of_a_command_proves_nothing() {
        assertThat(decode("Banner\r\nResponse: Follows\r\nPrivilege: Command\r\nActionID: 7\r\nSENDING\n\n")
                        .messages())
                .isEmpty();
    }

    @Test
    void the_sms_end_line_of_a_yeastar_is_no_header() {
        AmiEvent sms = decode("Asterisk Call Manager/1.1\r\nEvent: ReceivedSMS\r\nPrivilege: all,smscommand\r\nID: \r\n"
                        + "Content: a+b\r\n--END SMS EVENT--\r\n\r\n")
                .events()
                .get(0);

        assertThat(sms.headers()).extracting(AmiHeader::name).containsExactly("Event", "Privilege", "ID", "Content");
        assertThat(sms.get("ID")).isEmpty();
        assertThat(sms.extraLines()).containsExactly("--END SMS EVENT--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void lines_may_end_in_crlf_or_lf(String end) {
        String text = String.join(end, "Banner", "Event: A", "X: 1", "", "", "Response: Follows", "ActionID: 3", "out")
                + end + "--END COMMAND--" + end + end + "Event:B" + end + "Y:2" + end + end;
        Decoded decoded = decode(text);

        assertThat(decoded.banner()).isEqualTo("Banner");
        assertThat(decoded.events()).extracting(AmiEvent::name).containsExactly("A", "B");
        assertThat(decoded.events().get(1).get("y")).isEqualTo("2");
        assertThat(decoded.response("3").output()).containsExactly("out");
    }

    @Test
    void one_blank_after_the_colon_is_syntax_and_the_others_are_value() {
        AmiEvent event = Decoded.event("Event: A", "One: x ", "Three:   x", "None:x", "Empty:");

        assertThat(event.get("One")).isEqualTo("x ");
        assertThat(event.get("Three")).isEqualTo("  x");
        assertThat(event.get("None")).isEqualTo("x");
        assertThat(event.get("Empty")).isEmpty();
        assertThat(event.get("Absent")).isNull();
    }

    @Test
    void the_first_header_decides_what_a_message_is() {
        assertThat(Decoded.event("Event: OriginateResponse", "Response: Failure")
                        .name())
                .isEqualTo("OriginateResponse");
        assertThat(Decoded.response("Response: Success", "Event: x").success()).isTrue();
        assertThat(Decoded.event("Uniqueid: 1", "Event: x").name()).isEmpty();
        assertThat(Decoded.event("rest of a text").extraLines()).containsExactly("rest of a text");
    }

    @Test
    void a_greeting_may_be_anything_but_a_message() {
        assertThat(decode("\r\nEvent: A\r\n\r\n").banner()).isEmpty();
        assertThat(decode("GSM Manager v9: ready\r\nEvent: A\r\n\r\n").banner()).isEqualTo("GSM Manager v9: ready");
        assertThat(decode("Event: A\r\n\r\n").events()).hasSize(1);
        assertThat(decode("half a line").banner()).isNull();
    }

    @Test
    void a_value_is_found_by_its_name_whatever_was_asked_for_before() {
        StringBuilder text = new StringBuilder("Banner\r\nEvent: Many\r\n");
        for (int i = 0; i < 50; i++) {
            text.append("Name").append(i).append(": ").append(i).append("\r\n");
        }
        AmiMessage message = decode(text + "\r\n").events().get(0);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 50; i++) {
                assertThat(message.get("Name" + i)).isEqualTo("" + i);
                assertThat(message.get("nAME" + i)).isEqualTo("" + i);
                assertThat(message.get("Other" + i)).isNull();
            }
        }
    }

    @Test
    void unwanted_events_are_skipped_and_counted() {
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, "ReceivedSMS"::equals);
        List<AmiMessage> messages = new ArrayList<>();
        String text = "Banner\r\nEvent: Newexten\r\nA: 1\r\n\r\nEvent: ReceivedSMS\r\nB: 2\r\n\r\n"
                + "Response: Success\r\nActionID: 1\r\n\r\nEvent: Hangup\r\n\r\n";

        Decoded.feed(decoder, text.getBytes(StandardCharsets.UTF_8), messages);

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).get("B")).isEqualTo("2");
        assertThat(decoder.filtered()).isEqualTo(2);
    }

    @Test
    void what_a_message_shows_of_itself_has_no_value_in_it() {
        assertThat(Decoded.event("Event: ReceivedSMS", "Sender: +4915112345678", "Content: 123456"))
                .hasToString("AmiEvent[ReceivedSMS: Event, Sender, Content]");
        assertThat(Decoded.response("Response: Success", "Challenge: 840415273"))
                .hasToString("AmiResponse[Success: Response, Challenge, 0 events]");
    }

    @Test
    void a_line_beyond_the_limit_is_a_protocol_error_after_the_messages_before_it() {
        List<AmiMessage> messages = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(SMALL, StandardCharsets.UTF_8, null);
        String text = "Banner\r\nEvent: A\r\n\r\nEvent: B\r\nX: " + "x".repeat(2000);

        assertThatThrownBy(() -> Decoded.feed(decoder, text.getBytes(StandardCharsets.UTF_8), messages))
                .isInstanceOf(AmiProtocolException.class)
                .hasMessage("Received a line of more than 1024 bytes (limit lineBytes)");
        assertThat(messages).hasSize(1);
        assertThatThrownBy(() -> decoder.decode(messages::add)).isInstanceOf(AmiProtocolException.class);
    }

    @Test
    void a_line_beyond_the_limit_is_one_in_an_event_that_nobody_wants_too_but_many_short_ones_are_none() {
        AmiDecoder decoder = new AmiDecoder(SMALL, StandardCharsets.UTF_8, name -> false);
        String text = "Banner\r\nEvent: A\r\n" + "X: y\r\n".repeat(1000) + "\r\nEvent: B\r\n\r\n";
        Decoded.feed(decoder, text.getBytes(StandardCharsets.UTF_8), new ArrayList<>());
        assertThat(decoder.filtered()).isEqualTo(2);

        byte[] tooLong = ("Event: B\r\nX: " + "x".repeat(2000) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Decoded.feed(decoder, tooLong, new ArrayList<>()))
                .isInstanceOf(AmiProtocolException.class)
                .hasMessage("Received a line of more than 1024 bytes (limit lineBytes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "messageBytes", "outputBytes of a body", "outputBytes of headers"})
    void no_message_grows_without_bound(String limit) {
        AmiDecoder decoder = new AmiDecoder(SMALL, StandardCharsets.UTF_8, null);
        String start = limit.endsWith("body") ? "Response: Follows\r\n" : "Response: Success\r\n";
        String line =
                switch (limit) {
                    case "headers" -> "A: b\r\n";
                    case "messageBytes" -> "A: " + "b".repeat(900) + "\r\n";
                    case "outputBytes of a body" -> "raw output\n";
                    default -> "Output: more\r\n";
                };
        byte[] bytes = ("Banner\r\n" + start + line.repeat(2000)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Decoded.feed(decoder, bytes, new ArrayList<>()))
                .isInstanceOf(AmiProtocolException.class)
                .hasMessageContaining("limit " + limit.split(" ")[0]);
    }

    @Test
    void output_in_headers_has_a_limit_of_its_own_however_often_the_same_command_is_answered() {
        AmiDecoder decoder = new AmiDecoder(SMALL, StandardCharsets.UTF_8, null);
        List<AmiMessage> messages = new ArrayList<>();
        String answer = "Response: Success\r\nMessage: Command output follows\r\n"
                + ("Output: " + "x".repeat(100) + "\r\n").repeat(60) + "Note: " + "y".repeat(100) + "\r\n\r\n";

        Decoded.feed(decoder, ("Banner\r\n" + answer.repeat(3)).getBytes(StandardCharsets.UTF_8), messages);

        assertThat(messages).hasSize(3).allSatisfy(message -> assertThat(message.get("Note"))
                .hasSize(100));
    }

    @Test
    void a_flood_of_unwanted_or_nameless_lines_takes_no_memory() {
        AmiDecoder decoder = new AmiDecoder(SMALL, StandardCharsets.UTF_8, name -> false);
        Decoded.feed(decoder, "Banner\r\nEvent: Endless\r\n".getBytes(StandardCharsets.UTF_8), new ArrayList<>());
        byte[] lines = "Header: value\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 1000; i++) {
            Decoded.feed(decoder, lines, new ArrayList<>());
        }

        assertThat(decoder.input().capacity()).isLessThanOrEqualTo(128 << 10);
    }

    @Test
    void the_buffer_grows_for_a_long_message_and_is_given_back() {
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        List<AmiMessage> messages = new ArrayList<>();
        int small = decoder.input().capacity();
        String text = "Banner\r\nEvent: Long\r\nMessageLine0: " + "x".repeat(200_000) + "\r\n\r\n";

        Decoded.feed(decoder, text.getBytes(StandardCharsets.UTF_8), messages);

        assertThat(messages.get(0).get("MessageLine0")).hasSize(200_000);
        assertThat(small).isEqualTo(1 << 9);
        assertThat(decoder.input().capacity()).isLessThanOrEqualTo(128 << 10);
    }
}
