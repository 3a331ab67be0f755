package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallDirection;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.CallEvent.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings do not hold: hold, transfer, gaps, disorder, floods. */
class CallTrackerTest {

    private final Followed followed = new Followed();

    @Test
    void hold_and_unhold_are_told_once_each() {
        talking();
        followed.told(snapshot("Hold", "SIP/1001-2", "2", "1", 6));
        followed.told(snapshot("Hold", "SIP/1001-2", "2", "1", 6));
        followed.told(snapshot("Unhold", "SIP/1001-2", "2", "1", 6));

        assertThat(followed.changes()).endsWith(Change.HELD, Change.UNHELD);
    }

    @Test
    void music_on_hold_of_an_old_server_is_a_hold_for_one_who_talks_and_none_for_one_who_waits() {
        followed.told(old("SIP/a-1", "1", 4) + old("SIP/b-2", "2", 0));
        followed.told(music("SIP/a-1", "1", "Start") + music("SIP/a-1", "1", "Stop"));
        followed.told(
                "Event: Bridge\nBridgestate: Link\nChannel1: SIP/a-1\nChannel2: SIP/b-2\nUniqueid1: 1\nUniqueid2: 2\n\n");
        followed.told(music("SIP/a-1", "1", "Start") + music("SIP/a-1", "1", "Stop"));

        assertThat(followed.changes()).containsExactly(Change.HELD, Change.UNHELD);
    }

    @Test
    void a_blind_transfer_is_told_and_keeps_it_one_call() {
        talking();
        followed.told(
                """
                Event: BlindTransfer
                Result: Success
                TransfererChannel: SIP/1001-2
                TransfererUniqueid: 2
                TransfererLinkedid: 1
                TransfereeChannel: Dongle/d0-1
                TransfereeUniqueid: 1
                TransfereeLinkedid: 1
                Context: default
                Extension: 1002

                """);
        followed.told(hangup("SIP/1001-2", "2", 16));
        followed.told(snapshot("Newchannel", "SIP/1002-3", "3", "1", 0));
        followed.told(snapshot("Newstate", "SIP/1002-3", "3", "1", 6));
        followed.told(hangup("SIP/1002-3", "3", 16) + hangup("Dongle/d0-1", "1", 16));

        assertThat(followed.changes()).contains(Change.TRANSFERRED);
        assertThat(followed.calls()).hasSize(1);
        assertThat(followed.calls().get(0).legs()).hasSize(3);
        CallEvent transfer = followed.all(CallEvent.class).stream()
                .filter(each -> each.change() == Change.TRANSFERRED)
                .findFirst()
                .orElseThrow();
        assertThat(transfer.channel()).isEqualTo("Dongle/d0-1");
    }

    @Test
    void an_attended_transfer_makes_one_call_of_two() {
        talking();
        followed.told(
                snapshot("Newchannel", "SIP/1001-5", "5", "5", 4) + snapshot("Newchannel", "SIP/1002-6", "6", "5", 0));
        assertThat(followed.tracker.live()).isEqualTo(2);
        followed.told(
                """
                Event: AttendedTransfer
                Result: Success
                OrigTransfererChannel: SIP/1001-2
                OrigTransfererUniqueid: 2
                OrigTransfererLinkedid: 1
                SecondTransfererChannel: SIP/1001-5
                SecondTransfererUniqueid: 5
                SecondTransfererLinkedid: 5
                TransfereeChannel: Dongle/d0-1
                TransfereeUniqueid: 1
                TransfereeLinkedid: 1

                """);

        assertThat(followed.tracker.live()).isEqualTo(1);
        assertThat(followed.changes()).endsWith(Change.TRANSFERRED);
    }

    @Test
    void a_transfer_by_a_phone_of_an_old_server_is_told() {
        followed.told(old("SIP/a-1", "1", 4) + old("SIP/b-2", "2", 4));
        followed.told("Event: Transfer\nTransferMethod: SIP\nTransferType: Attended\nChannel: SIP/a-1\nUniqueid: 1\n"
                + "TargetChannel: SIP/b-2\nTargetUniqueid: 2\n\n");

        assertThat(followed.changes()).containsExactly(Change.TRANSFERRED);
        assertThat(followed.tracker.live()).isEqualTo(1);
    }

    /** A menu answers the line, but nobody picks up. */
    @Test
    void an_inbound_call_that_only_the_dialplan_answered_was_missed() {
        followed.told(snapshot("Newchannel", "Dongle/d0-1", "1", "1", 4));
        followed.after(Duration.ofSeconds(1)).told(snapshot("Newstate", "Dongle/d0-1", "1", "1", 6));
        followed.told(
                snapshot("Newchannel", "SIP/1001-2", "2", "1", 0) + snapshot("Newstate", "SIP/1001-2", "2", "1", 5));
        followed.after(Duration.ofSeconds(20)).told(hangup("SIP/1001-2", "2", 16) + hangup("Dongle/d0-1", "1", 16));

        Call call = followed.calls().get(0);
        assertThat(call.missed()).isTrue();
        assertThat(call.talking()).isZero();
        assertThat(call.ringing()).isEqualTo(Duration.ofSeconds(21));
        assertThat(followed.changes()).containsExactly(Change.RINGING, Change.ANSWERED, Change.RINGING, Change.ENDED);
    }

    /** As of a click to call: the phone of the one who clicked rings and is answered, then the other one is dialled. */
    @ParameterizedTest
    @CsvSource({"17, BUSY", "0, FAILED"})
    void what_did_not_ring_where_it_was_to_be_answered_was_not_missed(int cause, CallOutcome outcome) {
        followed.told(snapshot("Newchannel", "SIP/1000-1", "1", "1", 0)
                + snapshot("Newstate", "SIP/1000-1", "1", "1", 5)
                + snapshot("Newstate", "SIP/1000-1", "1", "1", 6));
        followed.told(snapshot("Newchannel", "SIP/1001-2", "2", "1", 0));
        followed.told(hangup("SIP/1001-2", "2", cause) + hangup("SIP/1000-1", "1", cause));

        assertThat(followed.calls().get(0).missed()).isFalse();
        assertThat(followed.calls().get(0).outcome()).isEqualTo(outcome);
    }

    @Test
    void one_of_several_phones_that_answers_is_enough() {
        followed.told(snapshot("Newchannel", "Dongle/d0-1", "1", "1", 4));
        for (String phone : List.of("2", "3")) {
            followed.told(snapshot("Newchannel", "SIP/100" + phone + "-1", phone, "1", 0)
                    + snapshot("Newstate", "SIP/100" + phone + "-1", phone, "1", 5));
        }
        followed.told(snapshot("Newstate", "SIP/1003-1", "3", "1", 6) + hangup("SIP/1002-1", "2", 26));
        followed.told(hangup("SIP/1003-1", "3", 16) + hangup("Dongle/d0-1", "1", 16));

        Call call = followed.calls().get(0);
        assertThat(call.missed()).isFalse();
        assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(call.cause()).isEqualTo(16);
    }

    @Test
    void the_caller_is_the_number_that_came_in_whatever_the_dialplan_makes_of_it() {
        followed.told(snapshot("Newchannel", "Dongle/d0-1", "1", "1", 4));
        followed.told(
                snapshot("NewCallerid", "Dongle/d0-1", "1", "1", 4).replace("CallerIDNum: 100", "CallerIDNum: 0100"));
        followed.told(hangup("Dongle/d0-1", "1", 16));

        assertThat(followed.calls().get(0).caller()).isEqualTo("100");
    }

    @Test
    void the_trunk_is_what_the_settings_say() {
        Followed own = new Followed(
                CallSettings.defaults(ZoneOffset.UTC).withTrunk(channel -> channel.startsWith("SIP/provider-")));
        own.told(snapshot("Newchannel", "SIP/provider-1", "1", "1", 4) + hangup("SIP/provider-1", "1", 16));

        assertThat(own.calls().get(0).direction()).isEqualTo(CallDirection.INBOUND);
    }

    @Test
    void the_dialplan_half_of_a_local_channel_tells_nothing_of_its_own() {
        followed.told(old("Local/1@a-1;1", "1", 0) + old("Local/1@a-1;2", "2", 4));
        followed.told("Event: Newstate\nChannel: Local/1@a-1;2\nChannelState: 5\nUniqueid: 2\n\n");
        assertThat(followed.told).isEmpty();

        followed.told("Event: Newstate\nChannel: Local/1@a-1;1\nChannelState: 5\nUniqueid: 1\n\n");
        assertThat(followed.changes()).containsExactly(Change.RINGING);
    }

    // ------------------------------------------------------------------ gaps and disorder

    @Test
    void a_call_of_which_the_beginning_was_not_seen_is_handed_on_as_incomplete() {
        followed.told(snapshot("Newstate", "SIP/1001-2", "2", "1", 6) + hangup("SIP/1001-2", "2", 16));

        assertThat(followed.calls()).hasSize(1);
        assertThat(followed.calls().get(0).complete()).isFalse();
    }

    @Test
    void a_bare_hangup_makes_no_call() {
        followed.told(hangup("SIP/1001-2", "2", 16)).told(snapshot("Newstate", "SIP/1001-2", "2", "1", 6));

        assertThat(followed.told).isEmpty();
        assertThat(followed.tracker.live()).isZero();
    }

    /** The server lists the channels of one call in any order; without the list, a Hangup would be all that is heard. */
    @Test
    void a_call_that_began_in_a_gap_is_taken_in_by_its_first_channel_and_ends_as_one() {
        followed.tracker.reconcile(
                Capture.events(snapshot("CoreShowChannel", "Local/604@default-1;2", "1;2", "1", 4)
                        + snapshot("CoreShowChannel", "SIP/1003-7", "7", "1", 5)
                        + snapshot("CoreShowChannel", "Local/604@default-1;1", "1", "1", 5)),
                followed.now,
                2,
                followed.now);
        followed.told(hangup("Local/604@default-1;1", "1", 19)
                + hangup("SIP/1003-7", "7", 26)
                + hangup("Local/604@default-1;2", "1;2", 0));

        assertThat(followed.calls()).hasSize(1);
        assertThat(followed.calls().get(0).id()).isEqualTo("1");
        assertThat(followed.calls().get(0).complete()).isFalse();
        assertThat(followed.calls().get(0).legs()).hasSize(3);
    }

    @Test
    void after_a_gap_a_call_that_is_no_longer_listed_is_handed_on_as_incomplete() {
        talking();
        followed.told(snapshot("Newchannel", "Dongle/d1-9", "9", "9", 4));
        followed.tracker.interrupted();
        followed.after(Duration.ofSeconds(30));
        followed.tracker.reconcile(
                Capture.events(snapshot("CoreShowChannel", "Dongle/d1-9", "9", "9", 6)
                        + snapshot("CoreShowChannel", "SIP/1003-7", "7", "7", 6)),
                followed.now,
                2,
                followed.now);

        assertThat(followed.calls()).hasSize(1);
        Call gone = followed.calls().get(0);
        assertThat(gone.id()).isEqualTo("1");
        assertThat(gone.epoch()).isEqualTo(2);
        assertThat(gone.complete()).isFalse();
        assertThat(followed.tracker.live()).as("the listed two go on").isEqualTo(2);

        followed.told(hangup("SIP/1003-7", "7", 16) + hangup("Dongle/d1-9", "9", 16));
        assertThat(followed.calls()).hasSize(3).noneMatch(Call::complete);
    }

    @Test
    void a_call_whose_end_was_missed_is_given_up_in_the_end() {
        talking();
        followed.after(Duration.ofHours(13));

        assertThat(followed.calls()).hasSize(1);
        assertThat(followed.calls().get(0).complete()).isFalse();
        assertThat(followed.tracker.givenUp()).isEqualTo(1);
        assertThat(followed.tracker.live()).isZero();
    }

    @Test
    void with_more_calls_than_allowed_the_oldest_is_handed_on() {
        CallSettings few = new CallSettings(c -> false, ZoneOffset.UTC, 10, Duration.ofHours(1), Duration.ofSeconds(1));
        Followed own = new Followed(few);
        for (int i = 0; i < 25; i++) {
            own.told(snapshot("Newchannel", "SIP/x-" + i, "" + i, "" + i, 4));
        }

        assertThat(own.tracker.live()).isEqualTo(10);
        assertThat(own.calls()).hasSize(15).noneMatch(Call::complete);
        assertThat(own.calls().get(0).id()).isEqualTo("0");
        assertThat(own.tracker.givenUp()).isEqualTo(15);
    }

    @Test
    void a_conference_that_goes_on_for_ever_does_not_collect_those_who_left() {
        followed.told(snapshot("Newchannel", "SIP/room-0", "room", "room", 4));
        for (int i = 0; i < 1000; i++) {
            String id = "guest" + i;
            followed.told(snapshot("Newchannel", "SIP/x-" + i, id, id, 4)
                    + snapshot("BridgeEnter", "SIP/x-" + i, id, "room", 6)
                    + hangup("SIP/x-" + i, id, 16));
        }
        assertThat(followed.tracker.live()).isEqualTo(1);
        followed.told(hangup("SIP/room-0", "room", 16));

        assertThat(followed.calls()).hasSize(1);
        Call call = followed.calls().get(0);
        assertThat(call.legs()).hasSizeLessThanOrEqualTo(201);
        assertThat(call.history()).hasSizeLessThanOrEqualTo(200);
        assertThat(call.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3/call_trace", "13.38.3/call_trace", "22.10.1/call_trace", "22.10.1/queues"})
    void repeated_events_change_nothing(String file) {
        Followed twice = new Followed();
        for (Capture.Said each : Capture.of(file + ".txt").events()) {
            twice.tracker.accept(each.event(), 1, each.at());
            twice.tracker.accept(each.event(), 1, each.at());
        }
        Followed once = Followed.capture(file + ".txt");

        assertThat(twice.calls()).isEqualTo(once.calls());
        assertThat(twice.all(CallEvent.class)).isEqualTo(once.all(CallEvent.class));
    }

    /** Dropped, repeated and shuffled within a window: never an exception, never a call twice, nothing kept for ever. */
    @Test
    void whatever_arrives_each_call_is_told_at_most_once_and_all_end() {
        List<Capture.Said> all = new ArrayList<>();
        for (String version : List.of("1.8.32.3", "13.38.3", "22.10.1")) {
            for (String file : List.of("call_trace", "originate_async", "bridge", "park", "queues")) {
                all.addAll(Capture.of(version + "/" + file + ".txt").events());
            }
        }
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Capture.Said> some = new ArrayList<>(all);
            some.removeIf(each -> random.nextInt(10) == 0);
            for (int i = 0; i + 6 < some.size(); i += 6) {
                Collections.shuffle(some.subList(i, i + 6), random);
            }
            Followed own = new Followed();
            Instant now = Instant.EPOCH;
            for (Capture.Said each : some) {
                now = now.plusMillis(5);
                own.now = now;
                Instant at = now;
                assertThatCode(() -> own.tracker.accept(each.event(), 1, at))
                        .as("seed %d", seed)
                        .doesNotThrowAnyException();
            }
            own.after(Duration.ofDays(1));

            assertThat(own.tracker.live()).as("seed %d", seed).isZero();
            List<String> legs = own.calls().stream()
                    .flatMap(call -> call.legs().stream())
                    .map(Call.Leg::uniqueId)
                    .toList();
            assertThat(legs).as("seed %d: a channel is in one call", seed).hasSameSizeAs(new HashSet<>(legs));
        }
    }

    // ------------------------------------------------------------------ events by hand

    /** A call from the mobile network that somebody at 1001 answered. */
    private void talking() {
        followed.told(snapshot("Newchannel", "Dongle/d0-1", "1", "1", 4)
                + snapshot("Newchannel", "SIP/1001-2", "2", "1", 0)
                + snapshot("Newstate", "SIP/1001-2", "2", "1", 6)
                + snapshot("Newstate", "Dongle/d0-1", "1", "1", 6));
    }

    private static String snapshot(String event, String channel, String id, String linkedId, int state) {
        return "Event: " + event + "\nChannel: " + channel + "\nChannelState: " + state
                + "\nCallerIDNum: 100\nExten: 200\n" + "Uniqueid: " + id + "\nLinkedid: " + linkedId + "\n\n";
    }

    private static String old(String channel, String id, int state) {
        return "Event: Newchannel\nChannel: " + channel + "\nChannelState: " + state + "\nUniqueid: " + id + "\n\n";
    }

    private static String music(String channel, String id, String state) {
        return "Event: MusicOnHold\nState: " + state + "\nChannel: " + channel + "\nUniqueID: " + id + "\n\n";
    }

    private static String hangup(String channel, String id, int cause) {
        return "Event: Hangup\nChannel: " + channel + "\nUniqueid: " + id + "\nCause: " + cause + "\n\n";
    }
}
