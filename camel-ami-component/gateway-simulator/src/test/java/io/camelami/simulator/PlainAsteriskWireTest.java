package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plain Asterisk writes, as far as the captures that are replayed do not show it. */
class PlainAsteriskWireTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2013, 8, 20, 15, 17, 45);

    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void from_14_on_a_command_answers_with_output_headers_and_says_whether_it_worked() throws IOException {
        start(Personality.ASTERISK);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("core show channels");
            client.readUntil("ActionID: 7\r\nMessage: Command output follows\r\nOutput: Channel ");
            assertThat(client.readUntil("\r\n\r\n"))
                    .endsWith(
                            "\r\nOutput: 0 active channels\r\nOutput: 0 active calls\r\nOutput: 0 calls processed\r\n\r\n");
            client.command("frob nicate");
            client.expect("Response: Error\nActionID: 7\nMessage: Command output follows\n"
                    + "Output: No such command 'frob nicate' (type 'core show help frob nicate' for other possible"
                    + " commands)\n\n");
            client.command("dialplan set global X 1");
            client.expect("Response: Success\nActionID: 7\nMessage: Command output follows\n"
                    + "Output: \nOutput:     -- Global variable 'X' set to '1'\n\n");
        }
    }

    @Test
    void a_login_of_14_on_is_followed_by_fully_booted_with_uptime() throws IOException {
        start(Personality.ASTERISK);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect("Asterisk Call Manager/11.0.0\n");
            client.send("Action: Login\nUsername: ami\nSecret: secret\n\n");
            client.expect("Response: Success\nMessage: Authentication accepted\n\n"
                    + "Event: FullyBooted\nPrivilege: system,all\nUptime: 0\nLastReload: 0\nStatus: Fully Booted\n\n");
        }
    }

    @Test
    void a_call_can_be_changed_while_its_channels_exist() throws IOException {
        start(Personality.ASTERISK);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: Originate\nChannel: Local/1000@default\nApplication: Wait\n\n");
            client.readUntil("Channel: Local/1000@default-");
            String channel = "Local/1000@default-" + client.readUntil(";1\r\n").strip();
            client.readUntil("\r\n\r\n");
            client.send("Action: Redirect\nChannel: " + channel + "\nContext: default\nExten: 1\nPriority: 1\n\n");
            client.expect("Response: Success\nMessage: Redirect successful\n\n");
            client.send("Action: Bridge\nChannel1: " + channel + "\nChannel2: none\n\n");
            client.expect("Response: Error\nMessage: Channel2 does not exist: none\n\n");
            client.send("Action: Park\nChannel: none\n\n");
            client.expect("Response: Error\nMessage: Channel does not exist: none\n\n");
            client.send("Action: MuteAudio\nChannel: " + channel + "\nDirection: in\nState: on\n\n");
            client.expect("Response: Success\n\n");
        }
    }

    @Test
    void message_send_gives_a_message_to_a_modem_and_says_so_in_the_words_of_asterisk() throws IOException {
        start(Personality.ASTERISK);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send(
                    "Action: MessageSend\nActionID: 1\nDestination: mobile:quectel0\nTo: +49151\nBase64Body: w7w=\n\n");
            client.expect("Response: Success\nActionID: 1\nMessage: Message successfully sent\n\n");
            await().until(() -> simulator.sentSms().size() == 1);
            assertThat(simulator.sentSms().get(0).text()).isEqualTo("ü");
            client.send("Action: MessageSend\nActionID: 2\nTo: nonsense\nBody: x\n\n");
            client.expect("Response: Error\nActionID: 2\nMessage: Message technology not found.\n\n");
            client.send("Action: MessageSend\nActionID: 3\nDestination: mobile:quectel99\nTo: +49151\nBody: x\n\n");
            client.expect("Response: Error\nActionID: 3\nMessage: Message failed to send.\n\n");
            client.send("Action: MessageSend\nActionID: 4\nBody: x\n\n");
            client.expect("Response: Error\nActionID: 4\nMessage: No 'To' address specified.\n\n");
        }
    }

    @Test
    void a_message_arrives_as_a_call_to_extension_sms() throws IOException {
        start(Personality.ASTERISK_1_8);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "a \"b\"", TIME);
            String events = client.readUntil("Application: Hangup\r\nAppData: \r\n");
            assertThat(events)
                    .startsWith("Event: VarSet\r\nPrivilege: dialplan,all\r\nChannel: Local/sms@gsm-2-00000001;1\r\n"
                            + "Variable: SMS_TEXT\r\nValue: a \"b\"\r\n")
                    .contains(
                            "Channel: Local/sms@gsm-2-00000001;2\r\nContext: gsm-2\r\nExtension: sms\r\nPriority: 1\r\n"
                                    + "Application: NoOp\r\n"
                                    + "AppData: process_sms,\"2\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"a \"b\"\"\r\n");
        }
    }

    @Test
    void newer_versions_show_the_other_leg_too_and_escape_variables_but_not_steps() throws IOException {
        start(Personality.ASTERISK);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+8613632919026", "a\nb", TIME);
            String events = client.readUntil("Application: Hangup\r\nAppData: \r\n");
            assertThat(events)
                    .contains("Application: AppDial2\r\nAppData: (Outgoing Line)\r\n")
                    .contains("Variable: SMS_TEXT\r\nValue: a\\nb\r\n")
                    .contains("\"2013-08-20 15:17:45\",\"a\nb\"\r\n");
        }
    }

    @Test
    void gsm_send_sms_is_an_alias_that_loses_quotes() throws IOException {
        start(Personality.ASTERISK_1_8);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("gsm send sms 2 10086 hello");
            client.expectRaw("Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n"
                    + "Updated database successfully\n--END COMMAND--\r\n\r\n");
            client.command("gsm send sms 2 10086 \"hello world\"");
            assertThat(client.readUntil("--END COMMAND--\r\n\r\n"))
                    .contains("Usage: database put <family> <key> <value>\n");
            client.send("Action: DBGet\nFamily: 2\nKey: 10086\n\n");
            client.expect("Response: Success\nMessage: Result will follow\n\n"
                    + "Event: DBGetResponse\nFamily: 2\nKey: 10086\nVal: hello\n\nEvent: DBGetComplete\n\n");
        }
        assertThat(simulator.sentSms()).containsExactly(new SentSms(2, "10086", "hello", ""));
    }

    @Test
    void a_call_is_answered_listed_and_hung_up() throws IOException {
        start(Personality.ASTERISK_1_8);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: Originate\nActionID: o1\nChannel: Local/601@default\nContext: default\nExten: 601\n"
                    + "Priority: 1\nAsync: true\n\n");
            client.expect("Response: Success\nActionID: o1\nMessage: Originate successfully queued\n\n");
            client.expect("Event: Newchannel\nPrivilege: call,all\nChannel: Local/601@default-00000001;1\n");
            client.readUntil("Event: OriginateResponse\r\n");
            client.expect(
                    "Privilege: call,all\nActionID: o1\nResponse: Success\nChannel: Local/601@default-00000001;1\n"
                            + "Context: default\nExten: 601\nReason: 4\nUniqueid: ");
            client.readUntil("\r\n\r\n");
            client.send("Action: CoreShowChannels\nActionID: l1\n\n");
            client.expect("Response: Success\nActionID: l1\nEventList: start\nMessage: Channels will follow\n\n"
                    + "Event: CoreShowChannel\nActionID: l1\nChannel: Local/601@default-00000001;1\n");
            client.readUntil("\r\n\r\n");
            client.expect("Event: CoreShowChannelsComplete\nEventList: Complete\nListItems: 1\nActionID: l1\n\n");
            client.send("Action: Hangup\nChannel: Local/601@default-00000001;1\n\n");
            client.expect("Response: Success\nMessage: Channel Hungup\n\nEvent: Hangup\nPrivilege: call,all\n");
            assertThat(client.readUntil("\r\n\r\n")).endsWith("Cause: 16\r\nCause-txt: Normal Clearing\r\n\r\n");
            client.send("Action: Hangup\nChannel: none\n\n");
            client.expect("Response: Error\nMessage: No such channel\n\n");
        }
    }

    @Test
    void global_variables_are_set_and_read() throws IOException {
        start(Personality.ASTERISK_1_8);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: Setvar\nVariable: G1\nValue: plain\n\n");
            client.expect(
                    "Response: Success\nMessage: Variable Set\n\n"
                            + "Event: VarSet\nPrivilege: dialplan,all\nChannel: none\nVariable: G1\nValue: plain\nUniqueid: none\n\n");
            client.send("Action: Getvar\nVariable: G1\n\n");
            client.expect("Response: Success\nVariable: G1\nValue: plain\n\n");
            client.send("Action: Getvar\n\n");
            client.expect("Response: Error\nMessage: No variable specified\n\n");
        }
    }

    @Test
    void blacklisted_and_empty_commands_are_refused() throws IOException {
        start(Personality.ASTERISK_1_8);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("module unload app_echo.so");
            client.expect("Response: Error\nActionID: 7\nMessage: Command blacklisted\n\n");
            client.command("");
            client.expect("Response: Error\nActionID: 7\nMessage: No command provided\n\n");
        }
    }

    private void start(Personality personality) {
        simulator = GatewaySimulator.builder(personality).start();
    }
}
