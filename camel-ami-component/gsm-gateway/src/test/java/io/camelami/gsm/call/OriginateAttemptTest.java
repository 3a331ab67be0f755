package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginateAttemptTest {

    private static final Instant START = Instant.EPOCH;

    private final OriginateAttempt attempt = new OriginateAttempt(
            OriginateRequest.toExtension("SIP/1000", "default", "600").withTimeout(Duration.ofSeconds(20)),
            "id-1",
            7,
            START);

    @Test
    void it_has_one_outcome_whatever_comes_later() {
        event("Event: OriginateResponse\nActionID: id-1\nResponse: Failure\nReason: 5\nUniqueid: <null>\n");
        CallResult first = attempt.result();
        event(
                "Event: OriginateResponse\nActionID: id-1\nResponse: Success\nReason: 4\nChannel: SIP/1000-1\nUniqueid: 1\n");
        attempt.linkLost("gone", START);

        assertThat(first.outcome()).isEqualTo(CallOutcome.BUSY);
        assertThat(first.epoch()).isEqualTo(7);
        assertThat(attempt.result()).isSameAs(first);
    }

    @Test
    void the_response_of_another_originate_says_nothing() {
        event("Event: OriginateResponse\nActionID: id-2\nResponse: Success\nReason: 4\n");
        event("Event: OriginateResponse\nResponse: Success\nReason: 4\n");

        assertThat(attempt.result()).isNull();
    }

    @Test
    void a_server_that_refuses_for_lack_of_rights_is_a_matter_of_configuration() {
        attempt.answered(response("Response: Error\nMessage: Permission denied\n"), START);

        assertThat(attempt.result().outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(attempt.result().failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(attempt.result().detail()).contains("write=originate");
    }

    @Test
    void an_extension_that_does_not_exist_is_the_request_s_fault() {
        attempt.answered(response("Response: Error\nMessage: Extension does not exist.\n"), START);

        assertThat(attempt.result().failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(attempt.result().reply()).isEqualTo("Extension does not exist.");
    }

    @Test
    void a_lost_link_leaves_it_unknown() {
        attempt.answered(response("Response: Success\nMessage: Originate successfully queued\n"), START);
        attempt.linkLost("The link was lost.", START);

        assertThat(attempt.result().outcome()).isEqualTo(CallOutcome.UNKNOWN);
    }

    @Test
    void silence_ends_as_unknown_after_the_ringing_and_a_margin() {
        attempt.tick(START.plusSeconds(29));
        assertThat(attempt.result()).isNull();
        attempt.tick(START.plusSeconds(30));

        assertThat(attempt.result().outcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(attempt.result().detail()).contains("eventfilter");
    }

    @Test
    void the_channel_with_our_own_id_takes_precedence_over_one_that_looks_like_it() {
        event("Event: Newchannel\nChannel: SIP/1000-1\nChannelState: 0\nUniqueid: 11\n");
        event("Event: Newchannel\nChannel: SIP/1000-2\nChannelState: 0\nUniqueid: id-1\n");
        event("Event: Hangup\nChannel: SIP/1000-1\nUniqueid: 11\nCause: 17\n");
        event("Event: OriginateResponse\nActionID: id-1\nResponse: Failure\nReason: 0\nUniqueid: id-1\n");
        event("Event: Hangup\nChannel: SIP/1000-2\nUniqueid: id-1\nCause: 21\n");

        assertThat(attempt.result().outcome()).isEqualTo(CallOutcome.HUNG_UP);
        assertThat(attempt.result().causeText()).isEqualTo("Call Rejected");
    }

    @Test
    void a_channel_of_another_originate_is_not_taken_for_its_own() {
        event("Event: Newchannel\nChannel: SIP/1000-1\nChannelState: 0\nUniqueid: " + OriginateAttempt.newId() + "\n");
        event("Event: OriginateResponse\nActionID: id-1\nResponse: Failure\nReason: 1\nUniqueid: <null>\n");

        assertThat(attempt.result().channel()).isNull();
    }

    /** Seen on 16 and 22 under load: the half that was dialled goes first and without the cause. */
    @Test
    void either_half_of_a_local_channel_may_have_the_cause() {
        OriginateAttempt local = new OriginateAttempt(
                OriginateRequest.toApplication("Local/606@default", "Wait", "1"), "id-2", 1, START);
        Capture.events(
                        """
                        Event: Newchannel
                        Channel: Local/606@default-1;1
                        ChannelState: 0
                        Uniqueid: id-2

                        Event: OriginateResponse
                        ActionID: id-2
                        Response: Failure
                        Reason: 0
                        Uniqueid: id-2

                        Event: Hangup
                        Channel: Local/606@default-1;1
                        Uniqueid: id-2
                        Cause: 0

                        Event: Hangup
                        Channel: Local/606@default-1;2
                        Uniqueid: id-2;2
                        Cause: 1

                        """)
                .forEach(each -> local.event(each, START));

        assertThat(local.result().outcome()).isEqualTo(CallOutcome.HUNG_UP);
        assertThat(local.result().cause()).isEqualTo(1);
    }

    /** Seen on 16 and 22 with several originates at once. */
    @Test
    void the_whole_channel_may_come_after_the_failure() {
        event("Event: OriginateResponse\nActionID: id-1\nResponse: Failure\nReason: 0\nUniqueid: id-1\n");
        event("Event: Newchannel\nChannel: SIP/1000-1\nChannelState: 0\nUniqueid: id-1\n");
        event("Event: Hangup\nChannel: SIP/1000-1\nUniqueid: id-1\nCause: 17\n");

        assertThat(attempt.result().outcome()).isEqualTo(CallOutcome.BUSY);
    }

    @Test
    void a_vague_failure_waits_a_second_for_its_cause_and_no_longer() {
        event("Event: Newchannel\nChannel: SIP/1000-1\nChannelState: 0\nUniqueid: 11\n");
        event("Event: OriginateResponse\nActionID: id-1\nResponse: Failure\nReason: 0\nUniqueid: <unknown>\n");
        assertThat(attempt.result()).isNull();
        assertThat(attempt.decideAt()).isEqualTo(START.plusSeconds(1));
        attempt.tick(START.plusSeconds(1));

        assertThat(attempt.result().outcome()).isEqualTo(CallOutcome.FAILED);
    }

    @Test
    void the_result_shows_no_number_in_a_log() {
        event(
                "Event: OriginateResponse\nActionID: id-1\nResponse: Success\nReason: 4\nChannel: SIP/4915112345678-1\nUniqueid: 1\n");

        assertThat(attempt.result().toString()).doesNotContain("49151");
    }

    private void event(String text) {
        Capture.events(text + "\n").forEach(each -> attempt.event(each, START));
    }

    static AmiResponse response(String text) {
        List<AmiMessage> read = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        decoder.input().put(("Asterisk Call Manager/1.1\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
        decoder.decode(read::add);
        return (AmiResponse) read.get(0);
    }
}
