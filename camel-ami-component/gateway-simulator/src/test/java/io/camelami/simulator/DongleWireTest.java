package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the USB modem personalities do beyond the recordings. */
class DongleWireTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 21, 10, 15, 30);

    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void chan_quectel_is_the_same_under_other_names() throws IOException {
        start(Personality.QUECTEL);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: QuectelSendSMS\nActionID: 1\nDevice: quectel1\nNumber: +491\nMessage: a\\nb\n"
                    + "Payload: p\nValidity: 90\n\n");
            client.expect("Response: Success\nActionID: 1\nMessage: [quectel1] SMS queued for send\n\n");
            client.expect("Event: QuectelReport\nPrivilege: call,all\nDevice: quectel1\nPayload: p\nSCTS: \nDT: \n"
                    + "Success: 1\nType: 0\nReport: \n\n");
        }
        assertThat(simulator.sentSms())
                .containsExactly(new SentSms(2, "+491", "a\nb", "p", false, Duration.ofMinutes(90), false));
    }

    @Test
    void a_message_in_flight_and_one_behind_it_are_lost_without_a_word_when_the_modem_goes() throws IOException {
        simulator = GatewaySimulator.builder(Personality.DONGLE_WDOEKES)
                .sendTime(Duration.ofMillis(200))
                .start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: DongleSendSMS\nActionID: 1\nDevice: dongle0\nNumber: +491\nMessage: in the air\n\n"
                    + "Action: DongleSendSMS\nActionID: 2\nDevice: dongle0\nNumber: +491\nMessage: queued\n\n");
            client.readUntil("ActionID: 2\r\n");
            client.readUntil("\r\n\r\n");
            simulator.plugIn(1, false);
            client.expect("Event: DongleStatus\nPrivilege: call,all\nDevice: dongle0\nStatus: Free\n\n");
            client.expect("Event: DongleStatus\nPrivilege: call,all\nDevice: dongle0\nStatus: Disconnect\n\n");
            client.expect("Event: DonglePortFail\nPrivilege: call,all\nDevice: /dev/ttyUSB002\n"
                    + "Message: Open Failed\nErrorCode: 2\n\n");
            client.send("Action: DongleSendSMS\nActionID: 3\nDevice: dongle0\nNumber: +491\nMessage: x\n\n");
            client.expect("Response: Error\nActionID: 3\nMessage: [dongle0] Device disconnected\n\n");
            simulator.plugIn(1, true);
            String events = client.readUntil("Status: Initialize\r\n\r\n");
            assertThat(events).doesNotContain("DongleReport");
            client.send("Action: DongleSendSMS\nActionID: 4\nDevice: dongle0\nNumber: +491\nMessage: later\n"
                    + "Payload: p4\n\n");
            assertThat(client.readUntil("Payload: p4")).doesNotContain("Payload: \r\n");
        }
        assertThat(simulator.sentSms()).extracting(SentSms::text).doesNotContain("queued");
    }

    @Test
    void a_network_takes_no_tpdu_longer_than_it_may_be() throws IOException {
        start(Personality.DONGLE_WDOEKES);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: DongleSendSMS\nDevice: dongle0\nNumber: +491\nMessage: " + "x".repeat(160)
                    + "\nPayload: exactly160\n\n");
            assertThat(client.readUntil("Type: 0")).contains("Payload: exactly160", "Success: 0");
        }
        await().untilAsserted(() ->
                assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactly("x"));
    }

    @Test
    void an_id_is_given_again_when_its_message_is_done_with() throws IOException {
        start(Personality.DONGLE_BG111);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            String first = send(client);
            assertThat(client.readUntil("Status: Sent")).contains("ID: " + first);
            assertThat(send(client)).isEqualTo(first);
        }
    }

    private static String send(WireClient client) throws IOException {
        client.send("Action: DongleSendPDU\nDevice: dongle0\nPDU: 0001000B915111325476F8000005E8329BFD06\n\n");
        client.readUntil("SMS queued for send\r\nID: ");
        return client.readUntil("\r\n").strip();
    }

    @Test
    void a_report_that_is_overdue_names_whichever_device_looked_first() throws IOException {
        start(Personality.DONGLE_WDOEKES);
        simulator.nextReport(2, ReportBehaviour.EXPIRED);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: DongleSendSMS\nDevice: dongle1\nNumber: +491\nMessage: x\nReport: true\n"
                    + "Payload: lost\n\n");
            assertThat(client.readUntil("Type: 2")).contains("Device: dongle0\r\nPayload: lost");
        }
    }

    @Test
    void an_emoji_that_is_cut_in_two_loses_the_message_but_not_its_pdus() throws IOException {
        start(Personality.DONGLE_WDOEKES);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receivePdu(
                    1,
                    "07919471060000F0440B919761214365F7000862111201510340080500031002010061D83D"
                            .replace("0340080500", "03400A0500"));
            simulator.receivePdu(1, "07919471060000F0440B919761214365F70008621112015103400A050003100202DE000062");
            String events = client.readBeforePing();
            assertThat(events).contains("DongleNewCMGR").doesNotContain("DongleNewSMS");
        }
    }

    @Test
    void a_text_that_arrives_is_a_pdu_and_the_drivers_reading_of_it() throws IOException {
        start(Personality.DONGLE_WDOEKES);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveSms(1, "Vodafone", "Grüße", TIME);
            String events = client.readBeforePing();
            assertThat(events)
                    .contains("Device: dongle0\r\nMessage: +CMGR: 0,,")
                    .contains("From: Vodafone\r\nLineCount: 1\r\n");
        }
    }

    @Test
    void what_the_network_says_unasked_is_told_at_once_and_a_menu_waits_for_a_choice() throws IOException {
        start(Personality.DONGLE_WDOEKES);
        simulator.ussdNetwork((span, code, inMenu) -> UssdAnswer.of(inMenu ? "chosen " + code : "no menu"));
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveUssd(2, UssdAnswer.menu("1 more"));
            assertThat(client.readUntil("DongleNewUSSDBase64"))
                    .contains("Message: +CUSD: 1,", "Device: dongle1\r\nLineCount: 1\r\nMessageLine0: 1 more\r\n");
            client.send("Action: DongleSendUSSD\nDevice: dongle1\nUSSD: 1\n\n");
            client.readUntil("MessageLine0: chosen 1");
        }
    }

    @Test
    void a_busy_call_is_hung_up_without_ringing_and_chan_quectel_gives_no_reasons() throws IOException {
        start(Personality.QUECTEL);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveCall(1, "+491", CallBehaviour.busy());
            String events = client.readUntil("Event: QuectelCEND\r\n");
            assertThat(events)
                    .startsWith("Event: QuectelStatus\r\nPrivilege: call,all\r\nDevice: quectel0\r\nStatus: Used\r\n")
                    .contains("Channel: Quectel/quectel0-0100000000\r\n", "Variable: QUECTELNAME\r\n")
                    .contains("Cause: 17\r\nCause-txt: User busy\r\n", "Disposition: BUSY\r\n")
                    .doesNotContain("Ringing");
            client.expect(
                    "Privilege: call,all\nDevice: quectel0\nCallIdx: 1\nDuration: 0\nEndStatus: 0\nCCCause: 0\n\n");
        }
    }

    @Test
    void commands_of_the_command_line_send_and_show() throws IOException {
        start(Personality.DONGLE_BG111);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("dongle sms dongle0 +4915112345678 two  words");
            assertThat(client.readUntil("--END COMMAND--")).contains("[dongle0] SMS queued for send with id 0x");
            client.command("dongle sms nosuch 1 text");
            assertThat(client.readUntil("--END COMMAND--")).contains("[nosuch] no such device\n");
            client.command("dongle show devices");
            assertThat(client.readUntil("--END COMMAND--"))
                    .contains("ID           Group State      RSSI Mode Submode Provider Name  Model      "
                            + "Firmware          IMEI             IMSI             Number        \n"
                            + "dongle0      0     Free       22   0    0       Vodafone.de    E1550      "
                            + "11.608.14.15.311  353451042345670  262021234567890  +491761111110 \n");
        }
        await().untilAsserted(() ->
                assertThat(simulator.sentSms()).extracting(SentSms::text).isEqualTo(List.of("two words")));
    }

    @Test
    void only_the_first_driver_takes_pdus_and_list_commands_shows_it() throws IOException {
        start(Personality.DONGLE_BG111);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: ListCommands\n\n");
            assertThat(client.readUntil("\r\n\r\n"))
                    .contains("DongleSendPDU: Send a PDU of message. (Priv: call,all)\r\n")
                    .contains("DongleShowDevices: List Dongle devices (Priv: system,reporting,all)\r\n");
        }
    }

    private void start(Personality personality) {
        simulator = GatewaySimulator.builder(personality).start();
    }
}
