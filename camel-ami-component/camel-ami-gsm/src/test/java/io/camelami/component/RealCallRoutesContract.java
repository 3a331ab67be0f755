package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.Cdr;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as routes see them, over a real server; its phones 1000 and 1001 answer after 0.3 s. */
abstract class RealCallRoutesContract {

    @RegisterExtension
    final SimulatorExtension gsm =
            SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX).user("app"));

    private final List<Exchange> calls = new CopyOnWriteArrayList<>();
    private final List<Exchange> missed = new CopyOnWriteArrayList<>();
    private final List<Exchange> records = new CopyOnWriteArrayList<>();
    private DefaultCamelContext context;

    abstract RealAsterisk asterisk();

    /** What became of an originate, for the table at the end. */
    abstract void note(String extension, String outcome);

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        String pbx = "ami-gsm:" + asterisk().host() + ":" + asterisk().port() + "?username=operator&secret="
                + RealAsterisk.SECRET + "&dialect=asterisk&zone=UTC";
        String sms = "ami-gsm:" + gsm.gateway().host() + ":" + gsm.gateway().port() + "?username=app&secret=RAW("
                + gsm.gateway().secret() + ")&dialect=openvox";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // Click to call: the phone of the one who clicked rings, then the number is dialled.
                from("direct:click")
                        .setHeader(AmiGsmConstants.DIAL, simple("PJSIP/${header.phone}"))
                        .setHeader(AmiGsmConstants.CONTEXT, constant("default"))
                        .setHeader(AmiGsmConstants.EXTEN, simple("${body}"))
                        .to(pbx + "&operation=ORIGINATE");

                // An SMS to one whose call was missed.
                from(pbx + "&events=missed")
                        .filter(header(AmiGsmConstants.FROM).isNotNull())
                        .setBody(constant("We missed your call and will call back."))
                        .to(sms);

                from("direct:originate").to(pbx + "&operation=ORIGINATE");
                from("direct:redirect").to(pbx + "&operation=REDIRECT");
                from("direct:hangup").to(pbx + "&operation=HANGUP");
                from(pbx + "&events=call").process(calls::add);
                // The size of the queue makes it an endpoint of its own.
                from(pbx + "&events=missed&queueSize=10").process(missed::add);
                from(pbx + "&events=cdr").process(records::add);
            }
        });
        context.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> context.getEndpoints().stream()
                .filter(AmiGsmEndpoint.class::isInstance)
                .allMatch(each -> ((AmiGsmEndpoint) each).isGatewayUp()));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_call_from_1000_to_1001_is_one_exchange_with_its_numbers_times_and_cause_and_has_a_record() {
        Exchange click = click("1001");
        assertThat(click.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME)).isEqualTo(CallOutcome.ANSWERED);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        hangUp(click);

        Exchange call = callOf(click);
        assertThat(call.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.FROM, "1000")
                .containsEntry(AmiGsmConstants.CALLED, "1001")
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                .containsEntry(AmiGsmConstants.CAUSE, 16)
                .containsEntry(AmiGsmConstants.CAUSE_TEXT, "Normal Clearing")
                .containsEntry(AmiGsmConstants.MISSED, false)
                .containsEntry(AmiGsmConstants.COMPLETE, true);
        Call whole = call.getMessage().getBody(Call.class);
        assertThat(whole.legs()).hasSize(2);
        assertThat(whole.ringing()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        assertThat(whole.talking()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(3000));
        assertThat(call.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.RING_SECONDS, whole.ringing().toSeconds())
                .containsEntry(AmiGsmConstants.TALK_SECONDS, whole.talking().toSeconds());
        Cdr cdr =
                one(records, AmiGsmConstants.UNIQUE_ID, id(click)).getMessage().getBody(Cdr.class);
        assertThat(cdr.derived()).isFalse();
        assertThat(cdr.destination()).isEqualTo("1001");
    }

    /** 643 dials 603, and so on. */
    @ParameterizedTest
    @CsvSource({"643, BUSY, 17, 0", "644, NO_ANSWER, 19, 2", "645, CONGESTION, 34, 0"})
    void a_call_from_1000_that_is_not_answered_is_one_exchange_too(
            String extension, CallOutcome outcome, int cause, int rings) {
        Exchange click = click(extension);

        Exchange call = callOf(click);
        Call whole = call.getMessage().getBody(Call.class);
        assertThat(call.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.FROM, "1000")
                .containsEntry(AmiGsmConstants.CALLED, extension)
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, outcome)
                .containsEntry(AmiGsmConstants.CAUSE, cause)
                .containsEntry(AmiGsmConstants.TALK_SECONDS, 0L)
                .containsEntry(AmiGsmConstants.MISSED, rings > 0)
                .containsEntry(AmiGsmConstants.COMPLETE, true);
        assertThat(whole.ringing()).isBetween(Duration.ofSeconds(rings), Duration.ofSeconds(rings + 2));
        settled();
        assertThat(matching(missed, AmiGsmConstants.CALL_ID, id(click))).hasSize(rings > 0 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "600, ANSWERED,",
        "603, BUSY, 17",
        "604, NO_ANSWER, 19",
        "605, CONGESTION, 34",
        "606, HUNG_UP, 1",
    })
    void an_originate_has_its_outcome_and_why_and_is_one_call(String extension, CallOutcome outcome, Integer cause) {
        Exchange exchange = originate("Local/" + extension + "@default");

        note(extension, reason(exchange));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsEntry(AmiGsmConstants.CALL_OUTCOME, outcome);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.CAUSE)).isEqualTo(cause);
        if (outcome == CallOutcome.ANSWERED) {
            hangUp(exchange);
        }
        Exchange call = callOf(exchange);
        assertThat(call.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALLED, extension)
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, outcome);
        settled();
        assertThat(matching(missed, AmiGsmConstants.CALLED, extension))
                .hasSize(outcome == CallOutcome.NO_ANSWER ? 1 : 0);
    }

    @Test
    void a_bad_extension_is_an_exception() {
        Exchange exchange = originate("Local/99999@default");

        note("99999", reason(exchange));
        assertThat(exchange.getException()).isInstanceOf(CallFailedException.class);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME))
                .isEqualTo(CallOutcome.FAILED);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.REPLY, String.class))
                .startsWith("OriginateResponse Failure");
    }

    @Test
    void a_redirect_in_the_middle_keeps_it_one_call() {
        Exchange click = click("1001");
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        Map<String, Object> headers = new HashMap<>(click.getMessage().getHeaders());
        headers.put(AmiGsmConstants.CONTEXT, "default");
        headers.put(AmiGsmConstants.EXTEN, "602");

        assertThat(send("redirect", null, headers).getException()).isNull();

        Exchange call = callOf(click);
        assertThat(call.getMessage().getBody(Call.class).legs()).hasSize(2);
        assertThat(call.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALLED, "1001")
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                .containsEntry(AmiGsmConstants.COMPLETE, true);
        // The second that 602 stays is a part of it.
        assertThat(call.getMessage().getHeader(AmiGsmConstants.TALK_SECONDS, Long.class))
                .isBetween(1L, 4L);
    }

    @Test
    void who_was_missed_gets_one_sms() {
        Map<String, Object> headers = originateTo("Local/604@default");
        headers.put(AmiGsmConstants.CALLER_ID, "+4915112345678");
        send("originate", null, headers);

        await().until(() -> !gsm.gateway().sentSms().isEmpty());
        settled();
        assertThat(missed).hasSize(1);
        assertThat(gsm.gateway().sentSms())
                .extracting(SentSms::to, SentSms::text)
                .containsExactly(tuple("+4915112345678", "We missed your call and will call back."));
    }

    private Exchange click(String number) {
        Exchange click = send("click", number, Map.of("phone", "1000"));
        assertThat(click.getException()).isNull();
        return click;
    }

    private Exchange originate(String dial) {
        return send("originate", null, originateTo(dial));
    }

    private static Map<String, Object> originateTo(String dial) {
        return new HashMap<>(Map.of(
                AmiGsmConstants.DIAL, dial,
                AmiGsmConstants.APPLICATION, "Wait",
                AmiGsmConstants.APPLICATION_DATA, "30",
                AmiGsmConstants.CALL_TIMEOUT, "1s"));
    }

    private void hangUp(Exchange originated) {
        assertThat(send("hangup", null, originated.getMessage().getHeaders()).getException())
                .isNull();
    }

    private Exchange send(String route, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private static String id(Exchange originated) {
        return originated.getMessage().getHeader(AmiGsmConstants.UNIQUE_ID, String.class);
    }

    /** Outcome, cause and the server's words. */
    private static String reason(Exchange originated) {
        Map<String, Object> headers = originated.getMessage().getHeaders();
        return "%-10s %-34s %s"
                .formatted(
                        headers.get(AmiGsmConstants.CALL_OUTCOME),
                        headers.containsKey(AmiGsmConstants.CAUSE)
                                ? headers.get(AmiGsmConstants.CAUSE) + " " + headers.get(AmiGsmConstants.CAUSE_TEXT)
                                : "no cause",
                        headers.get(AmiGsmConstants.REPLY));
    }

    private Exchange callOf(Exchange originated) {
        return one(calls, AmiGsmConstants.CALL_ID, id(originated));
    }

    /** All that was told before has come to the routes when a call that is made afterwards has. */
    private void settled() {
        List<Exchange> before = new ArrayList<>(calls);
        originate("Local/603@default");
        await().until(() -> calls.size() > before.size());
    }

    private static Exchange one(List<Exchange> received, String header, Object value) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !matching(received, header, value).isEmpty());
        List<Exchange> found = matching(received, header, value);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Exchange> matching(List<Exchange> received, String header, Object value) {
        return received.stream()
                .filter(each -> value.equals(each.getMessage().getHeader(header)))
                .toList();
    }
}
