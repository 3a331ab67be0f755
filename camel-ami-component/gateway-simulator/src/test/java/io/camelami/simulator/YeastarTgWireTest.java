package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private void start(Quirk... quirks) {
        simulator =
                GatewaySimulator.builder(Personality.YEASTAR_TG).quirk(quirks).start();
    }
}
