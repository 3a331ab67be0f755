package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that come in have the events that the real drivers had. */
class DongleCallCaptureTest {
    private static final String BG111 = "chan_dongle-bg111-1.8.32.3";
    private static final String WDOEKES = "chan_dongle-wdoekes-16.28.0";
    private static final String CALLER = "+4915112345678";

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES})
    void a_call_that_the_caller_gives_up_and_one_without_a_number(String folder) throws IOException {
        try (GatewaySimulator simulator = simulator(folder);
                WireClient client = onlyCalls(simulator)) {
            simulator.receiveCall(1, CALLER, CallBehaviour.abandoned(Duration.ZERO));
            String events = client.readUntil("Normal Clearing\r\n\r\n");
            simulator.receiveCall(1, "", CallBehaviour.abandoned(Duration.ZERO));
            events += client.readUntil("Normal Clearing\r\n\r\n");
            assertThat(comparable(events + client.readBeforePing()))
                    .isEqualTo(comparable(recorded(folder, "call_in_abandoned")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES})
    void a_call_that_is_answered_at_a_number_of_the_settings(String folder) throws IOException {
        try (GatewaySimulator simulator = simulator(folder);
                WireClient client = onlyCalls(simulator)) {
            simulator.receiveCall(2, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ZERO));
            String events = client.readUntil("Normal Clearing\r\n\r\n");
            assertThat(comparable(events + client.readBeforePing()))
                    .isEqualTo(comparable(recorded(folder, "call_in_noext")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES})
    void a_call_that_a_client_hangs_up(String folder) throws IOException {
        try (GatewaySimulator simulator = simulator(folder);
                WireClient client = onlyCalls(simulator)) {
            simulator.receiveCall(1, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ofDays(1)));
            String events = client.readUntil("NewState: active\r\n\r\n");
            client.send("Action: Hangup\nActionID: a1\nChannel: Dongle/dongle0-0100000000\n\n");
            events += client.readUntil("CCCause: 16\r\n\r\n");
            assertThat(comparable(events + client.readBeforePing()))
                    .isEqualTo(comparable(recorded(folder, "call_in_hangup")));
        }
    }

    private static GatewaySimulator simulator(String folder) {
        return GatewaySimulator.builder(folder.equals(BG111) ? Personality.DONGLE_BG111 : Personality.DONGLE_WDOEKES)
                .spans(2)
                .start();
    }

    /** As the user of the recordings, who hears no other class. */
    private static WireClient onlyCalls(GatewaySimulator simulator) throws IOException {
        WireClient client = WireClient.loggedIn(simulator);
        client.send("Action: Events\nEventMask: call\n\n");
        client.readUntil("Events: On\r\n\r\n");
        return client;
    }

    private static String recorded(String folder, String name) throws IOException {
        String all = DongleCapture.read(folder, name + ".txt").server();
        return all.substring(all.indexOf("accepted\r\n\r\n") + "accepted\r\n\r\n".length());
    }

    /**
     * The events of the driver and those of the server's core each by themselves: they come from threads of their own, so
     * the order between them is another one each time.
     */
    private static List<String> comparable(String wire) {
        List<String> driver = new ArrayList<>();
        List<String> core = new ArrayList<>();
        String normal = wire.replaceAll("(Uniqueid|Linkedid): \\d+\\.\\d+", "$1: (id)")
                .replaceAll("-01[0-9a-f]{8}", "-(serial)")
                .replaceAll("Duration: \\d+", "Duration: (seconds)");
        for (String message : normal.split("(?<=\r\n\r\n)")) {
            (message.startsWith("Event: Dongle") ? driver : core).add(message.replace("\r", "\\r"));
        }
        driver.addAll(core);
        return driver;
    }
}
