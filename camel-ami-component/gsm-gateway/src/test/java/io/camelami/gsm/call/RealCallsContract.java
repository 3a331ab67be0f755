package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.TestGateway;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallDirection;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.CallEvent.Change;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls over a real Asterisk, whatever its version; its phones 1000 and 1001 answer after 0.3 s. */
abstract class RealCallsContract {

    private TestGateway gateway;

    abstract RealAsterisk asterisk();

    @BeforeEach
    void logIn() {
        gateway = as("admin");
    }

    @AfterEach
    void end() {
        gateway.close();
    }

    private TestGateway as(String user) {
        return new TestGateway(GatewayConfig.builder(asterisk().host())
                        .name(user)
                        .port(asterisk().port())
                        .username(user)
                        .secret(RealAsterisk.SECRET)
                        .dialect("asterisk")
                        .zone(ZoneOffset.UTC)
                        .build())
                .up();
    }

    // ------------------------------------------------------------------ originate

    @ParameterizedTest
    @CsvSource({
        "Local/600@default, ANSWERED, 0",
        "Local/603@default, BUSY, 17",
        "Local/604@default, NO_ANSWER, 19",
        "Local/605@default, CONGESTION, 34",
        "Local/606@default, HUNG_UP, 1",
        "Local/99999@default, FAILED, 0",
        "NOTECH/1, FAILED, 0",
    })
    void an_originate_has_its_outcome_and_its_cause(String channel, CallOutcome outcome, int cause) {
        CallResult result =
                originate(OriginateRequest.toApplication(channel, "Wait", "1").withTimeout(Duration.ofSeconds(1)));

        assertThat(result.outcome()).as(result.detail()).isEqualTo(outcome);
        assertThat(result.cause()).isEqualTo(cause);
        assertThat(result.failure() == FailureClass.SPAN_BROKEN).isEqualTo(outcome == CallOutcome.FAILED);
    }

    @Test
    void the_channel_has_the_id_of_the_originate() {
        CallResult result = originate(OriginateRequest.toApplication("Local/602@default", "Wait", "1"));

        assertThat(result.uniqueId()).isEqualTo(result.id());
        assertThat(result.channel()).startsWith("Local/602@default-");
        Call call = call(result.uniqueId());
        assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(call.called()).isEqualTo("602");
    }

    @RepeatedTest(3)
    void many_originates_at_once_keep_their_outcomes_apart() {
        List<String> extensions = List.of("602", "603", "605", "606", "99999");
        List<CompletableFuture<CallResult>> all = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(gateway.gateway()
                    .originate(OriginateRequest.toApplication(
                            "Local/" + extensions.get(i % 5) + "@default", "Wait", "1")));
        }

        for (int i = 0; i < 20; i++) {
            CallOutcome expected = List.of(
                            CallOutcome.ANSWERED,
                            CallOutcome.BUSY,
                            CallOutcome.CONGESTION,
                            CallOutcome.HUNG_UP,
                            CallOutcome.FAILED)
                    .get(i % 5);
            assertThat(all.get(i).orTimeout(20, TimeUnit.SECONDS).join().outcome())
                    .isEqualTo(expected);
        }
    }

    @Test
    void any_value_of_a_variable_arrives_as_it_is() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("A", "comma, \"quotes\" and \\back\\\\slash\"");
        values.put("B", "x,C=2");
        values.put("__C", "${SHELL(id)} $[1+1] ; | # % = 'q' héllo 你好");
        CallResult result = originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "30")
                .withVariables(values));

        assertThat(variable(result.channel(), "A")).isEqualTo(values.get("A"));
        assertThat(variable(result.channel(), "B")).isEqualTo(values.get("B"));
        assertThat(variable(result.channel(), "C")).isEqualTo(values.get("__C"));
        hangup(result.channel());
    }

    @Test
    void a_user_who_may_not_originate_is_told_what_is_missing() {
        try (TestGateway reader = as("reader")) {
            CallResult result = result(
                    reader.gateway().originate(OriginateRequest.toApplication("Local/600@default", "Wait", "1")));

            assertThat(result.outcome()).isEqualTo(CallOutcome.FAILED);
            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail()).contains("write=originate");
        }
    }

    @Test
    void what_cannot_be_written_fails_and_calls_nobody() {
        CallResult result = originate(OriginateRequest.toApplication("Local/600@default", "Wait", "1\r\nX: y"));

        assertThat(result.outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
    }

    @Test
    void an_originate_that_rings_when_the_gateway_is_closed_is_unknown() {
        CompletableFuture<CallResult> ringing = gateway.gateway()
                .originate(OriginateRequest.toApplication("Local/604@default", "Wait", "1")
                        .withTimeout(Duration.ofSeconds(1)));
        Awaitility.await().until(() -> changes().contains(Change.RINGING));
        gateway.close();

        assertThat(result(ringing).outcome()).isEqualTo(CallOutcome.UNKNOWN);
    }

    @Test
    void an_originate_that_rings_when_the_server_dies_is_unknown() {
        CompletableFuture<CallResult> ringing =
                gateway.gateway().originate(OriginateRequest.toApplication("Local/604@default", "Wait", "1"));
        Awaitility.await().until(() -> changes().contains(Change.RINGING));
        asterisk().kill();

        CallResult result = result(ringing);
        asterisk().start();
        assertThat(result.outcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(result.detail()).contains("link was lost");
    }

    // ------------------------------------------------------------------ calls

    @Test
    void a_call_from_1000_to_1001_is_one_call_with_its_legs_and_record() {
        CallResult result = originate(
                OriginateRequest.toExtension("PJSIP/1000", "default", "1001").withCallerId("\"Carol\" <3000>"));
        Awaitility.await().until(() -> count(Change.ANSWERED, result.uniqueId()) == 2);
        Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        hangup(result.channel());

        Call call = call(result.uniqueId());
        assertThat(call.direction()).isEqualTo(CallDirection.INTERNAL);
        assertThat(call.caller()).isEqualTo("3000");
        assertThat(call.called()).isEqualTo("1001");
        assertThat(call.legs()).hasSize(2);
        assertThat(call.legs())
                .extracting(leg -> leg.channel().substring(0, 10))
                .containsExactly("PJSIP/1000", "PJSIP/1001");
        assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(call.cause()).isEqualTo(16);
        assertThat(call.missed()).isFalse();
        assertThat(call.complete()).isTrue();
        assertThat(call.ringing()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        assertThat(call.talking()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(3000));
        assertThat(call.history())
                .extracting(Call.Step::change)
                .containsExactly(Change.RINGING, Change.ANSWERED, Change.RINGING, Change.ANSWERED, Change.ENDED);

        Cdr cdr = Awaitility.await()
                .until(
                        () -> gateway.events(Cdr.class).stream()
                                .filter(each -> result.uniqueId().equals(each.uniqueId()))
                                .findFirst()
                                .orElse(null),
                        each -> each != null);
        assertThat(cdr.derived()).isFalse();
        assertThat(cdr.source()).isEqualTo("3000");
        assertThat(cdr.destination()).isEqualTo("1001");
        assertThat(cdr.disposition()).isEqualTo("ANSWERED");
        assertThat(cdr.startedAt().toInstant())
                .isBetween(call.startedAt().minusSeconds(2), call.startedAt().plusSeconds(2));
    }

    @Test
    void a_call_that_nobody_answers_was_missed_once() {
        CallResult result = originate(
                OriginateRequest.toApplication("Local/604@default", "Wait", "1").withTimeout(Duration.ofSeconds(1)));

        Call call = callTo("604");
        assertThat(result.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
        assertThat(call.missed()).isTrue();
        assertThat(call.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
        assertThat(call.ringing()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2000));
        assertThat(gateway.events(Call.class)).filteredOn(Call::missed).hasSize(1);
    }

    @Test
    void one_leg_redirected_goes_on_in_the_same_call() {
        CallResult result = originate(OriginateRequest.toExtension("PJSIP/1000", "default", "1001"));
        Awaitility.await().until(() -> count(Change.ANSWERED, result.uniqueId()) == 2);

        CallActionResult redirected =
                done(gateway.gateway().redirect(RedirectRequest.of(result.channel(), "default", "610")));

        assertThat(redirected.outcome()).isEqualTo(CallActionResult.Outcome.DONE);
        Awaitility.await().until(() -> greeted(result.channel()));
        assertThat(gateway.events(Call.class)).noneMatch(call -> call.id().equals(result.uniqueId()));
        hangup(result.channel());
        Call call = call(result.uniqueId());
        assertThat(call.called()).isEqualTo("1001");
        assertThat(call.legs()).hasSize(2);
    }

    @Test
    void both_legs_redirected_go_on_in_the_same_call() {
        CallResult result = originate(OriginateRequest.toExtension("PJSIP/1000", "default", "1001"));
        Awaitility.await().until(() -> count(Change.ANSWERED, result.uniqueId()) == 2);
        String other = peer(result.uniqueId());

        CallActionResult redirected = done(gateway.gateway()
                .redirect(RedirectRequest.of(result.channel(), "default", "610").withExtraChannel(other)));

        assertThat(redirected.outcome()).isEqualTo(CallActionResult.Outcome.DONE);
        Awaitility.await().until(() -> greeted(result.channel()) && greeted(other));
        hangup(result.channel());
        hangup(other);
        assertThat(call(result.uniqueId()).legs()).hasSize(2);
    }

    @Test
    void what_is_not_there_cannot_be_changed() {
        assertThat(done(gateway.gateway().redirect(RedirectRequest.of("PJSIP/none-1", "default", "600")))
                        .outcome())
                .isEqualTo(CallActionResult.Outcome.NO_SUCH_CHANNEL);
        assertThat(done(gateway.gateway().hangup(HangupRequest.of("PJSIP/none-1")))
                        .outcome())
                .isEqualTo(CallActionResult.Outcome.NO_SUCH_CHANNEL);
        assertThat(done(gateway.gateway().hangup(HangupRequest.matching("^PJSIP/none-")))
                        .outcome())
                .isEqualTo(CallActionResult.Outcome.NO_SUCH_CHANNEL);
    }

    @Test
    void a_hangup_tells_its_cause_and_a_pattern_meets_several() {
        CallResult one = originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "60"));
        originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "60"));
        // One half of each: the other one ends with it, before or after the server comes to it.
        CallActionResult result = done(gateway.gateway()
                .hangup(HangupRequest.matching("^Local/601@default-[^;]*;1$").withCause(21)));

        assertThat(result.outcome()).isEqualTo(CallActionResult.Outcome.DONE);
        assertThat(result.channels()).isEqualTo(2);
        assertThat(call(one.uniqueId()).cause()).isEqualTo(21);
    }

    @Test
    void park_bridge_keys_and_mute_are_done_and_a_transfer_without_its_key_is_not_supported() {
        String one = originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "60"))
                .channel();
        String two = originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "60"))
                .channel();

        assertThat(control(new CallControl.Dtmf(one, '5'))).isEqualTo(CallActionResult.Outcome.DONE);
        assertThat(control(new CallControl.AttendedTransfer(one, "default", "600")))
                .isEqualTo(CallActionResult.Outcome.NOT_SUPPORTED);
        assertThat(control(new CallControl.Mute(one, CallControl.Mute.Direction.ALL, true)))
                .isEqualTo(CallActionResult.Outcome.DONE);
        assertThat(control(new CallControl.Bridge(one, two, false))).isEqualTo(CallActionResult.Outcome.DONE);
        assertThat(control(new CallControl.Park(one, null, Duration.ofSeconds(30), null)))
                .isEqualTo(CallActionResult.Outcome.DONE);
        done(gateway.gateway().hangup(HangupRequest.matching("^Local/601@default-")));
    }

    @Test
    void a_call_that_ended_while_the_link_was_down_is_handed_on_as_incomplete() {
        CallResult result = originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "60"));
        Awaitility.await().until(() -> count(Change.ANSWERED, result.uniqueId()) > 0);

        asterisk().kill();
        asterisk().start();

        Call call = call(result.uniqueId());
        assertThat(call.complete()).isFalse();
        assertThat(call.epoch()).isEqualTo(2);
    }

    // ------------------------------------------------------------------

    private CallResult originate(OriginateRequest request) {
        return result(gateway.gateway().originate(request));
    }

    private static CallResult result(CompletableFuture<CallResult> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static CallActionResult done(CompletableFuture<CallActionResult> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private CallActionResult.Outcome control(CallControl control) {
        return done(gateway.gateway().control(control)).outcome();
    }

    private void hangup(String channel) {
        done(gateway.gateway().hangup(HangupRequest.of(channel)));
    }

    private String variable(String channel, String name) {
        AmiResponse answer = gateway.gateway()
                .action(AmiAction.of("Getvar").with("Channel", channel).with("Variable", name))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return answer.get("Value");
    }

    private Call call(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> gateway.events(Call.class).stream()
                                .filter(call -> call.id().equals(id))
                                .findFirst()
                                .orElse(null),
                        call -> call != null);
    }

    private Call callTo(String called) {
        return Awaitility.await()
                .until(
                        () -> gateway.events(Call.class).stream()
                                .filter(call -> called.equals(call.called()))
                                .findFirst()
                                .orElse(null),
                        call -> call != null);
    }

    private List<Change> changes() {
        return gateway.events(CallEvent.class).stream().map(CallEvent::change).toList();
    }

    private long count(Change change, String callId) {
        return gateway.events(CallEvent.class).stream()
                .filter(each -> each.callId().equals(callId) && each.change() == change)
                .count();
    }

    /** The channel that was dialled by the first one. */
    private String peer(String callId) {
        return gateway.events(CallEvent.class).stream()
                .filter(each -> each.callId().equals(callId) && !each.uniqueId().equals(callId))
                .map(CallEvent::channel)
                .findFirst()
                .orElseThrow();
    }

    /** Extension 610 greets each channel that comes to it with an event. */
    private boolean greeted(String channel) {
        return gateway.events(RawEvent.class).stream()
                .anyMatch(each -> each.event().is("UserEvent")
                        && channel.equals(each.event().get("From")));
    }
}
