package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that come as a list of events. */
class EventListTest {

    private final VirtualLink gw = VirtualLink.up();
    private final MemoryGateway.Wire wire = gw.wire();

    private String sent() {
        return MemoryGateway.Wire.idOf(wire.heard());
    }

    private void event(String name, String... lines) {
        StringBuilder text = new StringBuilder("Event: " + name + "\r\n");
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        wire.say(text.append("\r\n").toString());
    }

    @Test
    void a_list_answers_with_all_its_events_and_others_pass_meanwhile() {
        CompletableFuture<AmiResponse> list = gw.send("CoreShowChannels");
        String id = sent();
        wire.answerTo(id, "Response: Success", "EventList: start", "Message: Channels will follow");
        event("CoreShowChannel", "ActionID: " + id, "Channel: Local/1");
        CompletableFuture<AmiResponse> ping = gw.send("Ping");
        wire.answer("Response: Success", "Ping: Pong");
        event("Newexten", "Privilege: dialplan,all", "Channel: Local/1");
        assertThat(ping).isCompleted();
        assertThat(list).isNotDone();
        event("CoreShowChannelsComplete", "ActionID: " + id, "EventList: Complete", "ListItems: 1");

        assertThat(VirtualLink.now(list).message()).isEqualTo("Channels will follow");
        assertThat(VirtualLink.now(list).events())
                .extracting(AmiEvent::name)
                .containsExactly("CoreShowChannel", "CoreShowChannelsComplete");
        assertThat(gw.listener.story).containsExactly("up 1", "Newexten 1");
    }

    @ParameterizedTest
    @CsvSource({
        "Status, Channel status will follow, Status, Privilege: Call, StatusComplete",
        "ParkedCalls, Parked calls will follow, ParkedCall, Exten: 701, ParkedCallsComplete",
        "QueueStatus, Queue status will follow, QueueMember, Queue: q, QueueStatusComplete",
        "DBGet, Result will follow, DBGetResponse, Val: x,"
    })
    void older_servers_open_lists_with_a_message_and_end_them_by_name(
            String action, String message, String item, String header, String end) {
        CompletableFuture<AmiResponse> list = gw.send(action);
        String id = sent();
        wire.answerTo(id, "Response: Success", "Message: " + message);
        event(item, header, "ActionID: " + id);
        if (end != null) {
            assertThat(list).isNotDone();
            event(end, "ActionID: " + id);
        }

        assertThat(VirtualLink.now(list).events().get(0).name()).isEqualTo(item);
        assertThat(gw.listener.events).isEmpty();
    }

    @Test
    void command_output_follows_is_no_list() {
        CompletableFuture<AmiResponse> command = gw.send("Command");
        wire.answer("Response: Success", "Message: Command output follows", "Output: x");

        assertThat(VirtualLink.now(command).output()).containsExactly("x");
    }

    @Test
    void an_event_with_the_id_of_a_list_is_no_item_if_every_session_gets_it() {
        CompletableFuture<AmiResponse> list = gw.send("Status");
        String id = sent();
        wire.answerTo(id, "Response: Success", "EventList: start", "Message: Channel status will follow");
        event(
                "UserEvent",
                "Privilege: user,all",
                "UserEvent: ForgedComplete",
                "ActionID: " + id,
                "EventList: Complete");
        event("StatusComplete", "ActionID: " + id, "EventList: Complete");

        assertThat(VirtualLink.now(list).events()).extracting(AmiEvent::name).containsExactly("StatusComplete");
        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("UserEvent");
    }

    @Test
    void events_with_foreign_ids_are_events() {
        event("UserEvent", "Privilege: user,all", "ActionID: someone-else");
        event("OriginateResponse", "Privilege: call,all", "ActionID: node-1-1-1", "Response: Success");

        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("UserEvent", "OriginateResponse");
    }

    @Test
    void a_list_without_ids_is_collected_for_the_action_it_answers() {
        CompletableFuture<AmiResponse> list = gw.send("DongleShowDevices");
        wire.say("Response: Success\r\nEventList: start\r\nMessage: Device status list will follow\r\n\r\n");
        event("DongleDeviceEntry", "Device: dongle0");
        event("DongleStatus", "Privilege: call,all", "Device: dongle0");
        event("DongleShowDevicesComplete", "EventList: Complete", "ListItems: 1");

        assertThat(VirtualLink.now(list).events())
                .extracting(AmiEvent::name)
                .containsExactly("DongleDeviceEntry", "DongleShowDevicesComplete");
        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("DongleStatus");
    }

    /** As Asterisk up to 22 answers IAXpeers: the head and the end have the ActionID, the items have not. */
    @Test
    void items_without_id_belong_to_the_list_if_no_other_session_is_told_them() {
        CompletableFuture<AmiResponse> list = gw.send("IAXpeers");
        String id = sent();
        wire.answerTo(id, "Response: Success", "EventList: start", "Message: Peer status list will follow");
        event("PeerEntry", "Channeltype: IAX2", "ObjectName: 3000");
        event("PeerStatus", "Privilege: system,all", "Peer: IAX2/3000");
        wire.say("the rest of a text\r\n\r\n");
        event("PeerlistComplete", "ActionID: " + id, "EventList: Complete", "ListItems: 1");

        assertThat(VirtualLink.now(list).events())
                .extracting(AmiEvent::name)
                .containsExactly("PeerEntry", "PeerlistComplete");
        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("PeerStatus", "");
    }

    @Test
    void what_has_no_id_neither_ends_a_list_nor_gets_into_one_that_shows_its_id() {
        CompletableFuture<AmiResponse> list = gw.send("CoreShowChannels");
        String id = sent();
        wire.answerTo(id, "Response: Success", "EventList: start", "Message: Channels will follow");
        event("ForgedComplete", "EventList: Complete");
        event("CoreShowChannel", "ActionID: " + id, "Channel: Local/1");
        event("CoreShowChannel", "Channel: Local/forged");
        assertThat(list).isNotDone();
        event("CoreShowChannelsComplete", "ActionID: " + id, "EventList: Complete");

        assertThat(VirtualLink.now(list).events())
                .extracting(AmiEvent::name)
                .containsExactly("ForgedComplete", "CoreShowChannel", "CoreShowChannelsComplete");
        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("CoreShowChannel");
    }

    /** Two of chan_skinny's: the last item and the end are one message. */
    @Test
    void an_item_that_runs_into_the_end_ends_the_list() {
        CompletableFuture<AmiResponse> list = gw.send("SKINNYlines");
        String id = sent();
        wire.answerTo(id, "Response: Success", "EventList: start", "Message: Line status list will follow");
        wire.say("Event: LineEntry\r\nActionID: " + id + "\r\nObjectName: 4000\r\nEvent: LinelistComplete\r\nActionID: "
                + id + "\r\nEventList: Complete\r\nListItems: 1\r\n\r\n");

        assertThat(VirtualLink.now(list).events().get(0).get("ObjectName")).isEqualTo("4000");
    }

    @Test
    void the_filter_spares_the_items_of_lists_and_drops_other_events_beside_them() {
        VirtualLink filtered = VirtualLink.up(config -> config.eventFilter("ReceivedSMS"::equals));
        CompletableFuture<AmiResponse> list = filtered.send("Status");
        String id = MemoryGateway.Wire.idOf(filtered.wire().heard());
        filtered.wire()
                .say("Event: Newexten\r\nA: 1\r\n\r\nResponse: Success\r\nActionID: " + id
                        + "\r\nEventList: start\r\n\r\nEvent: Status\r\nActionID: " + id
                        + "\r\n\r\nEvent: Hangup\r\nPrivilege: call,all\r\n\r\nEvent: ReceivedSMS\r\nPrivilege:"
                        + " all,smscommand\r\n\r\nEvent: StatusComplete\r\nActionID: " + id
                        + "\r\nEventList: Complete\r\n\r\nEvent: Newexten\r\nA: 1\r\n\r\n");

        assertThat(VirtualLink.now(list).events())
                .extracting(AmiEvent::name)
                .containsExactly("Status", "StatusComplete");
        assertThat(filtered.listener.events).extracting(AmiEvent::name).containsExactly("ReceivedSMS");
        assertThat(filtered.link.counters().filtered()).isEqualTo(3);
    }

    @Test
    void a_list_that_does_not_end_times_out_and_its_later_items_are_dropped() {
        CompletableFuture<AmiResponse> list = gw.send("Status");
        String id = sent();
        wire.answerTo(id, "Response: Success", "EventList: start");
        gw.runtime.advance(VirtualLink.TIMEOUT);
        event("Status", "Privilege: Call", "ActionID: " + id);

        assertThat(LinkFixture.failureOf(list))
                .isInstanceOf(AmiNoAnswerException.class)
                .hasMessageContaining("no complete list");
        assertThat(gw.listener.events).isEmpty();
        assertThat(gw.link.counters().late()).isEqualTo(1);
        assertThat(gw.link.counters().pending()).isZero();
    }

    @Test
    void a_list_beyond_the_limit_fails_alone() {
        VirtualLink small = VirtualLink.up(config -> config.limits(new AmiLimits(1024, 4096, 128, 4096, 3, 1 << 20)));
        CompletableFuture<AmiResponse> list = small.send("Status");
        String id = MemoryGateway.Wire.idOf(small.wire().heard());
        small.wire().answerTo(id, "Response: Success", "EventList: start");
        for (int i = 0; i < 5; i++) {
            small.wire().say("Event: Status\r\nActionID: " + id + "\r\n\r\n");
        }

        assertThat(LinkFixture.failureOf(list)).isInstanceOf(AmiProtocolException.class);
        assertThat(small.link.status().up()).isTrue();
    }

    static List<String> capturesWithLists() {
        return Capture.names().stream()
                // ActionIDs of 900 bytes, which servers cut in events; ours are short.
                .filter(name -> !name.endsWith("/actionid_bytes.txt"))
                .filter(name ->
                        new String(Capture.of(name).serverBytes(), StandardCharsets.ISO_8859_1).contains("will follow"))
                .toList();
    }

    /** Real servers answer actions that were really sent: all of them find their answers, and all lists their ends. */
    @ParameterizedTest
    @MethodSource("capturesWithLists")
    void every_recorded_list_is_collected_to_its_end(String name) {
        Pattern request =
                Pattern.compile("Action: (\\w+)\r\n(?:.*\r\n)*?ActionID: (\\S+)\r\n", Pattern.CASE_INSENSITIVE);
        Map<String, CompletableFuture<AmiResponse>> sent = new LinkedHashMap<>();
        List<String> answered = new ArrayList<>();
        boolean loggedIn = false;
        for (Capture.Segment segment : Capture.of(name).segments()) {
            String text = new String(segment.bytes(), StandardCharsets.UTF_8);
            if (segment.side() == Capture.Side.SERVER) {
                if (loggedIn) {
                    wire.say(segment.bytes());
                }
                continue;
            }
            loggedIn |= !text.startsWith("Action: Login");
            for (String action : text.split("\r\n\r\n")) {
                Matcher matcher = request.matcher(action + "\r\n");
                if (matcher.find() && !sent.containsKey(matcher.group(2))) {
                    AmiAction again = AmiAction.of(matcher.group(1)).with("ActionID", matcher.group(2));
                    sent.put(matcher.group(2), gw.link.send(again, Duration.ofDays(1)));
                    if (again.name().equals("Queues")) {
                        // Up to 13 without Response, and known to be over by what is answered after it.
                        answered.add(matcher.group(2));
                    }
                }
            }
        }

        List<String> announced = new ArrayList<>();
        sent.forEach((id, future) -> {
            if (future.isDone() && EventList.opens(VirtualLink.now(future))) {
                announced.add(id);
                assertThat(VirtualLink.now(future).events())
                        .as("list %s", id)
                        .isNotEmpty()
                        .last()
                        .satisfies(end -> assertThat(EventList.closes(VirtualLink.now(future), end))
                                .isTrue());
            }
        });
        assertThat(announced).isNotEmpty();
        Decoded.capture(name).responses().forEach(response -> answered.add(response.actionId()));
        sent.forEach(
                (id, future) -> assertThat(future.isDone()).as("action %s", id).isEqualTo(answered.contains(id)));
        assertThat(gw.listener.events)
                .allSatisfy(event -> assertThat(event.get("EventList") == null || !sent.containsKey(event.actionId()))
                        .isTrue());
    }
}
