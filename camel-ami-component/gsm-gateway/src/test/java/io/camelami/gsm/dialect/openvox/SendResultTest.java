package io.camelami.gsm.dialect.openvox;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.Ami;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines are those of gateways.md §2.3. */
class SendResultTest {
    private static final String TO = "13632919026";

    private final SendResult result = new SendResult(TO, "the private text", "42");

    @ParameterizedTest
    @CsvSource({
        "SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY, SENT, ",
        "ID:42 SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY, SENT, ",
        "SPAN:1 SEND SMS TO PHONE:13632919026 WAS FAILED, FAILED, RETRY_LATER",
        "ID:42 SPAN:1 SEND SMS TO PHONE:13632919026 WAS FAILED, FAILED, RETRY_LATER",
        "SPAN:1 SEND SMS TO PHONE:13632919026 TIMEOUT, UNKNOWN, ",
        "ID:42 SPAN:1 SEND SMS TO PHONE:13632919026 TIMEOUT, UNKNOWN, ",
        "SPAN:1 SEND SMS TO PHONE 13632919026 WAS USING, FAILED, RETRY_NOW",
        "ID:42 SPAN:1 SEND SMS TO PHONE 13632919026 WAS USING, FAILED, RETRY_NOW",
        "ID:42 SPAN:1 SEND SMS TO PHONE 13632919026 ENCODE PDU FAIL, FAILED, RECIPIENT",
        "ID:42 SPAN:1 SEND CONCATENATED SMS TO PHONE:13632919026 SUCCESSFULLY, SENT, ",
        "ID:42 SPAN:1 SEND CONCATENATED SMS TO PHONE 13632919026 WAS USING, FAILED, RETRY_NOW",
    })
    void each_result_line_has_its_outcome(String line, Outcome outcome, FailureClass failure) {
        Verdict verdict = result.ofSync(1, Ami.output(line + "\n"));

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.failure()).isEqualTo(failure);
        assertThat(verdict.reply()).contains("136***26").doesNotContain(TO);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Destination number too short., RECIPIENT",
                "Destination number too long., RECIPIENT",
                "SMS message too short., RECIPIENT",
                "SMS message too long., RECIPIENT",
                "Encode pdu error, RECIPIENT",
                "Only support ASCII on text mode, CONFIGURATION",
                "`Send concatenated SMS can't support text mode, please use pdu mode`, CONFIGURATION",
                "Invalid span '9'.  Should be a number from 1 to 32, CONFIGURATION",
                "No GSM running on span 9, SPAN_BROKEN",
                "No dchannel running on span 9, SPAN_BROKEN",
            })
    void each_refusal_of_the_driver_has_its_class(String line, FailureClass failure) {
        String output =
                line + "\nCommand 'gsm send sync sms 9 \"" + TO + "\" \"the private text\" 58 \"42\"' failed.\n";

        assertThat(result.ofSync(9, Ami.output(output)).failure()).isEqualTo(failure);
        assertThat(result.ofAsync(Ami.output(output)).failure()).isEqualTo(failure);
        assertThat(result.ofSync(9, Ami.output(output)).reply()).isEqualTo(line);
    }

    @Test
    void a_usage_text_and_an_unknown_command_are_faults_of_configuration() {
        Verdict usage = result.ofSync(
                1,
                Ami.output("Usage: gsm send sync sms <span> <destination> <message> <timeout>"
                        + " [id] \n       Send SMS on a given GSM span\n"));
        Verdict unknown = result.ofSync(
                1,
                Ami.output("No such command 'gsm send sync sms 1 " + TO
                        + "' (type 'core show help gsm send' for other possible commands)\n"));

        assertThat(usage.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(usage.detail()).contains("flashArgument");
        assertThat(unknown.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(unknown.reply()).isEqualTo("No such command");
    }

    @Test
    void a_user_without_the_right_to_send_is_a_fault_of_configuration() {
        Verdict verdict = result.ofSync(1, Ami.response("Response: Error", "Message: Permission denied"));

        assertThat(verdict.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(verdict.reply()).isEqualTo("Permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SPAN:2 SEND SMS TO PHONE:13632919026 SUCCESSFULLY\n",
                "SPAN:1 SEND SMS TO PHONE:13632919027 SUCCESSFULLY\n",
                "ID:43 SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY\n",
                "it was sent SUCCESSFULLY\n",
                "Command 'gsm send sync sms 1 13632919026 SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY' failed.\n",
                "SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY or not\n",
            })
    void whatever_is_not_our_own_result_line_is_unknown_and_never_sent(String output) {
        assertThat(result.ofSync(1, Ami.output(output)).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void silence_accepts_an_asynchronous_message_and_an_unknown_failure_does_not() {
        assertThat(result.ofAsync(Ami.output("")).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.ofAsync(Ami.response("Response: Success", "Message: Command output follows", "Output: "))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(result.ofAsync(Ami.output("Strange words\nCommand 'gsm send sms' failed.\n"))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void an_answer_with_output_headers_is_read_as_well() {
        assertThat(result.ofSync(
                                1,
                                Ami.response(
                                        "Response: Success",
                                        "Message: Command output follows",
                                        "Output: ID:42 SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY"))
                        .outcome())
                .isEqualTo(Outcome.SENT);
    }

    @Test
    void what_is_handed_on_never_holds_the_number_or_the_text() {
        assertThat(result.ofSync(1, Ami.output("strange: to 13632919026\n")).reply())
                .isEqualTo("strange: to 136***26");
        assertThat(result.ofSync(1, Ami.output("strange: the \\\"private\\\" text\n"))
                        .reply())
                .isEqualTo("(a line that repeats the text)");
    }
}
