package io.camelami.gsm.call;

import static io.camelami.gsm.event.CallDirection.INBOUND;
import static io.camelami.gsm.event.CallDirection.INTERNAL;
import static io.camelami.gsm.event.CallDirection.OUTBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.CallEvent.Change;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the recorded servers, against a reading of the recordings by hand. */
class RecordedCallsTest {

    /** Two phones: the first is called, and when it answers it calls the second. Seconds read from the recordings. */
    @ParameterizedTest
    @CsvSource({
        "1.8.32.3, 1795232235.70, 608,  4, 0.691, 1.112",
        "13.38.3,  1795232265.80, 608,  4, 0.602, 0.721",
        "22.10.1,  1795232041.80, 1001, 2, 0.617, 2.972",
    })
    void a_click_to_call_is_one_call_on_every_version(
            String version, String id, String called, int legs, double ringing, double talking) {
        Followed followed = Followed.capture(version + "/call_trace.txt");

        Call call = followed.call(id);
        assertThat(call.direction()).isEqualTo(INTERNAL);
        assertThat(call.caller()).isEqualTo("3000");
        assertThat(call.called()).isEqualTo(called);
        assertThat(call.legs()).hasSize(legs);
        assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(call.cause()).isEqualTo(16);
        assertThat(call.causeText()).isEqualTo("Normal Clearing");
        assertThat(call.missed()).isFalse();
        assertThat(call.complete()).isTrue();
        assertThat(seconds(call.ringing())).isCloseTo(ringing, within(0.002));
        assertThat(seconds(call.talking())).isCloseTo(talking, within(0.002));
        assertThat(call.history())
                .extracting(Call.Step::change)
                .containsExactly(Change.RINGING, Change.ANSWERED, Change.RINGING, Change.ANSWERED, Change.ENDED);
        assertThat(followed.tracker.live()).isZero();
    }

    /** On 22 the phones are played by the same server, which has a call of its own for each. */
    @Test
    void a_phone_played_by_the_server_itself_is_a_call_of_its_own() {
        assertThat(Followed.capture("22.10.1/call_trace.txt").calls())
                .extracting(Call::id)
                .containsExactlyInAnyOrder("1795232041.80", "1795232041.81", "1795232041.83");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void every_originate_is_one_call_with_its_outcome_and_cause(String version) {
        List<Call> calls = Followed.capture(version + "/originate_async.txt").calls();

        assertThat(outcomes(calls, "602")).contains(CallOutcome.ANSWERED);
        assertThat(only(calls, "603").outcome()).isEqualTo(CallOutcome.BUSY);
        assertThat(only(calls, "603").cause()).isEqualTo(17);
        Call unanswered = only(calls, "604");
        assertThat(unanswered.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
        assertThat(unanswered.cause()).isEqualTo(19);
        assertThat(unanswered.missed()).isTrue();
        assertThat(seconds(unanswered.ringing())).isCloseTo(1.5, within(0.01));
        assertThat(unanswered.talking()).isZero();
        assertThat(only(calls, "605").outcome()).isEqualTo(CallOutcome.CONGESTION);
        assertThat(only(calls, "605").cause()).isEqualTo(34);
        assertThat(only(calls, "606").outcome()).isEqualTo(CallOutcome.HUNG_UP);
        assertThat(only(calls, "606").cause()).isEqualTo(1);
        assertThat(only(calls, "99999").outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(calls).allMatch(Call::complete);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void a_synchronous_originate_is_the_same_call(String version) {
        List<Call> calls = Followed.capture(version + "/originate_sync.txt").calls();

        assertThat(outcomes(calls, "602")).containsExactly(CallOutcome.ANSWERED);
        assertThat(outcomes(calls, "604")).containsExactly(CallOutcome.NO_ANSWER);
        assertThat(outcomes(calls, "606")).containsExactly(CallOutcome.HUNG_UP);
        assertThat(outcomes(calls, "99999")).containsExactly(CallOutcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"1.8.32.3, 2", "13.38.3, 3", "22.10.1, 3"})
    void a_redirect_in_the_middle_keeps_it_one_call(String version, int ended) {
        List<Call> calls =
                Followed.capture(version + "/redirect_timeout_hangup.txt").calls();

        assertThat(calls).hasSize(ended).allMatch(call -> call.legs().size() == 2);
        assertThat(calls.get(0).called()).isEqualTo("601");
        assertThat(seconds(calls.get(0).talking())).isCloseTo(1.52, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void two_calls_that_are_bridged_go_on_as_one(String version) {
        Followed followed = Followed.capture(version + "/bridge.txt");

        assertThat(followed.calls()).hasSize(1);
        assertThat(seconds(followed.calls().get(0).talking())).isBetween(4.0, 5.0);
        assertThat(followed.tracker.live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void a_parked_call_goes_on_to_its_end(String version) {
        Followed followed = Followed.capture(version + "/park.txt");

        assertThat(followed.calls()).hasSize(2);
        assertThat(followed.calls()).anyMatch(call -> seconds(call.talking()) > 3.3);
        assertThat(followed.tracker.live()).isZero();
    }

    /** The caller waits in a queue for 0.6 s before the agent's phone rings for 0.2 to 0.3 s. */
    @ParameterizedTest
    @CsvSource({"1.8.32.3, 1795232287.97, 1.218", "13.38.3, 1795232318.107, 1.179", "22.10.1, 1795232092.107, 1.200"})
    void a_queue_does_not_count_as_an_answer(String version, String id, double talking) {
        Call call = Followed.capture(version + "/queues.txt").call(id);

        assertThat(call.called()).isEqualTo("620");
        assertThat(call.legs()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(seconds(call.talking())).isCloseTo(talking, within(0.002));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.8.32.3/sms_inbound",
                "13.38.3/sms_inbound",
                "22.10.1/sms_inbound",
                "chan_dongle-bg111-1.8.32.3/inbound",
                "chan_dongle-wdoekes-16.28.0/inbound"
            })
    void the_channels_that_announce_a_message_are_no_calls(String file) {
        Followed followed = Followed.capture(file + ".txt");

        assertThat(followed.calls()).isEmpty();
        assertThat(followed.all(CallEvent.class)).isEmpty();
        assertThat(followed.tracker.live()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "chan_dongle-bg111-1.8.32.3,  call_in_answered,     +491761111110, 1.002, 4.303, 16",
        "chan_dongle-wdoekes-16.28.0, call_in_answered,     +491761111110, 1.001, 4.303, 16",
        "chan_dongle-bg111-1.8.32.3,  call_in_answered_gsm, +491761111110, 1.001, 4.305, 16",
        "chan_dongle-wdoekes-16.28.0, call_in_answered_gsm, +491761111110, 1.000, 4.303, 16",
        "chan_dongle-bg111-1.8.32.3,  call_in_hangup,       +491761111110, 1.001, 2.002, 0",
        "chan_dongle-wdoekes-16.28.0, call_in_hangup,       +491761111110, 1.001, 2.002, 0",
        "chan_dongle-bg111-1.8.32.3,  call_in_noext,        +491761111111, 1.001, 3.002, 16",
        "chan_dongle-wdoekes-16.28.0, call_in_noext,        +491761111111, 1.000, 3.003, 16",
    })
    void an_inbound_gsm_call_has_both_numbers(
            String folder, String file, String called, double ringing, double talking, int cause) {
        Followed followed = Followed.capture(folder + "/" + file + ".txt");

        assertThat(followed.calls()).hasSize(1);
        Call call = followed.calls().get(0);
        assertThat(call.direction()).isEqualTo(INBOUND);
        assertThat(call.number()).isEqualTo("+4915112345678");
        assertThat(call.called()).isEqualTo(called);
        assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(call.cause()).isEqualTo(cause);
        assertThat(call.missed()).isFalse();
        assertThat(seconds(call.ringing())).isCloseTo(ringing, within(0.002));
        assertThat(seconds(call.talking())).isCloseTo(talking, within(0.002));
        assertThat(followed.changes()).containsExactly(Change.RINGING, Change.ANSWERED, Change.ENDED);
        CallEvent first = followed.all(CallEvent.class).get(0);
        assertThat(first.number()).isEqualTo("+4915112345678");
        assertThat(first.called()).isEqualTo(called);
        assertThat(first.channel()).startsWith("Dongle/dongle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_caller_who_gives_up_was_missed(String folder) {
        List<Call> calls = Followed.capture(folder + "/call_in_abandoned.txt").calls();

        assertThat(calls).hasSize(2).allMatch(Call::missed);
        assertThat(calls).extracting(Call::outcome).containsOnly(CallOutcome.HUNG_UP);
        assertThat(calls).extracting(Call::caller).containsExactly("+4915112345678", null);
        assertThat(calls).allMatch(call -> Math.abs(seconds(call.ringing()) - 0.601) < 0.002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_waiting_call_is_a_second_call(String folder) {
        List<Call> calls = Followed.capture(folder + "/call_waiting.txt").calls();

        assertThat(calls).extracting(Call::caller).containsExactly("+4915112345678", "+49222");
        assertThat(calls).extracting(Call::outcome).containsOnly(CallOutcome.ANSWERED);
    }

    /** The original driver's Asterisk has no event with the number, so the originate is announced to the tracker. */
    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void an_outbound_gsm_call_has_the_number_and_the_network_s_cause(String folder) {
        Capture capture = Capture.of(folder + "/call_out_async.txt");
        Followed followed = new Followed();
        HashSet<Capture.Sent> announced = new HashSet<>();
        for (Capture.Said each : capture.events()) {
            for (Capture.Sent sent : capture.sent()) {
                if (sent.action().startsWith("Action: Originate")
                        && !sent.at().isAfter(each.at())
                        && announced.add(sent)) {
                    followed.tracker.dialing(header(sent.action(), "Channel"), sent.at());
                }
            }
            followed.tracker.accept(each.event(), 1, each.at());
        }

        List<Call> calls = followed.calls();
        assertThat(calls).extracting(Call::direction).containsOnly(OUTBOUND);
        assertThat(calls).extracting(Call::number).containsExactly("+4915112345678", "+491", "+492", "+495", "+494");
        assertThat(calls)
                .extracting(Call::outcome)
                .containsExactly(
                        CallOutcome.ANSWERED,
                        CallOutcome.BUSY,
                        CallOutcome.HUNG_UP,
                        CallOutcome.ANSWERED,
                        CallOutcome.NO_ANSWER);
        assertThat(calls.get(2).causeText()).isEqualTo("Unallocated (unassigned) number");
        assertThat(seconds(calls.get(0).ringing())).isCloseTo(1.4, within(0.01));
        assertThat(seconds(calls.get(0).talking())).isCloseTo(2.1, within(0.01));
        assertThat(calls).noneMatch(Call::missed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_call_that_the_dialplan_sends_to_a_dongle_is_outbound(String folder) {
        List<Call> calls = Followed.capture(folder + "/call_out_ways.txt").calls();
        Call call = calls.get(calls.size() - 1);

        assertThat(call.direction()).isEqualTo(OUTBOUND);
        assertThat(call.number()).isEqualTo("+4915112345678");
        assertThat(call.legs()).hasSize(3);
        assertThat(seconds(call.talking())).isCloseTo(2.6, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_modem_pulled_out_ends_the_call(String folder) {
        Followed followed = Followed.capture(folder + "/call_unplug.txt");

        assertThat(followed.calls()).hasSize(1);
        assertThat(seconds(followed.calls().get(0).talking())).isCloseTo(1.0, within(0.01));
        assertThat(followed.tracker.live()).isZero();
    }

    @Test
    void what_is_told_shows_no_number_in_a_log() {
        Followed followed = Followed.capture("chan_dongle-wdoekes-16.28.0/call_in_answered.txt");

        assertThat(followed.told.toString()).doesNotContain("49151", "49176");
    }

    private static Call only(List<Call> calls, String called) {
        List<Call> found =
                calls.stream().filter(call -> called.equals(call.called())).toList();
        assertThat(found).as("calls of %s", called).hasSize(1);
        return found.get(0);
    }

    private static List<CallOutcome> outcomes(List<Call> calls, String called) {
        return calls.stream()
                .filter(call -> called.equals(call.called()))
                .map(Call::outcome)
                .toList();
    }

    static String header(String action, String name) {
        return action.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElse(null);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
