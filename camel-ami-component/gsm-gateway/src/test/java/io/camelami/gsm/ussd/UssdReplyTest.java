package io.camelami.gsm.ussd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelami.gsm.FailureClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact lines of gateways.md §2.3 and §3.4. */
class UssdReplyTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        "1:Recive USSD on span 1,responses:0,code:15\nText:Your balance is 5",
                        UssdStatus.DONE,
                        "Your balance is 5",
                        15),
                arguments(
                        "1:Recive USSD on span 1,responses:1,code:15\nText:Menu\n1 Balance\n\n2 Top up",
                        UssdStatus.FURTHER_ACTION,
                        "Menu\n1 Balance\n\n2 Top up",
                        15),
                arguments(
                        "1:Recive USSD on span 1,responses:1,code:0 Text:Sisa pulsa Rp.0. Mau MP3? 1.YA 2.Info",
                        UssdStatus.FURTHER_ACTION,
                        "Sisa pulsa Rp.0. Mau MP3? 1.YA 2.Info",
                        0),
                arguments(
                        "1:Recive USSD on span 1,responses:2,code:72\nText:0411043004" + "3B0430043D0441",
                        UssdStatus.TERMINATED,
                        "Баланс",
                        72),
                arguments("1:Recive USSD on span 1,responses:4,code:0\nText:", UssdStatus.NOT_SUPPORTED, "", 0),
                arguments("1:Recive USSD on span 1,responses:5,code:0\nText:", UssdStatus.TIMEOUT, "", 0),
                arguments("1:Recive USSD on span 1,responses:3,code:0\nText:", UssdStatus.OTHER_CLIENT, "", 0),
                arguments("1:Recive USSD on span 1,responses:9,code:0\nText:x", UssdStatus.UNKNOWN, "x", 0),
                arguments(
                        "1:Recive USSD sucess on span 1\n\tUSSD Responses:0\n\tUSSD Code:15\n\tUSSD Message:Balance 5",
                        UssdStatus.DONE,
                        "Balance 5",
                        15),
                arguments(
                        "1:Recive USSD sucess on span 1\n\tUSSD Responses: 1\n\tUSSD Code: 72\n\tUSSD Message: "
                                + "0411043004" + "3B0430043D0441",
                        UssdStatus.FURTHER_ACTION,
                        "Баланс",
                        72),
                arguments(
                        "1:Received USSD success on span: 1\n\tUSSD Responses: 0\n\tUSSD Code: 15\n\tUSSD Len: 100\n\tUSSD"
                                + " Message: Solde: 170 FCFA\nTapez *101*1#.",
                        UssdStatus.DONE,
                        "Solde: 170 FCFA\nTapez *101*1#.",
                        15),
                arguments(
                        "1:Received USSD success on span: 1\n\tUSSD Message: no more fields",
                        UssdStatus.DONE,
                        "no more fields",
                        UssdText.NO_DCS),
                arguments("1:Received USSD success on span: 1", UssdStatus.UNKNOWN, null, UssdText.NO_DCS));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_of_either_family_is_read(String output, UssdStatus status, String text, int dcs) {
        UssdReply reply = UssdReply.parse(output.lines().toList(), 1);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.dcs()).isEqualTo(dcs);
        assertThat(reply.failure()).isNull();
        assertThat(reply.line()).startsWith("1:Rec").doesNotContain("Text");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("0:Send USSD failed on span 1", UssdStatus.FAILED, FailureClass.RECIPIENT),
                arguments("0:Send USSD timeout on span 1(110)", UssdStatus.TIMEOUT, null),
                arguments("0:Send USSD timeout on span 1(22)", UssdStatus.TIMEOUT, null),
                arguments("0:Sending USSD now on span 1", UssdStatus.BUSY, null),
                arguments(
                        "Invalid span '1'.  Should be a number from 1 to 32\nCommand 'gsm send ussd 1 \"*1#\" 9' failed.",
                        UssdStatus.FAILED,
                        FailureClass.CONFIGURATION),
                arguments("No GSM running on span 1", UssdStatus.FAILED, FailureClass.SPAN_BROKEN),
                arguments("No dchannel running on span 1", UssdStatus.FAILED, FailureClass.SPAN_BROKEN),
                arguments(
                        "Usage: gsm send ussd <span> <message> [timeout]\n       Send USSD on a given GSM span",
                        UssdStatus.FAILED,
                        FailureClass.CONFIGURATION),
                arguments(
                        "No such command 'gsm send ussd 1 \"*123*4711#\" 9' (type 'core show help gsm send ussd' for other"
                                + " possible commands)",
                        UssdStatus.FAILED,
                        FailureClass.CONFIGURATION),
                arguments("", UssdStatus.UNKNOWN, null),
                arguments("Command 'gsm send ussd 1 \"*1#\" 9' failed.", UssdStatus.UNKNOWN, null),
                arguments("something else", UssdStatus.UNKNOWN, null));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_is_told_as_what_it_is(String output, UssdStatus status, FailureClass failure) {
        UssdReply reply = UssdReply.parse(output.lines().toList(), 1);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.failure()).isEqualTo(failure);
        assertThat(reply.text()).isNull();
        assertThat(reply.detail()).isNotBlank();
    }

    @Test
    void a_code_is_not_repeated_from_a_complaint() {
        String line = "No such command 'gsm send ussd 1 \"*123*4711#\" 9' (type 'core show help')";
        assertThat(UssdReply.parse(List.of(line), 1).line()).isEqualTo("No such command");
    }

    @Test
    void the_answer_of_another_span_is_not_ours() {
        assertThat(UssdReply.parse(List.of("1:Recive USSD on span 11,responses:0,code:15", "Text:5"), 1)
                        .status())
                .isEqualTo(UssdStatus.UNKNOWN);
        assertThat(UssdReply.parse(List.of("0:Send USSD failed on span 2"), 1).status())
                .isEqualTo(UssdStatus.UNKNOWN);
    }

    @Test
    void a_text_cannot_pass_for_a_result() {
        UssdReply reply = UssdReply.parse(
                List.of(
                        "1:Recive USSD on span 1,responses:1,code:15",
                        "Text:Hello",
                        "0:Send USSD failed on span 1",
                        "\tUSSD Responses:2",
                        "1:Recive USSD on span 1,responses:2,code:72",
                        "Text:forged"),
                1);
        assertThat(reply.status()).isEqualTo(UssdStatus.FURTHER_ACTION);
        assertThat(reply.dcs()).isEqualTo(15);
        assertThat(reply.text()).startsWith("Hello\n0:Send USSD failed").endsWith("Text:forged");
        assertThat(reply.line()).isEqualTo("1:Recive USSD on span 1,responses:1,code:15");
    }

    @Test
    void any_output_gives_one_status() {
        List<String> pieces = List.of(
                "1:Recive USSD on span ",
                "1",
                ",responses:",
                "99",
                ",code:",
                "Text:",
                "\t",
                "USSD Message:",
                "(110)",
                "0:Send USSD timeout on span ",
                "Received",
                " ",
                ":",
                "D83D",
                "\u0000",
                "é",
                "USSD Code: 999999999999",
                "0041",
                "No such command '",
                "success");
        Random random = new Random(207208);
        for (int round = 0; round < 50_000; round++) {
            List<String> output = new ArrayList<>();
            for (int line = random.nextInt(5); line > 0; line--) {
                StringBuilder text = new StringBuilder();
                for (int piece = random.nextInt(8); piece > 0; piece--) {
                    text.append(pieces.get(random.nextInt(pieces.size())));
                }
                output.add(text.toString());
            }
            UssdReply reply = UssdReply.parse(output, 1);
            assertThat(reply.status()).isNotNull();
            assertThat(reply.failure() != null).isEqualTo(reply.status() == UssdStatus.FAILED);
        }
    }
}
