package io.camelami.gsm.dialect.openvox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessSmsTest {

    static Stream<Arguments> forms() {
        return Stream.of(
                // A System step: blanks between quoted fields (gateways.md §2.4).
                form("/usr/bin/process_sms \"2\" \"+8613632919026\" \"2013/08/20 15:17:45\" \"text\"", 2, "text"),
                form("process_sms \"2\" \"+8613632919026\" \"2013/08/20 15:17:45\" \"\"", 2, ""),
                // Commas, as in captures of a dialplan that does the same with NoOp.
                form("process_sms,\"2\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"hello world\"", 2, "hello world"),
                form("process_sms, \"12\", \"+8613632919026\", \"2013-08-20 15:17:45\", \"a\"", 12, "a"),
                form("process_sms,2,+8613632919026,2013/08/20 15:17:45,bare, with comma", 2, "bare, with comma"),
                form("process_sms,2,+8613632919026,13/08/20,15:17:45,modem time", 2, "modem time"),
                // The text may contain what looks like fields, commands or quotes: it reaches to the last quote.
                form(
                        "process_sms,\"2\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"a\",\"3\",\"x\" b\"",
                        2,
                        "a\",\"3\",\"x\" b"),
                form(
                        "process_sms,\"2\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"process_sms,\"9\",\"1\",\"t\",\"f\"\"",
                        2,
                        "process_sms,\"9\",\"1\",\"t\",\"f\""),
                // Cut by a line end within the text: there is no last quote.
                form("process_sms,\"2\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"one", 2, "one"));
    }

    private static Arguments form(String appData, int span, String text) {
        return Arguments.of(appData, span, text);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void every_form_of_the_call_gives_span_sender_and_text(String appData, int span, String text) {
        ProcessSms sms = ProcessSms.parse(appData, false);

        assertThat(sms.span()).isEqualTo(span);
        assertThat(sms.sender()).isEqualTo("+8613632919026");
        assertThat(sms.time()).contains("15:17:45");
        assertThat(sms.text()).isEqualTo(text);
    }

    @Test
    void a_sender_may_be_a_name() {
        assertThat(ProcessSms.parse("process_sms \"1\" \"My Bank\" \"2013/08/20 15:17:45\" \"x\"", true)
                        .sender())
                .isEqualTo("My Bank");
    }

    @Test
    void what_the_driver_escaped_is_undone_where_the_driver_wrote_it() {
        String appData =
                "process_sms \"1\" \"+1\" \"2013/08/20 15:17:45\" \"say \\\\\\\"hi\\\\\\\" and \\\\\\`x\\\\\\` \\\\\\\\ end\"";

        assertThat(ProcessSms.parse(appData, true).text()).isEqualTo("say \"hi\" and `x` \\ end");
        assertThat(ProcessSms.parse("process_sms,\"1\",\"+1\",\"t\",\"a \\\\\\\" b\"", false)
                        .text())
                .isEqualTo("a \\\\\\\" b");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"", "(Outgoing Line)", "process_sms", "process_sms,\"x\",\"+1\",\"t\",\"text\"", "Hangup()"})
    void another_step_is_no_message(String appData) {
        assertThat(ProcessSms.parse(appData, true)).isNull();
    }
}
