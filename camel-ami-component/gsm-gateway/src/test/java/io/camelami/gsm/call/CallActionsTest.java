package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiHeader;
import io.camelami.gsm.call.CallActionResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallActionsTest {

    @Test
    void an_originate_is_always_asynchronous_and_names_its_channel() {
        AmiAction action = CallActions.originate(
                OriginateRequest.toExtension("Dongle/d0/+491", "default", "600")
                        .withTimeout(Duration.ofSeconds(15))
                        .withCallerId("\"Office\" <100>")
                        .withAccount("a1")
                        .withEarlyMedia(true),
                "id-1");

        assertThat(lines(action))
                .isEqualTo(
                        "Originate|ActionID: id-1|Channel: Dongle/d0/+491|ChannelId: id-1|Async: true|Context: default"
                                + "|Exten: 600|Priority: 1|Timeout: 15000|CallerID: \"Office\" <100>|Account: a1|EarlyMedia: true");
    }

    @Test
    void an_application_takes_the_place_of_an_extension() {
        AmiAction action =
                CallActions.originate(OriginateRequest.toApplication("SIP/1000", "Playback", "hello"), "id-1");

        assertThat(lines(action))
                .isEqualTo(
                        "Originate|ActionID: id-1|Channel: SIP/1000|ChannelId: id-1|Async: true|Application: Playback"
                                + "|Data: hello");
    }

    @Test
    void the_value_of_a_variable_cannot_become_another_variable() {
        AmiAction action = CallActions.originate(
                OriginateRequest.toApplication("SIP/1000", "Wait", "1").withVariables(Map.of("TEXT", "a,B=1\"\\,C=2")),
                "id-1");

        assertThat(action.get("Variable")).isEqualTo("TEXT=\"a,B=1\\\"\\\\,C=2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=1,B", "A B", "", "A,B", "A\nB", "SHELL(rm -rf)", "___A", "A(\"x\")", "${A}"})
    void a_variable_with_an_odd_name_is_refused(String name) {
        OriginateRequest request = OriginateRequest.toApplication("SIP/1000", "Wait", "1");

        assertThatIllegalArgumentException().isThrownBy(() -> request.withVariables(Map.of(name, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "_A", "__A_1", "CDR(userfield)", "CHANNEL(language)"})
    void a_plain_name_or_function_is_taken(String name) {
        OriginateRequest request =
                OriginateRequest.toApplication("SIP/1000", "Wait", "1").withVariables(Map.of(name, "x"));

        assertThat(CallActions.originate(request, "i").get("Variable")).isEqualTo(name + "=\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "", " ", "/x", "SIP/"})
    void an_originate_needs_a_channel_to_dial(String channel) {
        assertThatIllegalArgumentException().isThrownBy(() -> OriginateRequest.toApplication(channel, "Wait", "1"));
    }

    @Test
    void both_legs_can_be_redirected_to_one_place_or_to_two() {
        RedirectRequest request = RedirectRequest.of("SIP/a-1", "default", "600");

        assertThat(lines(CallActions.redirect(request)))
                .isEqualTo("Redirect|Channel: SIP/a-1|Context: default|Exten: 600|Priority: 1");
        assertThat(lines(CallActions.redirect(request.withExtraChannel("SIP/b-2"))))
                .endsWith("|ExtraChannel: SIP/b-2");
        assertThat(lines(CallActions.redirect(request.withExtraChannel("SIP/b-2", "other", "601", "2"))))
                .endsWith("|ExtraChannel: SIP/b-2|ExtraContext: other|ExtraExten: 601|ExtraPriority: 2");
    }

    @Test
    void a_hangup_takes_a_channel_or_a_pattern_and_a_cause() {
        assertThat(lines(CallActions.hangup(HangupRequest.of("SIP/a-1").withCause(17))))
                .isEqualTo("Hangup|Channel: SIP/a-1|Cause: 17");
        assertThat(lines(CallActions.hangup(HangupRequest.matching("^Local/")))).isEqualTo("Hangup|Channel: /^Local//");
    }

    /** Otherwise a header {@code /.*}{@code /} from somewhere would hang up every call. */
    @Test
    void a_channel_name_cannot_become_a_pattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> HangupRequest.of("/.*/"));
        assertThatIllegalArgumentException().isThrownBy(() -> RedirectRequest.of("/.*/", "default", "600"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 128})
    void a_cause_out_of_range_is_refused(int cause) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HangupRequest.of("SIP/a-1").withCause(cause));
    }

    @Test
    void park_bridge_transfer_keys_and_mute_are_one_action_each() {
        assertThat(lines(CallActions.control(
                        new CallControl.Park("SIP/a-1", "SIP/b-2", Duration.ofSeconds(60), "default"))))
                .isEqualTo("Park|Channel: SIP/a-1|Channel2: SIP/b-2|Timeout: 60000|Parkinglot: default");
        assertThat(lines(CallActions.control(new CallControl.Bridge("SIP/a-1", "SIP/b-2", true))))
                .isEqualTo("Bridge|Channel1: SIP/a-1|Channel2: SIP/b-2|Tone: yes");
        assertThat(lines(CallActions.control(new CallControl.AttendedTransfer("SIP/a-1", "default", "1002"))))
                .isEqualTo("Atxfer|Channel: SIP/a-1|Context: default|Exten: 1002|Priority: 1");
        assertThat(lines(CallActions.control(new CallControl.Dtmf("SIP/a-1", '#'))))
                .isEqualTo("PlayDTMF|Channel: SIP/a-1|Digit: #");
        assertThat(lines(CallActions.control(new CallControl.Mute("SIP/a-1", CallControl.Mute.Direction.IN, true))))
                .isEqualTo("MuteAudio|Channel: SIP/a-1|Direction: in|State: on");
    }

    /** The texts of 1.8 to 22, from the recordings and gateways.md §1.9. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Success | Redirect successful | DONE",
                "Success | Dual Redirect successful | DONE",
                "Success | Channel Hungup | DONE",
                "Success | Launched bridge thread with success | DONE",
                "Error | Secondary redirect failed | PARTLY",
                "Error | Channel does not exist: SIP/491511234567-1 | NO_SUCH_CHANNEL",
                "Error | ExtraChannel does not exist: none | NO_SUCH_CHANNEL",
                "Error | Channel1 does not exists: none | NO_SUCH_CHANNEL",
                "Error | No such channel | NO_SUCH_CHANNEL",
                "Error | Redirect failed, channel not up. | NOT_UP",
                "Error | Redirect failed, extra channel not up. | NOT_UP",
                "Error | Redirect failed | FAILED",
                "Error | Park failure | FAILED",
                "Error | Channel2 not specified | FAILED",
                "Error | Permission denied | FORBIDDEN",
                "Error | No attended transfer feature code found | NOT_SUPPORTED",
                "Error | Invalid/unknown command: MuteAudio. Use Action: ListCommands to show available commands. | NOT_SUPPORTED",
            })
    void the_server_s_words_become_an_outcome(String status, String message, Outcome outcome) {
        CallActionResult result = CallActionResult.of(
                OriginateAttemptTest.response("Response: " + status + "\nMessage: " + message + "\n"),
                1,
                Instant.EPOCH);

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.toString()).doesNotContain("49151");
    }

    @Test
    void a_cause_code_has_the_server_s_words() {
        assertThat(HangupCause.of(17).text()).isEqualTo("User busy");
        assertThat(HangupCause.of(0)).isSameAs(HangupCause.UNKNOWN);
        assertThat(HangupCause.of(126)).isSameAs(HangupCause.UNKNOWN);
    }

    private static String lines(AmiAction action) {
        StringBuilder lines = new StringBuilder(action.name());
        for (AmiHeader header : action.headers()) {
            lines.append('|').append(header.name()).append(": ").append(header.value());
        }
        return lines.toString();
    }
}
