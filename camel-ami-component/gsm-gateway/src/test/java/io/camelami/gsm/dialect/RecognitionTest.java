package io.camelami.gsm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Ami;
import io.camelami.gsm.Captures;
import io.camelami.gsm.dialect.Recognition.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is concluded from which answers. */
class RecognitionTest {
    private static final String VERSION = "gsm show version";
    private static final String SPANS = "gsm show spans";
    private static final AmiResponse NO_SUCH_COMMAND = Ami.output("No such command\n");
    private static final AmiResponse DENIED = Ami.response("Response: Error", "Message: Permission denied");

    private final Map<String, AmiResponse> answers = new HashMap<>(Map.of(
            "core waitfullybooted",
            Ami.output("Asterisk has fully booted.\n"),
            "ListCommands",
            actions("Ping: Keepalive command. (Priv: <none>)"),
            VERSION,
            NO_SUCH_COMMAND,
            SPANS,
            NO_SUCH_COMMAND));

    private final List<String> asked = new ArrayList<>();

    private static AmiResponse actions(String... lines) {
        List<String> all = new ArrayList<>(List.of("Response: Success", "ActionID: 1"));
        all.addAll(List.of(lines));
        return Ami.response(all.toArray(String[]::new));
    }

    private Finding find() {
        return new Recognition(List.of())
                .begin(action -> {
                    String question = action.get("Command") != null ? action.get("Command") : action.name();
                    asked.add(question);
                    AmiResponse answer = answers.get(question);
                    return answer != null
                            ? CompletableFuture.completedFuture(answer)
                            : CompletableFuture.failedFuture(
                                    new AmiNoAnswerException(AmiNoAnswerException.Reason.TIMEOUT, "no answer"));
                })
                .join();
    }

    private void finds(String dialect, String evidence) {
        Finding finding = find();
        assertThat(finding.dialect()).as(finding.why()).isNotNull();
        assertThat(finding.dialect().name()).isEqualTo(dialect);
        assertThat(finding.why()).contains(evidence);
    }

    private void cannotTell(String why) {
        Finding finding = find();
        assertThat(finding.dialect()).isNull();
        assertThat(finding.why()).contains(why);
    }

    @Test
    void four_questions_are_asked_and_none_of_them_changes_anything() {
        find();

        assertThat(asked).containsExactly("core waitfullybooted", "ListCommands", VERSION, SPANS);
    }

    @Test
    void the_action_smscommand_in_any_case_shows_a_yeastar_tg() {
        answers.put("ListCommands", actions("SMSCommand: (Priv: smscommand,all)"));
        finds("yeastar-tg", "smscommand");
    }

    /** Its commands are of the same origin as those of an OpenVox. */
    @Test
    void a_yeastar_tg_that_runs_commands_as_well_is_no_openvox() {
        answers.put("ListCommands", actions("SMSCommand: (Priv: smscommand,all)", "Command: (Priv: command,all)"));
        answers.put(SPANS, Ami.output("GSM span 2: Power on, Provisioned, Up, Active,Standard\n"));
        finds("yeastar-tg", "smscommand");
    }

    @Test
    void a_yeastar_tg_that_answers_nothing_but_its_list_of_actions_is_recognized() {
        answers.clear();
        answers.put("ListCommands", actions("SMSCommand: (Priv: smscommand,all)"));
        finds("yeastar-tg", "smscommand");
    }

    @Test
    void actions_of_a_driver_show_that_driver() {
        answers.put("ListCommands", actions("DongleShowDevices: List Dongle devices (Priv: system,reporting,all)"));
        finds("chan-dongle", "Dongle");
        answers.put("ListCommands", actions("QuectelSendSMS: Send a SMS message. (Priv: call,all)"));
        finds("chan-quectel", "Quectel");
    }

    @Test
    void the_version_of_its_library_shows_an_openvox() {
        answers.put(VERSION, Ami.output("libgsmat version: 2.0.8\n"));
        finds("openvox", "libgsmat");
    }

    @Test
    void an_openvox_that_has_no_command_for_its_version_is_shown_by_its_spans() {
        answers.put(SPANS, Ami.output("GSM span1: Provisioned, Up, Active\n"));
        finds("openvox", "gsm show spans");
    }

    @Test
    void a_server_that_shows_no_driver_is_a_plain_asterisk() {
        finds("asterisk", "no");
    }

    /** As on a server whose administrator has given the command another meaning. */
    @Test
    void output_of_another_kind_and_words_about_a_driver_are_no_evidence() {
        answers.put(
                "ListCommands",
                actions(
                        "Ping: as DongleSendSMS: or SMSCommand: do (Priv: <none>)",
                        "X: DongleShowDevices (Priv: all)"));
        answers.put(SPANS, Ami.output("Type  Description\nPJSIP  a GSM span 1: of others\n"));
        answers.put(VERSION, Ami.output("No libgsmat version: here\n"));
        finds("asterisk", "no");
    }

    @Test
    void two_drivers_at_once_are_not_decided_between() {
        answers.put("ListCommands", actions("DongleSendSMS: a (Priv: call)", "QuectelSendSMS: b (Priv: call)"));
        cannotTell("contradicts itself");
        assertThat(find().why()).contains("chan-dongle").contains("chan-quectel");
    }

    @Test
    void a_driver_beside_an_openvox_is_not_decided_between() {
        answers.put("ListCommands", actions("DongleSendSMS: a (Priv: call)"));
        answers.put(VERSION, Ami.output("libgsmat version: 2.0.8\n"));
        cannotTell("contradicts itself");
        assertThat(find().why()).contains("chan-dongle").contains("openvox");
    }

    @Test
    void a_user_who_may_run_no_commands_cannot_tell_an_openvox_from_a_plain_asterisk() {
        answers.put("core waitfullybooted", DENIED);
        answers.put(VERSION, DENIED);
        answers.put(SPANS, DENIED);
        cannotTell("right (write) command");
    }

    @Test
    void a_user_who_may_run_no_commands_can_tell_a_driver_by_its_actions() {
        answers.put("ListCommands", actions("DongleSendSMS: a (Priv: call)"));
        answers.put(VERSION, DENIED);
        answers.put(SPANS, DENIED);
        finds("chan-dongle", "Dongle");
    }

    @Test
    void without_a_list_of_actions_nothing_is_concluded_from_what_is_missing() {
        answers.put("ListCommands", DENIED);
        cannotTell("ListCommands");
        answers.remove("ListCommands");
        cannotTell("ListCommands");
    }

    @Test
    void a_server_that_is_still_loading_its_drivers_is_not_taken_for_a_plain_asterisk() {
        answers.remove("core waitfullybooted");
        cannotTell("may not be loaded yet");
    }

    @Test
    void no_finding_repeats_what_the_server_said() {
        answers.put("ListCommands", actions("DongleSecret: hidden (Priv: call)", "QuectelSecret: hidden (Priv: call)"));
        answers.put(VERSION, Ami.output("libgsmat version: hidden\n"));

        assertThat(find().why()).doesNotContain("ecret").doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.32.3/listcommands, asterisk",
        "13.38.3/listcommands, asterisk",
        "22.10.1/listcommands, asterisk",
        "chan_dongle-bg111-1.8.32.3/listcommands, chan-dongle",
        "chan_dongle-wdoekes-16.28.0/listcommands, chan-dongle",
        "chan_dongle-wdoekes-16.28.0/listcommands_gsm, chan-dongle",
    })
    void what_real_servers_listed_is_told_apart(String capture, String dialect) {
        answers.put("ListCommands", recorded(capture));
        finds(dialect, "its");
    }

    private static AmiResponse recorded(String capture) {
        return Ami.decode(Captures.serverBytes(capture + ".txt")).stream()
                .filter(AmiResponse.class::isInstance)
                .map(AmiResponse.class::cast)
                .filter(answer -> answer.get("ListCommands") != null)
                .findFirst()
                .orElseThrow();
    }
}
