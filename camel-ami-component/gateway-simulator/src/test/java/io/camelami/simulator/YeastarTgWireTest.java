package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Yeastar TG writes, byte for byte. */
class YeastarTgWireTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 3, 6, 5, 1, 7);

    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void a_login_is_followed_by_nothing() throws IOException {
        start();
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: Login\nUsername: ami\nSecret: secret\n\n");
            client.expect("Response: Success\nMessage: Authentication accepted\n\n");
            client.expectNothing();
        }
    }

    @Test
    void a_send_is_answered_empty_and_later_by_update_sms_send() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: SMSCommand\ncommand: gsm send sms 2 +79001234567 \"Test+message%21\"\n\n");
            client.expect("Response: Follows\nPrivilege: SMSCommand\n--END COMMAND--\n\n");
            client.expect("Event: UpdateSMSSend\nPrivilege: all,smscommand\nID: (null)\nSmsc: +79001234567\nStatus: 1\n"
                    + "--END SMS EVENT--\n\n");
        }
        assertThat(simulator.sentSms()).containsExactly(new SentSms(2, "+79001234567", "Test message!", ""));
    }

    @Test
    void an_inbound_message_is_a_received_sms_event() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+79001234567", "Ещё раз", TIME);
            client.expect(
                    """
                    Event: ReceivedSMS
                    Privilege: all,smscommand
                    ID:\s
                    GsmSpan: 2
                    Sender: +79001234567
                    Recvtime: 2025-03-06 05:01:07
                    Index: 0
                    Total: 1
                    Smsc: +12025550100
                    Content: %EF%BB%BF%D0%95%D1%89%D1%91+%D1%80%D0%B0%D0%B7
                    --END SMS EVENT--

                    """);
        }
    }

    @Test
    void the_id_of_a_send_comes_back_in_its_event() throws IOException {
        start();
        simulator.nextSend(2, SendBehaviour.FAILED);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("action:smscommand\nactionid:5\ncommand:gsm send sms 2 89001234567 \"hi\" 11111\n\n");
            client.expect("Response: Follows\nPrivilege: SMSCommand\nActionID: 5\n--END COMMAND--\n\n");
            client.expect("Event: UpdateSMSSend\nPrivilege: all,smscommand\nID: 11111\nSmsc: 89001234567\nStatus: 0\n"
                    + "--END SMS EVENT--\n\n");
        }
        assertThat(simulator.sentSms()).isEmpty();
    }

    @Test
    void a_text_is_url_decoded_and_what_is_no_escape_stays() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: smscommand\nCommand: gsm send sms 3 1 \"%D0%95+%22%5C%22%0A%zz+100%\" x\n\n");
            client.readUntil("--END SMS EVENT--\r\n\r\n");
        }
        assertThat(simulator.sentSms()).containsExactly(new SentSms(3, "1", "\u0415 \"\\\"\n%zz 100%", "x"));
        assertThat(simulator.commands()).containsExactly("gsm send sms 3 1 \"%D0%95+%22%5C%22%0A%zz+100%\" x");
    }

    @Test
    void a_port_sends_one_message_after_the_other_while_commands_are_answered_at_once() throws IOException {
        simulator = GatewaySimulator.builder(Personality.YEASTAR_TG)
                .sendTime(Duration.ofMillis(150))
                .start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            for (int i = 1; i <= 3; i++) {
                client.send("Action: smscommand\nCommand: gsm send sms 2 10086 text " + i + "\n\n");
            }
            for (int i = 1; i <= 3; i++) {
                client.expect("Response: Follows\nPrivilege: SMSCommand\n--END COMMAND--\n\n");
            }
            for (int i = 1; i <= 3; i++) {
                assertThat(client.readUntil("--END SMS EVENT--\r\n\r\n")).contains("ID: " + i + "\r\n");
            }
        }
    }

    @Test
    void spans_are_ports_and_one() throws IOException {
        simulator = GatewaySimulator.builder(Personality.YEASTAR_TG).spans(2).start();
        assertThat(simulator.spans()).containsExactly(2, 3);
        assertThat(output("gsm show spans"))
                .isEqualTo("GSM span 2: Power on, Provisioned, Up, Active,Standard\n"
                        + "GSM span 3: Power on, Provisioned, Up, Active,Standard\n");
        assertThat(output("gsm send sms 1 10086 hi"))
                .isEqualTo("No GSM running on span 1\nCommand 'gsm send sms 1 10086 hi' failed.\n");
    }

    @Test
    void the_end_marker_is_glued_to_the_last_line_of_a_span() throws IOException {
        start();
        assertThat(output("gsm show span 2"))
                .contains("Model CBAND: EGSM_MODE,ALL_BAND\n")
                .endsWith("\nLast send AT: AT+CUSD=1,\"*100%23\"\\r\\n");
        assertThat(output("gsm show 2")).isEqualTo(output("gsm show span 2"));
    }

    @Test
    void ussd_is_told_in_the_older_text_with_hex() throws IOException {
        start();
        simulator.ussdReply("Ок 5");
        assertThat(output("gsm send ussd 2 \"*100#\""))
                .isEqualTo("1:Recive USSD sucess on span 2\n\tUSSD Responses: 0\n\tUSSD Code: 72\n"
                        + "\tUSSD Message: 041E043A00200035\n");
        simulator.close();
        start(Quirk.YEASTAR_PLAIN_USSD, Quirk.YEASTAR_CORRECTED_USSD_SPELLING);
        assertThat(output("gsm send ussd 2 *100#"))
                .isEqualTo("1:Received USSD success on span: 2\n\tUSSD Responses: 0\n\tUSSD Code: 15\n"
                        + "\tUSSD Message: Your balance is 5.00\n");
    }

    @Test
    void parts_share_an_id_and_each_has_its_byte_order_mark() throws IOException {
        start();
        assertThat(receive("я".repeat(71)))
                .contains(
                        "ID: 1\r\n",
                        "Index: 1\r\n",
                        "Total: 2\r\n",
                        "Content: %EF%BB%BF" + "%D1%8F".repeat(67) + "\r\n")
                .contains("Index: 2\r\n", "Content: %EF%BB%BF" + "%D1%8F".repeat(4) + "\r\n");
        assertThat(receive("a".repeat(161)))
                .contains("ID: 2\r\n", "Content: " + "a".repeat(153) + "\r\n", "Content: aaaaaaaa\r\n");
    }

    @Test
    void firmware_differs_in_numbering_parts_and_ports() throws IOException {
        start(Quirk.YEASTAR_SINGLE_INDEX_ONE, Quirk.YEASTAR_PARTS_FROM_ZERO, Quirk.YEASTAR_GSM_PORT);
        assertThat(receive("one"))
                .contains("GsmPort: 1\r\n", "Index: 1\r\nTotal: 1\r\n")
                .doesNotContain("GsmSpan");
        assertThat(receive("a".repeat(161))).contains("Index: 0\r\nTotal: 2\r\n", "Index: 1\r\nTotal: 2\r\n");
    }

    @Test
    void early_firmware_has_fewer_headers_the_bare_text_and_no_end_line() throws IOException {
        start(Quirk.YEASTAR_OLD_EVENTS);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+79001234567", "100% так", TIME);
            client.expect("Event: ReceivedSMS\nPrivilege: all,smscommand\nID: \nSender: +79001234567\n"
                    + "Smsc: +12025550100\nRecvtime: 2025-03-06 05:01:07\nContent: 100% так\n\n");
        }
    }

    private String receive(String text) throws IOException {
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(2, "+79001234567", text, TIME);
            client.send("Action: Ping\n\n");
            return client.readUntil("Ping: Pong");
        }
    }

    private String output(String command) throws IOException {
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: SMSCommand\nCommand: " + command + "\n\n");
            client.expect("Response: Follows\nPrivilege: SMSCommand\n");
            String output = client.readUntil("--END COMMAND--\r\n\r\n");
            return output.substring(0, output.length() - "--END COMMAND--\r\n\r\n".length());
        }
    }

    private void start(Quirk... quirks) {
        simulator =
                GatewaySimulator.builder(Personality.YEASTAR_TG).quirk(quirks).start();
    }
}
