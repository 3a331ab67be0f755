package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an OpenVox gateway writes, byte for byte. */
class OpenVoxWireTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2013, 8, 20, 15, 17, 45);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2013-08-20T07:17:45Z"), ZoneId.of("Asia/Shanghai"));

    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void a_login_is_followed_by_fully_booted_without_uptime() throws IOException {
        start();
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: Login\nActionID: 1\nUsername: ami\nSecret: secret\n\n");
            client.expect("Response: Success\nActionID: 1\nMessage: Authentication accepted\n\n"
                    + "Event: FullyBooted\nPrivilege: system,all\nStatus: Fully Booted\n\n");
        }
    }

    @Test
    void a_synchronous_send_tells_its_result_in_the_reply() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 13632919026 \"hello \\\"world\\\"\" 20");
            client.expectRaw("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n"
                    + "SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY\n--END COMMAND--\r\n\r\n");
            client.command("gsm send sync sms 1 13632919026 hi 20 42");
            client.expectRaw("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n"
                    + "ID:42 SPAN:1 SEND SMS TO PHONE:13632919026 SUCCESSFULLY\n--END COMMAND--\r\n\r\n");
        }
        assertThat(simulator.sentSms())
                .containsExactly(
                        new SentSms(1, "13632919026", "hello \"world\"", ""),
                        new SentSms(1, "13632919026", "hi", "42"));
    }

    @Test
    void an_inbound_message_is_a_run_of_extension_sms() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "How are you?", TIME);
            client.expect(
                    """
                    Event: Newchannel
                    Privilege: call,all
                    Channel: EXTRA-SMS/3-1
                    ChannelState: 4
                    ChannelStateDesc: Ring
                    CallerIDNum:\s
                    CallerIDName:\s
                    AccountCode:\s
                    Exten: sms
                    Context: gsm-2
                    Uniqueid: 1376983065.0

                    """
                            + varSet("SMSSRC", "+8613632919026")
                            + varSet("SMSTXT", "How are you?")
                            + varSet(
                                    "SMSPDU",
                                    "07912120550501F0"
                                            + "04"
                                            + "0D91683136929120F6"
                                            + "0000"
                                            + "31800251715423"
                                            + "0CC8F71D14969741F977FD07")
                            + varSet("SMSTIME", "2013/08/20 15:17:45")
                            + varSet("SMSTZ", "GMT+8")
                            + varSet("DIALSTATUS", "SMS_END")
                            + """
                            Event: Newexten
                            Privilege: dialplan,all
                            Channel: EXTRA-SMS/3-1
                            Context: gsm-2
                            Extension: sms
                            Priority: 1
                            Application: System
                            AppData: /usr/bin/process_sms "2" "+8613632919026" "2013/08/20 15:17:45" "How are you?"
                            Uniqueid: 1376983065.0

                            Event: Hangup
                            Privilege: call,all
                            Channel: EXTRA-SMS/3-1
                            Uniqueid: 1376983065.0
                            CallerIDNum: <unknown>
                            CallerIDName: <unknown>
                            ConnectedLineNum: <unknown>
                            ConnectedLineName: <unknown>
                            Cause: 0
                            Cause-txt: Unknown

                            """);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SENT,       SPAN:1 SEND SMS TO PHONE:10086 SUCCESSFULLY",
        "FAILED,     SPAN:1 SEND SMS TO PHONE:10086 WAS FAILED",
        "TIMEOUT,    SPAN:1 SEND SMS TO PHONE:10086 TIMEOUT",
        "BUSY,       SPAN:1 SEND SMS TO PHONE 10086 WAS USING"
    })
    void each_end_of_a_synchronous_send_has_its_line(SendBehaviour behaviour, String line) throws IOException {
        start();
        simulator.nextSend(1, behaviour);
        assertThat(output("gsm send sync sms 1 10086 hi 20")).isEqualTo(line + "\n");
        assertThat(simulator.sentSms())
                .hasSize(behaviour == SendBehaviour.SENT || behaviour == SendBehaviour.TIMEOUT ? 1 : 0);
        assertThat(output("gsm send sync sms 1 10086 hi 20")).endsWith("SUCCESSFULLY\n");
    }

    @Test
    void a_part_of_a_long_message_is_sent_by_a_command_of_its_own() throws IOException {
        start();
        assertThat(output("gsm send sync csms 1 10086 \"part one\" 165 2 1 20 id9"))
                .isEqualTo("ID:id9 SPAN:1 SEND CONCATENATED SMS TO PHONE:10086 SUCCESSFULLY\n");
        assertThat(simulator.sentSms()).containsExactly(new SentSms(1, "10086", "part one", "id9"));
    }

    @Test
    void newer_firmware_has_a_flash_argument_before_the_id() throws IOException {
        start(Quirk.OPENVOX_FLASH_ARGUMENT);
        assertThat(output("gsm send sync sms 1 \"10086\" \"hi\" 20 0 \"id1\""))
                .isEqualTo("ID:id1 SPAN:1 SEND SMS TO PHONE:10086 SUCCESSFULLY\n");
        assertThat(output("gsm send sync csms 1 \"10086\" \"hi\" 1 2 1 20 0 \"id2\""))
                .startsWith("ID:id2 SPAN:1");
        assertThat(output("gsm send sync sms 1 10086 hi 20")).startsWith("Usage: gsm send sync sms");
        output("gsm send sync sms 1 10086 now 20 1");
        assertThat(simulator.sentSms()).extracting(SentSms::flash).containsExactly(false, false, true);
    }

    @Test
    void early_firmware_spells_syncsms_in_one_word() throws IOException {
        start(Quirk.OPENVOX_SYNCSMS_SPELLING);
        assertThat(output("gsm send syncsms 1 10086 hi 20")).isEqualTo("SPAN:1 SEND SMS TO PHONE:10086 SUCCESSFULLY\n");
        assertThat(output("gsm send sync sms 1 10086 hi 20"))
                .isEqualTo(
                        "No such command 'gsm send sync sms 1 10086 hi 20' (type 'core show help gsm send sync sms 1'"
                                + " for other possible commands)\n");
    }

    @Test
    void too_few_arguments_print_the_usage() throws IOException {
        start();
        assertThat(output("gsm send sync sms 1 10086 hi"))
                .isEqualTo("Usage: gsm send sync sms <span> <destination> <message> <timeout> [id] \n"
                        + "       Send SMS on a given GSM span\n");
    }

    @Test
    void refused_arguments_are_named_and_the_command_failed() throws IOException {
        start();
        assertThat(output("gsm send sync sms 99 10086 hi 20"))
                .isEqualTo("Invalid span '99'.  Should be a number from 1 to 32\n"
                        + "Command 'gsm send sync sms 99 10086 hi 20' failed.\n");
        assertThat(output("gsm send sync sms 9 10086 hi 20")).startsWith("No GSM running on span 9\n");
        assertThat(output("gsm send sms 1 \"\" hi")).startsWith("Destination number too short.\n");
        assertThat(output("gsm send sms 1 " + "1".repeat(65) + " hi")).startsWith("Destination number too long.\n");
        assertThat(output("gsm send sms 1 10086 \"\"")).startsWith("SMS message too short.\n");
        assertThat(output("gsm send sms 1 10086 " + "é".repeat(161))).startsWith("SMS message too long.\n");
        assertThat(output("gsm send sms 1 10086 " + "é".repeat(160))).isEmpty();
    }

    @Test
    void a_second_synchronous_send_on_a_busy_span_is_turned_away_and_other_spans_are_free() throws IOException {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofMillis(400))
                .start();
        try (WireClient first = WireClient.loggedIn(simulator);
                WireClient second = WireClient.loggedIn(simulator);
                WireClient third = WireClient.loggedIn(simulator)) {
            first.command("gsm send sync sms 1 10086 one 20");
            first.readUntil("ActionID: 7\r\n");
            third.command("gsm send sync sms 2 10086 three 20");
            second.command("gsm send sync sms 1 10086 two 20");
            assertThat(second.readUntil("--END")).contains("SPAN:1 SEND SMS TO PHONE 10086 WAS USING\n");
            assertThat(first.readUntil("--END")).contains("SPAN:1 SEND SMS TO PHONE:10086 SUCCESSFULLY\n");
            assertThat(third.readUntil("--END")).contains("SPAN:2 SEND SMS TO PHONE:10086 SUCCESSFULLY\n");
        }
    }

    @Test
    void the_head_of_a_reply_comes_before_a_send_ends_and_holds_events_back() throws IOException {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofMillis(300))
                .start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 one 20");
            client.expect("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            simulator.receiveSms(2, "10086", "meanwhile");
            client.expectRaw(
                    "SPAN:1 SEND SMS TO PHONE:10086 SUCCESSFULLY\n--END COMMAND--\r\n\r\nEvent: Newchannel\r\n");
        }
    }

    @Test
    void a_send_longer_than_the_timeout_of_the_client_times_out_and_is_out() throws IOException {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofMinutes(1))
                .start();
        assertThat(output("gsm send sync sms 1 10086 one 0")).isEqualTo("SPAN:1 SEND SMS TO PHONE:10086 TIMEOUT\n");
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void a_lost_link_leaves_no_byte_of_the_reply_but_the_message_is_out() throws IOException {
        start();
        simulator.nextSend(1, SendBehaviour.LOSE_LINK);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hi 20");
            assertThatThrownBy(client::expectEnd).isInstanceOf(SocketException.class);
        }
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void a_silent_send_never_ends_and_frees_the_span() throws IOException {
        start();
        simulator.nextSend(1, SendBehaviour.SILENT);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hi 20");
            client.expect("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            await().until(() -> simulator.sentSms().size() == 1);
            client.socket().setSoTimeout(200);
            assertThatThrownBy(client::expectEnd).isInstanceOf(SocketTimeoutException.class);
        }
        await().until(() -> simulator.connections() == 0);
        assertThat(output("gsm send sync sms 1 10086 hi 20")).endsWith("SUCCESSFULLY\n");
    }

    @Test
    void an_asynchronous_send_is_silent_and_its_result_is_a_run_of_the_dial_plan() throws IOException {
        start();
        simulator.nextSend(2, SendBehaviour.SENT, SendBehaviour.FAILED);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sms 2 10086 hello 20");
            client.expectRaw("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n--END COMMAND--\r\n\r\n");
            String run = client.readUntil("Cause-txt: Unknown\r\n\r\n");
            assertThat(run)
                    .contains("Channel: EXTRA-SMSSEND/3-1\r\n")
                    .contains("Variable: SMS_SEND_TYPE\r\nValue: text\r\n")
                    .contains("Variable: SMS_SEND_SENDER\r\nValue: 10086\r\n")
                    .contains("Variable: SMS_SEND_TXT\r\nValue: hello\r\n")
                    .contains("Variable: SMS_SEND_ID\r\nValue: 20\r\n")
                    .contains("Variable: DIALSTATUS\r\nValue: SMS_SEND_END\r\n")
                    .contains("Event: Newexten\r\n")
                    .contains("Extension: sms_send_ok\r\n");
            client.command("gsm send sms 2 10086 again");
            assertThat(client.readUntil("Cause-txt: Unknown\r\n\r\n")).contains("Extension: sms_send_failed\r\n");
        }
        // The second word after the number is the text, the next the id: unquoted text falls apart.
        assertThat(simulator.sentSms()).containsExactly(new SentSms(2, "10086", "hello", "20"));
    }

    @Test
    void a_pdu_of_the_client_goes_out_as_what_it_says() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send pdu 1 0001000B916407281553F800000AE8329BFD4697D9EC37 p1");
            client.expectRaw("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n--END COMMAND--\r\n\r\n");
            assertThat(client.readUntil("Cause-txt: Unknown\r\n\r\n"))
                    .contains("Variable: SMS_SEND_TYPE\r\nValue: pdu\r\n")
                    .contains("Variable: SMS_SEND_PDU\r\nValue: 0001000B916407281553F800000AE8329BFD4697D9EC37\r\n")
                    .contains("Variable: SMS_SEND_ID\r\nValue: p1\r\n")
                    .contains("Extension: sms_send_ok\r\n");
            client.command("gsm send pdu 1 00FF");
            assertThat(client.readUntil("Cause-txt: Unknown\r\n\r\n")).contains("Extension: sms_send_failed\r\n");
        }
        assertThat(simulator.sentSms()).containsExactly(new SentSms(1, "+46708251358", "hellohello", "p1"));
    }

    @Test
    void ussd_is_answered_within_the_command() throws IOException {
        start();
        simulator.ussdReply("Solde: 5 €");
        simulator.nextSend(1, SendBehaviour.SENT, SendBehaviour.FAILED, SendBehaviour.TIMEOUT, SendBehaviour.BUSY);
        assertThat(output("gsm send ussd 1 *100#"))
                .isEqualTo("1:Recive USSD on span 1,responses:0,code:15\nText:Solde: 5 €\n");
        assertThat(output("gsm send ussd 1 \"*100#\" 20")).isEqualTo("0:Send USSD failed on span 1\n");
        assertThat(output("gsm send ussd 1 *100#")).isEqualTo("0:Send USSD timeout on span 1(110)\n");
        assertThat(output("gsm send ussd 1 *100#")).isEqualTo("0:Sending USSD now on span 1\n");
    }

    @Test
    void what_the_network_says_is_kept_for_the_next_codes_step_by_step() throws IOException {
        start();
        simulator.receiveUssd(1, UssdAnswer.menu("1 balance"));
        simulator.receiveUssd(1, UssdAnswer.of("5.00"));
        assertThat(output("gsm send ussd 1 *100#")).contains(",responses:1,").endsWith("Text:1 balance\n");
        assertThat(output("gsm send ussd 2 *100#")).endsWith("Text:Your balance is 5.00\n");
        assertThat(output("gsm send ussd 1 1")).contains(",responses:0,").endsWith("Text:5.00\n");
        assertThat(output("gsm send ussd 1 *100#")).endsWith("Text:Your balance is 5.00\n");
    }

    @Test
    void spans_are_listed_and_shown() throws IOException {
        simulator = GatewaySimulator.builder(Personality.OPENVOX).spans(2).start();
        assertThat(output("gsm show spans"))
                .isEqualTo("GSM span 1: Power on, Provisioned, Up, Active, Standard\n"
                        + "GSM span 2: Power on, Provisioned, Up, Active, Standard\n");
        assertThat(output("gsm show span 2"))
                .startsWith("D-channel: 4\nStatus: Power on, Provisioned, Up, Active, Standard\nType: CPE\n")
                .contains("Network Status: Registered (Home network)\nSignal Quality (0,31): 25\n")
                .endsWith("Last receive AT: \\r\\n+CSQ: 25,0\\r\\n\n");
        assertThat(output("gsm show version")).startsWith("libgsmat version: ");
    }

    @Test
    void quotes_and_backslashes_in_a_text_are_escaped_for_system_and_shell() throws IOException {
        start();
        // The first character is outside the GSM alphabet, so the text is UCS-2 and decoded right.
        assertThat(appDataOf("你 \"x\" \\ `id`"))
                .isEqualTo("/usr/bin/process_sms \"2\" \"+8613632919026\" \"2013/08/20 15:17:45\""
                        + " \"你 \\\\\\\"x\\\\\\\" \\\\\\\\ \\\\\\`id\\\\\\`\"");
    }

    @Test
    void septets_are_taken_for_ascii_as_the_driver_does() throws IOException {
        start();
        assertThat(appDataOf("5$ at home@work")).endsWith("\"5\u0002 at home\"");
    }

    @Test
    void a_newline_is_a_blank_unless_it_is_told_raw() throws IOException {
        start();
        assertThat(appDataOf("one\ntwo")).endsWith("\"one two\"");
        simulator.close();
        start(Quirk.OPENVOX_RAW_NEWLINES);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "one\ntwo", TIME);
            client.readUntil("AppData: ");
            assertThat(client.readUntil("Uniqueid")).contains("\"one\ntwo\"\r\n");
        }
    }

    @Test
    void the_comma_form_and_the_bare_form_are_there_for_other_dial_plans() throws IOException {
        start(Quirk.OPENVOX_COMMA_FORM);
        assertThat(appDataOf("hi")).isEqualTo("process_sms,\"2\",\"+8613632919026\",\"2013/08/20 15:17:45\",\"hi\"");
        simulator.close();
        start(Quirk.OPENVOX_BARE_TEXT_FORM);
        assertThat(appDataOf("hi")).isEqualTo("hi");
    }

    @Test
    void in_text_mode_there_is_no_pdu_and_another_time_format() throws IOException {
        start(Quirk.OPENVOX_TEXT_MODE);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "hi", TIME);
            assertThat(client.readUntil("Event: Hangup"))
                    .contains("Variable: SMSPDU\r\nValue: \r\n")
                    .contains("Variable: SMSTIME\r\nValue: 13/08/20,15:17:45\r\n")
                    .contains("\"13/08/20,15:17:45\" \"hi\"");
        }
    }

    @Test
    void without_var_set_only_the_step_tells_of_the_message() throws IOException {
        start(Quirk.OPENVOX_NO_VARSET);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "hi", TIME);
            assertThat(client.readUntil("Event: Hangup"))
                    .doesNotContain("VarSet")
                    .contains("process_sms");
        }
    }

    @Test
    void each_part_of_a_long_message_is_a_run_of_its_own() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "a".repeat(153) + "b".repeat(10), TIME);
            String first = client.readUntil("Cause-txt: Unknown\r\n\r\n");
            String second = client.readUntil("Cause-txt: Unknown\r\n\r\n");
            assertThat(first)
                    .contains("Channel: EXTRA-SMS/3-1\r\n")
                    .contains("050003010201")
                    .contains("\"" + "a".repeat(153) + "\"\r\n");
            assertThat(second)
                    .contains("Channel: EXTRA-SMS/3-2\r\n")
                    .contains("050003010202")
                    .contains("\"bbbbbbbbbb\"\r\n");
            client.expectNothing();
        }
    }

    @Test
    void a_long_message_can_arrive_in_one_run() throws IOException {
        start(Quirk.OPENVOX_JOINED_PARTS);
        assertThat(appDataOf("a".repeat(200) + "€")).endsWith("\"" + "a".repeat(200) + "€\"");
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "a".repeat(200), TIME);
            assertThat(client.readUntil("Event: Hangup")).contains("Variable: SMSPDU\r\nValue: \r\n");
        }
    }

    @Test
    void without_the_extensions_in_the_dial_plan_nothing_shows() throws IOException {
        start(Quirk.OPENVOX_NO_EXTENSIONS);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "hi", TIME);
            client.command("gsm send sms 2 10086 hello");
            client.expectRaw("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n--END COMMAND--\r\n\r\n");
            await().until(() -> !simulator.sentSms().isEmpty());
            client.expectNothing();
        }
    }

    @Test
    void a_modem_answers_at_commands_in_its_own_line_ends() throws IOException {
        start();
        assertThat(output("gsm send sync at 1 AT+CSQ 500")).isEqualTo("\r\n+CSQ: 25,0\r\n\r\nOK\r\n");
        assertThat(output("gsm send sync at 1 AT+CREG@ 500")).isEqualTo("\r\n+CREG: 0,1\r\n\r\nOK\r\n");
        simulator.close();
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofSeconds(1))
                .start();
        assertThat(output("gsm send sync at 1 AT+CSQ 10")).isEqualTo("TIMEOUT\n");
    }

    @Test
    void a_modem_that_is_switched_off_sends_nothing() throws IOException {
        start();
        assertThat(output("gsm power off 1")).isEqualTo("Power off span 1 sucessed\n");
        assertThat(output("gsm send sync sms 1 10086 hi 5")).isEqualTo("SPAN:1 SEND SMS TO PHONE:10086 WAS FAILED\n");
        assertThat(output("gsm power on 1")).isEqualTo("Power on span 1 sucessed\n");
        assertThat(output("gsm send sync sms 1 10086 hi 5")).endsWith("SUCCESSFULLY\n");
        assertThat(output("gsm power on 9")).isEqualTo("No GSM running on span 9\nCommand 'gsm power on 9' failed.\n");
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @Test
    void how_a_modem_sends_is_set_and_shown() throws IOException {
        start();
        assertThat(output("gsm show send sms mode 1")).isEqualTo("pdu\n");
        assertThat(output("gsm set send sms mode text 1")).isEmpty();
        assertThat(output("gsm show send sms mode 1")).isEqualTo("text\n");
        assertThat(output("gsm show send sms smsc 1")).isEqualTo("Undefined\n");
        assertThat(output("gsm set send sms smsc 1 +12025550100")).isEmpty();
        assertThat(output("gsm show send sms smsc 1")).isEqualTo("+12025550100\n");
        assertThat(output("gsm show send sms coding 1")).isEqualTo("ascii\n");
    }

    @Test
    void a_phone_is_checked_unless_the_span_is_busy() throws IOException {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .sendTime(Duration.ofMinutes(1))
                .start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sync sms 1 10086 hello 60");
            client.readUntil("ActionID: 7\r\n");
            assertThat(output("gsm check phone stat 1 10086 1")).isEqualTo("SPAN:1 USING\n");
        }
        simulator.close();
        start();
        assertThat(output("gsm check phone stat 1 10086 1")).isEqualTo("PHONE:10086 RING\n");
    }

    private String appDataOf(String text) throws IOException {
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", text, TIME);
            client.readUntil("AppData: ");
            String line = client.readUntil("\r\n");
            return utf8(line.substring(0, line.length() - 2));
        }
    }

    /** What a command prints, between the head of the reply and its end marker. */
    private String output(String command) throws IOException {
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command(command);
            client.expect("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            String output = client.readUntil("--END COMMAND--\r\n\r\n");
            return utf8(output.substring(0, output.length() - "--END COMMAND--\r\n\r\n".length()));
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String varSet(String name, String value) {
        return "Event: VarSet\nPrivilege: dialplan,all\nChannel: EXTRA-SMS/3-1\nVariable: " + name + "\nValue: " + value
                + "\nUniqueid: 1376983065.0\n\n";
    }

    private void start(Quirk... quirks) {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .clock(CLOCK)
                .quirk(quirks)
                .start();
    }
}
