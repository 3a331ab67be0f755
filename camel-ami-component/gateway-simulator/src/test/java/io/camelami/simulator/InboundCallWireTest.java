package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that come in over a trunk: the events of recorded calls, put together. */
class InboundCallWireTest {
    private static final String CALLER = "+8613632919026";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1795232235), ZoneOffset.UTC);
    private static final Pattern NAMES = Pattern.compile("Event: (\\w+)\r\n.*\r\n(?:SubEvent: (\\w+)\r\n)?");

    private final List<SimulatorEvent> told = new CopyOnWriteArrayList<>();
    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void an_answered_call_in_the_shapes_of_1_8() throws IOException {
        start(Personality.OPENVOX);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveCall(2, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ZERO));
            client.expect(
                    """
                    Event: Newchannel
                    Privilege: call,all
                    Channel: EXTRA/3-1
                    ChannelState: 4
                    ChannelStateDesc: Ring
                    CallerIDNum: +8613632919026
                    CallerIDName:\s
                    AccountCode:\s
                    Exten: s
                    Context: gsm-2
                    Uniqueid: 1795232235.0

                    Event: Newexten
                    Privilege: dialplan,all
                    Channel: EXTRA/3-1
                    Context: gsm-2
                    Extension: s
                    Priority: 1
                    Application: Dial
                    AppData: SIP/1001,30
                    Uniqueid: 1795232235.0

                    Event: Newchannel
                    Privilege: call,all
                    Channel: SIP/1001-00000002
                    ChannelState: 0
                    ChannelStateDesc: Down
                    CallerIDNum: 1001
                    CallerIDName:\s
                    AccountCode:\s
                    Exten: s
                    Context: gsm-2
                    Uniqueid: 1795232235.1

                    Event: Dial
                    Privilege: call,all
                    SubEvent: Begin
                    Channel: EXTRA/3-1
                    Destination: SIP/1001-00000002
                    CallerIDNum: +8613632919026
                    CallerIDName: <unknown>
                    ConnectedLineNum: <unknown>
                    ConnectedLineName: <unknown>
                    UniqueID: 1795232235.0
                    DestUniqueID: 1795232235.1
                    Dialstring: 1001

                    Event: Newstate
                    Privilege: call,all
                    Channel: SIP/1001-00000002
                    ChannelState: 5
                    ChannelStateDesc: Ringing
                    CallerIDNum: 1001
                    CallerIDName:\s
                    ConnectedLineNum: +8613632919026
                    ConnectedLineName:\s
                    Uniqueid: 1795232235.1

                    Event: Newstate
                    Privilege: call,all
                    Channel: SIP/1001-00000002
                    ChannelState: 6
                    ChannelStateDesc: Up
                    CallerIDNum: 1001
                    CallerIDName:\s
                    ConnectedLineNum: +8613632919026
                    ConnectedLineName:\s
                    Uniqueid: 1795232235.1

                    Event: Newstate
                    Privilege: call,all
                    Channel: EXTRA/3-1
                    ChannelState: 6
                    ChannelStateDesc: Up
                    CallerIDNum: +8613632919026
                    CallerIDName:\s
                    ConnectedLineNum: 1001
                    ConnectedLineName:\s
                    Uniqueid: 1795232235.0

                    Event: Bridge
                    Privilege: call,all
                    Bridgestate: Link
                    Bridgetype: core
                    Channel1: EXTRA/3-1
                    Channel2: SIP/1001-00000002
                    Uniqueid1: 1795232235.0
                    Uniqueid2: 1795232235.1
                    CallerID1: +8613632919026
                    CallerID2: 1001

                    Event: Unlink
                    Privilege: call,all
                    Channel1: EXTRA/3-1
                    Channel2: SIP/1001-00000002
                    Uniqueid1: 1795232235.0
                    Uniqueid2: 1795232235.1
                    CallerID1: +8613632919026
                    CallerID2: 1001

                    """);
            client.readUntil("Event: Dial\r\n");
            client.expect("Privilege: call,all\nSubEvent: End\nChannel: EXTRA/3-1\nUniqueID: 1795232235.0\n"
                    + "DialStatus: ANSWER\n\n");
            client.expect(
                    """
                    Event: Cdr
                    Privilege: cdr,all
                    AccountCode:\s
                    Source: +8613632919026
                    Destination: s
                    DestinationContext: gsm-2
                    CallerID: +8613632919026
                    Channel: EXTRA/3-1
                    DestinationChannel: SIP/1001-00000002
                    LastApplication: Dial
                    LastData: SIP/1001,30
                    StartTime: 2026-11-21 03:37:15
                    AnswerTime: 2026-11-21 03:37:15
                    EndTime: 2026-11-21 03:37:15
                    Duration: 0
                    BillableSeconds: 0
                    Disposition: ANSWERED
                    AMAFlags: DOCUMENTATION
                    UniqueID: 1795232235.0
                    UserField:\s

                    """);
            client.expect("Event: Hangup\nPrivilege: call,all\nChannel: EXTRA/3-1\nUniqueid: 1795232235.0\n");
            client.readUntil("Cause: 16\r\nCause-txt: Normal Clearing\r\n\r\n");
        }
    }

    @Test
    void an_answered_call_in_the_shapes_of_14_and_later() throws IOException {
        start(Personality.ASTERISK);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveCall(2, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ZERO));
            String events = untilHangupOf("PJSIP/gsm-2-00000001", client);
            assertThat(names(events))
                    .containsExactly(
                            "Newchannel",
                            "Newexten",
                            "Newchannel",
                            "DialBegin",
                            "Newstate",
                            "DialState",
                            "Newstate",
                            "DialEnd",
                            "Newstate",
                            "BridgeCreate",
                            "BridgeEnter",
                            "BridgeEnter",
                            "HangupRequest",
                            "BridgeLeave",
                            "BridgeLeave",
                            "BridgeDestroy",
                            "SoftHangupRequest",
                            "Hangup",
                            "Cdr",
                            "Hangup");
            assertThat(events)
                    .contains(
                            """
                            Event: DialBegin
                            Privilege: call,all
                            Channel: PJSIP/gsm-2-00000001
                            ChannelState: 4
                            ChannelStateDesc: Ring
                            CallerIDNum: +8613632919026
                            CallerIDName: <unknown>
                            ConnectedLineNum: <unknown>
                            ConnectedLineName: <unknown>
                            Language: en
                            AccountCode:\s
                            Context: gsm-2
                            Exten: s
                            Priority: 1
                            Uniqueid: 1795232235.0
                            Linkedid: 1795232235.0
                            DestChannel: PJSIP/1001-00000002
                            DestChannelState: 0
                            DestChannelStateDesc: Down
                            DestCallerIDNum: 1001
                            DestCallerIDName: <unknown>
                            DestConnectedLineNum: +8613632919026
                            DestConnectedLineName: <unknown>
                            DestLanguage: en
                            DestAccountCode:\s
                            DestContext: gsm-2
                            DestExten: s
                            DestPriority: 1
                            DestUniqueid: 1795232235.1
                            DestLinkedid: 1795232235.0
                            DialString: 1001

                            """
                                    .replace("\n", "\r\n"));
        }
    }

    @Test
    void a_call_that_is_given_up_and_one_to_a_busy_phone() throws IOException {
        start(Personality.ASTERISK_1_8);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveCall(1, CALLER, CallBehaviour.abandoned(Duration.ZERO));
            String givenUp = untilHangupOf("SIP/gsm-1-00000001", client);
            assertThat(names(givenUp))
                    .containsExactly(
                            "Newchannel",
                            "Newexten",
                            "Newchannel",
                            "Dial Begin",
                            "Newstate",
                            "Hangup",
                            "Dial End",
                            "Cdr",
                            "Hangup");
            assertThat(givenUp).contains("DialStatus: CANCEL\r\n", "Disposition: NO ANSWER\r\n", "AnswerTime: \r\n");
            simulator.receiveCall(1, CALLER, CallBehaviour.busy());
            String busy = untilHangupOf("SIP/gsm-1-00000003", client);
            assertThat(busy)
                    .doesNotContain("Ringing")
                    .contains("DialStatus: BUSY\r\n", "Disposition: BUSY\r\n", "Application: Hangup\r\nAppData: 17\r\n")
                    .endsWith("Cause: 17\r\nCause-txt: User busy\r\n\r\n");
        }
    }

    @Test
    void a_call_that_goes_on_is_listed_and_can_be_hung_up_at_either_end() throws IOException {
        start(Personality.OPENVOX);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            for (String end : List.of("EXTRA/1-1", "SIP/1001-00000004")) {
                simulator.receiveCall(1, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ofDays(1)));
                client.readUntil("Bridgestate: Link\r\n");
                client.readUntil("\r\n\r\n");
                client.send("Action: CoreShowChannels\n\n");
                assertThat(client.readUntil("ListItems: 2\r\n\r\n"))
                        .contains("Channel: " + end + "\r\n", "CallerIDnum: " + CALLER + "\r\n");
                client.send("Action: Hangup\nChannel: " + end + "\n\n");
                client.expect("Response: Success\nMessage: Channel Hungup\n\nEvent: Unlink\n");
                client.readUntil("Cause: 16\r\nCause-txt: Normal Clearing\r\n\r\n");
                client.readUntil("Cause: 16\r\nCause-txt: Normal Clearing\r\n\r\n");
                client.send("Action: CoreShowChannels\n\n");
                client.readUntil("ListItems: 0\r\n\r\n");
            }
        }
    }

    @Test
    void a_call_that_a_client_has_hung_up_does_not_end_again() throws IOException {
        start(Personality.OPENVOX);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            simulator.receiveCall(1, CALLER, CallBehaviour.abandoned(Duration.ofMillis(100)));
            client.readUntil("ChannelStateDesc: Ringing\r\n");
            hangUp("EXTRA/1-1", client);
            simulator.receiveCall(1, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ofMillis(100)));
            client.readUntil("Bridgestate: Link\r\n");
            hangUp("EXTRA/1-3", client);
            // A later call outlasts the time of both.
            simulator.receiveCall(1, CALLER, CallBehaviour.abandoned(Duration.ofMillis(200)));
            assertThat(untilHangupOf("EXTRA/1-5", client)).doesNotContain("EXTRA/1-1", "EXTRA/1-3");
        }
        // The end of the last one is told after it is on the wire.
        await().untilAsserted(() -> assertThat(told)
                .filteredOn(SimulatorEvent.CallEnded.class::isInstance)
                .hasSize(3));
    }

    @Test
    void a_call_rings_and_lasts_as_long_as_it_is_to() throws IOException {
        start(Personality.OPENVOX);
        long begin = System.nanoTime();
        simulator.receiveCall(1, CALLER, CallBehaviour.answered(Duration.ofMillis(100), Duration.ofMillis(150)));
        await().until(() -> told.contains(new SimulatorEvent.CallAnswered(1, CALLER)));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(100));
        await().until(() -> told.contains(new SimulatorEvent.CallEnded(1, CALLER, true)));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(250));
        assertThat(told).contains(new SimulatorEvent.CallReceived(1, CALLER));
    }

    @Test
    void a_gateway_whose_ami_is_about_messages_tells_of_no_call() {
        start(Personality.YEASTAR_TG);
        assertThatThrownBy(() -> simulator.receiveCall(2, CALLER, CallBehaviour.busy()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not tell of calls");
        assertThatThrownBy(() -> simulator.receiveCall(9, CALLER, CallBehaviour.busy()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No span 9");
    }

    private static void hangUp(String channel, WireClient client) throws IOException {
        client.readUntil("\r\n\r\n");
        client.send("Action: Hangup\nChannel: " + channel + "\n\n");
        untilHangupOf(channel, client);
    }

    private static String untilHangupOf(String channel, WireClient client) throws IOException {
        String read = client.readUntil("Event: Hangup\r\nPrivilege: call,all\r\nChannel: " + channel + "\r\n");
        return read + client.readUntil("\r\n\r\n");
    }

    private static List<String> names(String events) {
        return NAMES.matcher(events)
                .results()
                .map((MatchResult name) -> name.group(2) == null ? name.group(1) : name.group(1) + " " + name.group(2))
                .toList();
    }

    private void start(Personality personality) {
        simulator = GatewaySimulator.builder(personality)
                .clock(CLOCK)
                .listener(told::add)
                .start();
    }
}
