package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of the originates that the recordings hold. */
class RecordedOriginatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.8.32.3 | ANSWERED ANSWERED BUSY NO_ANSWER CONGESTION HUNG_UP FAILED FAILED",
                "13.38.3  | ANSWERED ANSWERED BUSY NO_ANSWER CONGESTION HUNG_UP FAILED FAILED ANSWERED FAILED ANSWERED",
                "22.10.1  | ANSWERED ANSWERED BUSY NO_ANSWER CONGESTION HUNG_UP FAILED FAILED ANSWERED FAILED ANSWERED",
            })
    void each_has_its_outcome(String version, String outcomes) {
        List<CallResult> results = results(version + "/originate_async.txt", true);

        assertThat(results).extracting(CallResult::outcome).containsExactlyElementsOf(parse(outcomes));
        assertThat(results.get(0).channel()).startsWith("Local/607@default-");
        assertThat(results.get(0).uniqueId()).isNotNull();
        assertThat(results.get(2).causeText()).isEqualTo("User busy");
        assertThat(results.get(5).causeText()).isEqualTo("Unallocated (unassigned) number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void where_the_user_cannot_see_the_originate_response_the_channel_decides(String version) {
        List<CallResult> results = results(version + "/originate_async.txt", false);

        assertThat(results.get(0).outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(results.get(1).outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(results.get(3).outcome()).isEqualTo(CallOutcome.NO_ANSWER);
        assertThat(results.get(5).outcome()).isEqualTo(CallOutcome.HUNG_UP);
        assertThat(results.get(7).outcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(results.get(7).detail()).contains("read=call");
    }

    /** The reason is 0 on 16 and 1 on 1.8 for a busy number and for one that does not exist; the cause tells them apart. */
    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_vague_reason_is_made_precise_by_the_channel_s_cause(String folder) {
        List<CallResult> results = results(folder + "/call_out_async.txt", true);

        assertThat(results)
                .extracting(CallResult::outcome)
                .containsExactlyElementsOf(parse("ANSWERED BUSY HUNG_UP ANSWERED NO_ANSWER"));
        assertThat(results.get(1).cause()).isEqualTo(17);
        assertThat(results.get(2).causeText()).isEqualTo("Unallocated (unassigned) number");
    }

    @Test
    void a_channel_that_cannot_be_dialled_fails_and_points_at_the_span() {
        List<CallResult> results = results("chan_dongle-wdoekes-16.28.0/call_out_errors.txt", true);

        assertThat(results).isNotEmpty().allMatch(result -> result.outcome() == CallOutcome.FAILED);
        assertThat(results).allMatch(result -> result.failure() == io.camelami.gsm.FailureClass.SPAN_BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_dongle_of_a_group_is_recognised(String folder) {
        List<CallResult> results = results(folder + "/call_out_ways.txt", false);

        assertThat(results.subList(0, 5)).allMatch(result -> result.outcome() == CallOutcome.ANSWERED);
    }

    private static List<CallOutcome> parse(String outcomes) {
        return Arrays.stream(outcomes.split(" ")).map(CallOutcome::valueOf).toList();
    }

    /** Replays a recording: every asynchronous originate in it, with all that the server said afterwards. */
    private static List<CallResult> results(String file, boolean responseVisible) {
        Capture capture = Capture.of(file);
        List<OriginateAttempt> attempts = new ArrayList<>();
        List<Capture.Sent> todo = new ArrayList<>(capture.sent().stream()
                .filter(sent -> sent.action().startsWith("Action: Originate")
                        && sent.action().contains("Async: true")
                        && !sent.action().contains("Channel: Dongle/\r")) // which a request refuses
                .toList());
        Instant now = Instant.EPOCH;
        for (Capture.Said said : capture.said()) {
            while (!todo.isEmpty() && todo.get(0).at().isBefore(said.at())) {
                attempts.add(attempt(todo.remove(0)));
            }
            now = said.at();
            for (OriginateAttempt attempt : attempts) {
                if (said.response() != null
                        && attempt.id().equals(said.response().actionId())) {
                    attempt.answered(said.response(), now);
                }
                boolean hidden = said.event() != null && said.event().is("OriginateResponse") && !responseVisible;
                if (said.event() != null && !hidden && attempt.event(said.event(), now)) {
                    break;
                }
                attempt.tick(now);
            }
        }
        for (OriginateAttempt attempt : attempts) {
            attempt.tick(now.plus(Duration.ofMinutes(2)));
        }
        return attempts.stream().map(OriginateAttempt::result).toList();
    }

    private static OriginateAttempt attempt(Capture.Sent sent) {
        OriginateRequest request =
                OriginateRequest.toApplication(RecordedCallsTest.header(sent.action(), "Channel"), "Wait", "1");
        String timeout = RecordedCallsTest.header(sent.action(), "Timeout");
        if (timeout != null) {
            request = request.withTimeout(Duration.ofMillis(Long.parseLong(timeout)));
        }
        String id = RecordedCallsTest.header(sent.action(), "ChannelId");
        String actionId = RecordedCallsTest.header(sent.action(), "ActionID");
        return new OriginateAttempt(request, id == null || !id.equals(actionId) ? actionId : id, 1, sent.at());
    }
}
