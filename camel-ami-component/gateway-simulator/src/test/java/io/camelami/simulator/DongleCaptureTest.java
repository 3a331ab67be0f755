package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts the simulator in the place of the real drivers: the same input must give the same bytes. */
class DongleCaptureTest {
    private static final String BG111 = "chan_dongle-bg111-1.8.32.3";
    private static final String WDOEKES = "chan_dongle-wdoekes-16.28.0";

    /** The time that the recorded network put into its reports. */
    private static final Clock RECORDED = Clock.fixed(Instant.parse("2026-11-21T09:15:30Z"), ZoneOffset.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        BG111 + ", sms_ok",
        BG111 + ", sms_pdu",
        BG111 + ", sms_network_error",
        BG111 + ", sms_bad_number",
        BG111 + ", sms_bad_request",
        BG111 + ", sms_text",
        BG111 + ", sms_report",
        BG111 + ", sms_burst",
        BG111 + ", inbound",
        BG111 + ", inbound_parts",
        BG111 + ", ussd",
        WDOEKES + ", sms_ok",
        WDOEKES + ", sms_network_error",
        WDOEKES + ", sms_bad_number",
        WDOEKES + ", sms_bad_request",
        WDOEKES + ", sms_text",
        WDOEKES + ", inbound",
        WDOEKES + ", inbound_parts",
        WDOEKES + ", inbound_broken",
        WDOEKES + ", ussd"
    })
    void the_same_requests_and_messages_give_the_same_replies_and_events(String folder, String name)
            throws IOException {
        DongleCapture capture = DongleCapture.read(folder, name + ".txt");
        List<String> actual = replay(folder, capture);
        List<String> expected = comparable(capture.server());
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).as("message " + i).isEqualTo(expected.get(i));
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES})
    void the_list_of_devices_is_the_recorded_one(String folder) throws IOException {
        String recorded =
                firstEntry(DongleCapture.read(folder, "showdevices.txt").server());
        Personality personality = folder.equals(BG111) ? Personality.DONGLE_BG111 : Personality.DONGLE_WDOEKES;
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(personality).spans(2).start();
                WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: DongleShowDevices\nActionID: a1\n\n");
            String list = client.readUntil("ListItems: 2\r\n\r\n");
            assertThat(firstEntry(list)).isEqualTo(recorded);
        }
    }

    private static String firstEntry(String wire) {
        int from = wire.indexOf("Response: Success\r\nActionID: a1");
        int to = wire.indexOf("\r\n\r\n", wire.indexOf("Event: DongleDeviceEntry", from));
        return wire.substring(from, to);
    }

    private static List<String> replay(String folder, DongleCapture capture) throws IOException {
        Personality personality = folder.equals(BG111) ? Personality.DONGLE_BG111 : Personality.DONGLE_WDOEKES;
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality)
                        .user("gsm")
                        .spans(2)
                        .clock(RECORDED)
                        .quirk(Quirk.DONGLE_ANY_LENGTH)
                        .start();
                WireClient client = WireClient.connect(simulator)) {
            StringBuilder read = new StringBuilder();
            int write = 0;
            readUpTo(capture.writtenBefore(0), client, read);
            for (int i = 0; i < capture.steps().size(); i++) {
                DongleCapture.Step step = capture.steps().get(i);
                switch (step.kind()) {
                    case CLIENT -> {
                        script(simulator, step.text(), capture.behaviours(write++));
                        client.sendRaw(step.text().getBytes(StandardCharsets.ISO_8859_1));
                    }
                    case STORED_PDU -> simulator.receivePdu(span(step.device()), step.text());
                    case USSD_LINE -> simulator.receiveUssd(span(step.device()), step.text());
                }
                readUpTo(capture.writtenBefore(i + 1), client, read);
            }
            return comparable(read.toString());
        }
    }

    /** The modems have threads of their own, so it takes a moment; what is missing then shows in the comparison. */
    private static void readUpTo(String recorded, WireClient client, StringBuilder read) {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> messages(withoutBoot(read.append(client.readBeforePing()))) >= messages(recorded));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Missing is the end of:\n" + recorded + "\nonly this came:\n" + read, e);
        }
    }

    /** The recorded user hears no events of class system. */
    private static String withoutBoot(CharSequence wire) {
        return wire.toString().replaceAll("Event: FullyBooted\r\n(.+\r\n)+\r\n", "");
    }

    private static int messages(String wire) {
        return wire.split("\r\n\r\n", -1).length;
    }

    /** The answer to a code is in the capture as a line of its own. */
    private static void script(GatewaySimulator simulator, String request, List<SendBehaviour> recorded) {
        int span = request.contains("Device: dongle1\r\n") ? 2 : 1;
        if (request.contains("SendUSSD")) {
            boolean taken = request.contains("Device: dongle0") && request.matches("(?s).*USSD: [0-9*#]+\r.*");
            if (taken) {
                simulator.nextSend(
                        span, recorded.contains(SendBehaviour.FAILED) ? SendBehaviour.FAILED : SendBehaviour.SILENT);
            }
        } else {
            simulator.nextSend(span, recorded.toArray(SendBehaviour[]::new));
        }
    }

    private static int span(String device) {
        return Integer.parseInt(device.substring("dongle".length())) + 1;
    }

    /**
     * Message by message, each kind of source by itself: the drivers and the server's core write from threads of their own,
     * so the order between a reply, a driver's event and the channel events is not the same in any two runs.
     */
    private static List<String> comparable(String wire) {
        List<String> replies = new ArrayList<>();
        List<String> events = new ArrayList<>();
        List<String> channels = new ArrayList<>();
        String normal = withoutBoot(wire)
                .replaceAll("ID: (0x[0-9a-f]+|\\(nil\\))", "ID: (pointer)")
                .replaceAll("@from-dongle-[0-9a-f]{8}", "@from-dongle-(number)")
                .replaceAll("(F006)..(0D91.{14}).{28}", "$1(reference)$2(times)")
                .replaceAll("(SCTS|DT): 2026-11-21 10:..:..", "$1: (time)")
                .replaceAll("(Uniqueid|Linkedid): \\d+\\.\\d+", "$1: (id)");
        for (String message : normal.split("(?<=\r\n\r\n)")) {
            String visible = message.replace("\r", "\\r");
            if (message.startsWith("Event: Dongle") || message.startsWith("\r\n")) {
                events.add(visible);
            } else if (message.startsWith("Event:")) {
                channels.add(visible);
            } else {
                replies.add(visible);
            }
        }
        List<String> all = new ArrayList<>(replies);
        all.addAll(events);
        // Channels run beside each other.
        channels.sort(Comparator.naturalOrder());
        all.addAll(channels);
        return all;
    }
}
