package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.call.RedirectRequest;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallOperationsTest {

    private static final Map<String, Object> CLICK = Map.of(
            AmiGsmConstants.DIAL, "PJSIP/1000", AmiGsmConstants.CONTEXT, "default", AmiGsmConstants.EXTEN, "1001");

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @Test
    void originate_calls_whom_the_header_names_and_connects_an_extension() throws Exception {
        Exchange exchange = send(
                "ORIGINATE",
                Map.of(
                        AmiGsmConstants.DIAL,
                        "PJSIP/1000",
                        AmiGsmConstants.CONTEXT,
                        "default",
                        AmiGsmConstants.EXTEN,
                        "1001",
                        AmiGsmConstants.CALL_TIMEOUT,
                        "20s",
                        AmiGsmConstants.CALLER_ID,
                        "\"Office\" <100>",
                        AmiGsmConstants.VARIABLES,
                        Map.of("ORDER", 7)));

        assertThat(fake.gateway().calls)
                .containsExactly(OriginateRequest.toExtension("PJSIP/1000", "default", "1001")
                        .withTimeout(Duration.ofSeconds(20))
                        .withCallerId("\"Office\" <100>")
                        .withVariables(Map.of("ORDER", "7")));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                .containsEntry(AmiGsmConstants.CHANNEL, "SIP/1000-1")
                .containsEntry(AmiGsmConstants.UNIQUE_ID, "1.1")
                .containsEntry(AmiGsmConstants.EPOCH, 1L)
                .doesNotContainKey(AmiGsmConstants.CAUSE);
    }

    @Test
    void originate_can_run_an_application_instead() throws Exception {
        send(
                "ORIGINATE",
                Map.of(
                        AmiGsmConstants.DIAL,
                        "PJSIP/1000",
                        AmiGsmConstants.APPLICATION,
                        "Playback",
                        AmiGsmConstants.APPLICATION_DATA,
                        "hello"));

        assertThat(fake.gateway().calls)
                .containsExactly(OriginateRequest.toApplication("PJSIP/1000", "Playback", "hello"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CallOutcome.class,
            names = {"ANSWERED", "BUSY", "NO_ANSWER", "CONGESTION", "HUNG_UP"})
    void what_the_called_party_does_is_an_outcome_and_no_exception(CallOutcome outcome) throws Exception {
        Exchange exchange = originated(outcome, null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME))
                .isEqualTo(outcome);
    }

    @Test
    void a_call_that_could_not_be_made_is_an_exception_with_its_class() throws Exception {
        Exchange exchange = originated(CallOutcome.FAILED, FailureClass.SPAN_BROKEN);

        assertThat(exchange.getException(CallFailedException.class).failure()).isEqualTo(FailureClass.SPAN_BROKEN);
        assertThat(exchange.getException()).hasMessageContainingAll("gw:5038", "FAILED", "SPAN_BROKEN");
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME))
                .isEqualTo(CallOutcome.FAILED);
    }

    @Test
    void a_redelivery_policy_never_calls_twice_after_an_unknown_outcome() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1));
                from("direct:send").to(GATEWAY + "&operation=ORIGINATE");
            }
        });
        fake.gateway().callResult = result(CallOutcome.UNKNOWN, null);
        Exchange exchange = send(CLICK);

        assertThat(fake.gateway().calls).hasSize(1);
        assertThat(exchange.getException()).isInstanceOf(CallOutcomeUnknownException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {AmiGsmConstants.DIAL, AmiGsmConstants.CONTEXT, AmiGsmConstants.EXTEN})
    void what_is_missing_is_named_and_nobody_is_called(String header) throws Exception {
        Map<String, Object> incomplete = new java.util.HashMap<>(CLICK);
        incomplete.remove(header);
        Exchange exchange = send("ORIGINATE", incomplete);

        assertThat(exchange.getException(CallFailedException.class)).hasMessageContaining(header);
        assertThat(fake.gateway().calls).isEmpty();
    }

    @Test
    void redirect_moves_one_leg_or_both() throws Exception {
        Map<String, Object> one = Map.of(
                AmiGsmConstants.CHANNEL, "SIP/a-1", AmiGsmConstants.CONTEXT, "default", AmiGsmConstants.EXTEN, "600");
        produce("REDIRECT");
        send(one);
        send(with(one, Map.of(AmiGsmConstants.EXTRA_CHANNEL, "SIP/b-2")));
        send(with(one, Map.of(AmiGsmConstants.EXTRA_CHANNEL, "SIP/b-2", AmiGsmConstants.EXTRA_EXTEN, "601")));

        RedirectRequest request = RedirectRequest.of("SIP/a-1", "default", "600");
        assertThat(fake.gateway().calls)
                .containsExactly(
                        request,
                        request.withExtraChannel("SIP/b-2"),
                        request.withExtraChannel("SIP/b-2", "default", "601", "1"));
    }

    /** The consumer sets the peer of each change: it must not be redirected unasked. */
    @Test
    void redirect_leaves_the_peer_of_a_call_event_alone() throws Exception {
        send(
                "REDIRECT",
                Map.of(
                        AmiGsmConstants.CHANNEL,
                        "SIP/a-1",
                        AmiGsmConstants.PEER_CHANNEL,
                        "SIP/b-2",
                        AmiGsmConstants.CONTEXT,
                        "default",
                        AmiGsmConstants.EXTEN,
                        "600"));

        assertThat(fake.gateway().calls).containsExactly(RedirectRequest.of("SIP/a-1", "default", "600"));
    }

    @Test
    void hangup_ends_a_channel_or_all_of_a_pattern() throws Exception {
        produce("HANGUP");
        send(Map.of(AmiGsmConstants.CHANNEL, "SIP/a-1", AmiGsmConstants.HANGUP_CAUSE, "17"));
        send(Map.of(AmiGsmConstants.CHANNEL_PATTERN, "^SIP/a-"));
        Exchange refused = send(Map.of(AmiGsmConstants.CHANNEL, "/.*/"));

        assertThat(fake.gateway().calls)
                .containsExactly(HangupRequest.of("SIP/a-1").withCause(17), HangupRequest.matching("^SIP/a-"));
        assertThat(refused.getException()).isInstanceOf(CallFailedException.class);
    }

    /** Otherwise the cause of a call event that was heard would become the cause of a hangup. */
    @Test
    void hangup_does_not_take_the_cause_of_an_event() throws Exception {
        send("HANGUP", Map.of(AmiGsmConstants.CHANNEL, "SIP/a-1", AmiGsmConstants.CAUSE, 34));

        assertThat(fake.gateway().calls).containsExactly(HangupRequest.of("SIP/a-1"));
    }

    @Test
    void park_bridge_transfer_key_and_mute_are_operations_of_their_own() throws Exception {
        Map<String, Object> channels =
                Map.of(AmiGsmConstants.CHANNEL, "SIP/a-1", AmiGsmConstants.EXTRA_CHANNEL, "SIP/b-2");
        produce(null);
        send(with(channels, Map.of(AmiGsmConstants.OPERATION, "PARK", AmiGsmConstants.CALL_TIMEOUT, 60_000)));
        send(with(channels, Map.of(AmiGsmConstants.OPERATION, "BRIDGE")));
        send(with(
                channels,
                Map.of(
                        AmiGsmConstants.OPERATION,
                        "ATXFER",
                        AmiGsmConstants.CONTEXT,
                        "default",
                        AmiGsmConstants.EXTEN,
                        "1002")));
        send(with(channels, Map.of(AmiGsmConstants.OPERATION, "DTMF", AmiGsmConstants.DIGIT, "#")));
        send(with(channels, Map.of(AmiGsmConstants.OPERATION, "MUTE")));
        send(with(
                channels,
                Map.of(
                        AmiGsmConstants.OPERATION,
                        "MUTE",
                        AmiGsmConstants.MUTED,
                        false,
                        AmiGsmConstants.MUTE_DIRECTION,
                        "IN")));

        assertThat(fake.gateway().calls)
                .containsExactly(
                        new CallControl.Park("SIP/a-1", "SIP/b-2", Duration.ofSeconds(60), null),
                        new CallControl.Bridge("SIP/a-1", "SIP/b-2", false),
                        new CallControl.AttendedTransfer("SIP/a-1", "default", "1002"),
                        new CallControl.Dtmf("SIP/a-1", '#'),
                        new CallControl.Mute("SIP/a-1", CallControl.Mute.Direction.ALL, true),
                        new CallControl.Mute("SIP/a-1", CallControl.Mute.Direction.IN, false));
    }

    @Test
    void a_change_that_was_not_done_is_an_exception_and_its_outcome_a_header() throws Exception {
        produce("HANGUP");
        fake.gateway().callActionResult = new CallActionResult(
                CallActionResult.Outcome.NO_SUCH_CHANNEL, "No such channel", 0, "gone", 1, FakeGateway.NOW);
        Exchange exchange = send(Map.of(AmiGsmConstants.CHANNEL, "SIP/a-1"));

        assertThat(exchange.getException(CallFailedException.class).outcome()).isEqualTo("NO_SUCH_CHANNEL");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALL_ACTION_OUTCOME, CallActionResult.Outcome.NO_SUCH_CHANNEL)
                .containsEntry(AmiGsmConstants.REPLY, "No such channel")
                .containsEntry(AmiGsmConstants.DETAIL, "gone");
    }

    private Exchange originated(CallOutcome outcome, FailureClass failure) throws Exception {
        produce("ORIGINATE");
        fake.gateway().callResult = result(outcome, failure);
        return send(CLICK);
    }

    private static CallResult result(CallOutcome outcome, FailureClass failure) {
        return new CallResult(outcome, failure, "id", null, null, 0, null, "reply", "why", 1, FakeGateway.NOW);
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new java.util.HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private void produce(String operation) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(GATEWAY + (operation == null ? "" : "&operation=" + operation));
            }
        });
    }

    private Exchange send(String operation, Map<String, Object> headers) throws Exception {
        produce(operation);
        return send(headers);
    }

    private Exchange send(Map<String, Object> headers) {
        return fake.context.createProducerTemplate().send("direct:send", exchange -> exchange.getMessage()
                .setHeaders(new java.util.HashMap<>(headers)));
    }
}
