package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
