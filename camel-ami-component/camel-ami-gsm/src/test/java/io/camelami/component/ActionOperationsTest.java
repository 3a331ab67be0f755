package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Span;
import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.SmsCost;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SimulatorExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPANS, SMS_COST, ACTION and COMMAND on gateways that speak the real bytes. */
class ActionOperationsTest {

    @RegisterExtension
    final SimulatorExtension openvox =
            SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX).user("app"));

    @RegisterExtension
    final SimulatorExtension asterisk =
            SimulatorExtension.of(GatewaySimulator.builder(Personality.ASTERISK).user("app"));

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void spans_are_those_the_gateway_lists() throws Exception {
        Exchange exchange = send(openvox, "openvox", "&operation=SPANS", null, Map.of());

        assertThat(exchange.getException()).isNull();
        List<Span> spans = ((List<?>) exchange.getMessage().getBody())
                .stream().map(Span.class::cast).toList();
        assertThat(spans).allMatch(Span::up);
        assertThat(spans).extracting(Span::operator).containsOnly("Simulated Network");
        assertThat(spans).extracting(Span::signal).containsOnly(25);
        assertThat(spans).allSatisfy(span -> assertThat(span.imsi()).startsWith("00101"));
        assertThat(spans.stream().map(Span::number).toList())
                .isEqualTo(openvox.gateway().spans());
    }

    @Test
    void a_gateway_without_a_listing_of_spans_says_so() throws Exception {
        Exchange exchange = send(asterisk, "asterisk", "&operation=SPANS", null, Map.of());

        assertThat(exchange.getException(ActionFailedException.class).failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(exchange.getException()).hasMessageContainingAll("asterisk", "spans");
    }

    @Test
    void a_server_that_does_not_know_the_listing_gives_an_error_and_no_empty_list() throws Exception {
        Exchange exchange = send(asterisk, "openvox", "&operation=SPANS", null, Map.of());

        assertThat(exchange.getException()).isInstanceOf(ActionFailedException.class);
        assertThat(exchange.getException()).hasMessageContaining("No such command");
    }

    @Test
    void what_an_sms_costs_is_known_without_a_gateway_and_the_text_stays() throws Exception {
        openvox.gateway().stop();
        Exchange exchange = send(openvox, "openvox", "&operation=SMS_COST", "ы".repeat(71), Map.of());

        SmsCost cost = exchange.getMessage().getHeader(AmiGsmConstants.COST, SmsCost.class);
        assertThat(cost.alphabet()).isEqualTo(Alphabet.UCS2);
        assertThat(cost.parts()).isEqualTo(2);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.PARTS)).isEqualTo(2);
        assertThat(exchange.getMessage().getBody()).isEqualTo("ы".repeat(71));
    }

    @Test
    void the_cost_of_nothing_is_refused() throws Exception {
        Exchange exchange = send(openvox, "openvox", "&operation=SMS_COST", null, Map.of());

        assertThat(exchange.getException()).isInstanceOf(ActionFailedException.class);
    }

    @Test
    void an_allowed_action_is_sent_with_the_headers_of_the_body_and_answered_with_its_list() throws Exception {
        Exchange exchange = send(
                asterisk,
                "asterisk",
                "&operation=ACTION&allowedActions=Ping,CoreShowChannels",
                Map.of("Action", "CoreShowChannels", "Mark", List.of("one", 2)),
                Map.of());

        assertThat(exchange.getException()).isNull();
        AmiResponse answer = exchange.getMessage().getBody(AmiResponse.class);
        assertThat(answer.events()).extracting(AmiEvent::name).last().isEqualTo("CoreShowChannelsComplete");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.RESPONSE, "Success")
                .containsEntry(AmiGsmConstants.REPLY, answer.message());
        assertThat(received(asterisk, "CoreShowChannels").get(0).headers())
                .contains(Map.entry("Mark", "one"), Map.entry("Mark", "2"));
    }

    @Test
    void an_action_may_be_named_by_a_header_or_be_the_body() throws Exception {
        String options = "&allowedActions=*";
        start(asterisk, "asterisk", options);
        Exchange named =
                send(null, Map.of(AmiGsmConstants.OPERATION, "ACTION", AmiGsmConstants.ACTION, "CoreSettings"));
        Exchange whole = send(AmiAction.of("CoreStatus"), Map.of(AmiGsmConstants.OPERATION, "ACTION"));

        assertThat(named.getMessage().getBody(AmiResponse.class).get("AsteriskVersion"))
                .isNotEmpty();
        assertThat(whole.getMessage().getBody(AmiResponse.class).get("CoreStartupDate"))
                .isNotEmpty();
    }

    @Test
    void what_the_gateway_refuses_is_an_exception_and_its_words_a_header() throws Exception {
        Exchange exchange = send(
                asterisk, "asterisk", "&operation=ACTION&allowedActions=*", Map.of("Action", "NoSuchThing"), Map.of());

        assertThat(exchange.getException()).isInstanceOf(ActionFailedException.class);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.RESPONSE)).isEqualTo("Error");
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.REPLY, String.class))
                .isNotEmpty();
    }

    @Test
    void an_allowed_command_gives_its_lines() throws Exception {
        Exchange exchange = send(
                openvox,
                "openvox",
                "&operation=COMMAND&allowedCommands=RAW(core stop now,gsm show *)",
                "gsm show spans",
                Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat((List<?>) exchange.getMessage().getBody())
                .hasSize(openvox.gateway().spans().size());
        assertThat(openvox.gateway().commands()).contains("gsm show spans");
    }

    @ParameterizedTest
    @CsvSource({"ACTION,allowedActions", "COMMAND,allowedCommands"})
    void without_the_option_both_are_refused_before_anything_is_written(String operation, String option)
            throws Exception {
        Object body = operation.equals("ACTION") ? Map.of("Action", "CoreStatus") : "core show version";
        Exchange exchange = send(asterisk, "asterisk", "&operation=" + operation, body, Map.of());

        assertThat(exchange.getException(ActionFailedException.class).failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(exchange.getException()).hasMessageContainingAll(option, "run code");
        assertNothingRan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTION", "COMMAND"})
    void a_header_cannot_turn_a_send_into_either(String operation) throws Exception {
        Map<String, Object> headers = Map.of(
                AmiGsmConstants.OPERATION, operation, AmiGsmConstants.ACTION, "CoreStatus", AmiGsmConstants.TO, "110");
        Exchange exchange =
                send(asterisk, "asterisk", "", operation.equals("ACTION") ? "" : "core show version", headers);

        assertThat(exchange.getException()).isInstanceOf(ActionFailedException.class);
        assertNothingRan();
    }

    @Test
    void an_operation_of_the_uri_stays_whatever_is_allowed() throws Exception {
        Exchange exchange = send(
                asterisk,
                "asterisk",
                "&operation=SMS_COST&allowedActions=*&allowedCommands=*",
                "core show version",
                Map.of(AmiGsmConstants.OPERATION, "COMMAND"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.COST)).isNotNull();
        assertNothingRan();
    }

    @Test
    void what_the_list_lacks_is_refused_and_not_repeated() throws Exception {
        start(asterisk, "asterisk", "&allowedActions=Ping&allowedCommands=RAW(core show *,gsm)");
        for (Object body : List.of(
                Map.of("Action", "CoreStatus"),
                Map.of("Action", "Ping\r\n\r\nAction: CoreStatus"),
                Map.of("Action", "Ping", "action", "CoreStatus"),
                Map.of("Action", "Ping", "ACTION", "CoreStatus"))) {
            Exchange exchange = send(body, Map.of(AmiGsmConstants.OPERATION, "ACTION"));
            assertThat(exchange.getException(ActionFailedException.class)).hasMessageNotContaining("CoreStatus");
        }
        for (String command : List.of("core stop now", "core showX", "gsm send sms 1", "!ls", "core")) {
            Exchange exchange = send(command, Map.of(AmiGsmConstants.OPERATION, "COMMAND"));
            assertThat(exchange.getException(ActionFailedException.class)).hasMessageNotContaining(command);
        }
        assertNothingRan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nAction: CoreStatus", "\nX: y", "\r", "\0"})
    void no_value_can_become_another_header_or_action(String hostile) throws Exception {
        start(asterisk, "asterisk", "&allowedActions=*&allowedCommands=*");
        for (Object body : List.of(
                Map.of("Action", "CoreStatus", "Mark", "a" + hostile),
                Map.of("Action", "CoreStatus", "Mark", List.of("a", hostile + "b")),
                Map.of("Action", "CoreStatus", "Mark" + hostile, "a"),
                Map.of("Action", "CoreStatus" + hostile),
                AmiAction.of("CoreStatus").with("Mark", hostile + "b"))) {
            Exchange exchange = send(body, Map.of(AmiGsmConstants.OPERATION, "ACTION"));
            assertThat(exchange.getException(ActionFailedException.class).failure())
                    .isEqualTo(FailureClass.RECIPIENT);
        }
        Exchange command = send("core show" + hostile + " version", Map.of(AmiGsmConstants.OPERATION, "COMMAND"));
        assertThat(command.getException(ActionFailedException.class).failure()).isEqualTo(FailureClass.RECIPIENT);
        assertNothingRan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Logoff", "logoff", "Login", "Events", "Filter"})
    void the_session_that_all_routes_share_is_no_route_s_to_end_or_change(String action) throws Exception {
        Exchange exchange =
                send(asterisk, "asterisk", "&operation=ACTION&allowedActions=*", Map.of("Action", action), Map.of());

        assertThat(exchange.getException(ActionFailedException.class).failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(exchange.getException()).hasMessageContainingAll("nothing was written", "share");
        assertThat(received(asterisk, "Logoff")).isEmpty();
        assertThat(asterisk.gateway().logins()).isEqualTo(1);
    }

    @Test
    void while_the_gateway_is_away_nothing_was_written_and_it_may_be_repeated() throws Exception {
        asterisk.gateway().stop();
        Exchange exchange =
                send(asterisk, "asterisk", "&operation=ACTION&allowedActions=Ping", Map.of("Action", "Ping"), Map.of());

        assertThat(exchange.getException(ActionFailedException.class).failure()).isEqualTo(FailureClass.RETRY_LATER);
    }

    @Test
    void a_redelivery_policy_never_runs_an_action_twice_after_an_unknown_outcome() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1));
                from("direct:send").to(FakeGateways.GATEWAY + "&operation=ACTION&allowedActions=Originate");
            }
        });
        Exchange exchange = fake.context.createProducerTemplate().request("direct:send", request -> request.getMessage()
                .setBody(Map.of("Action", "Originate")));

        assertThat(fake.gateway().calls).containsExactly(AmiAction.of("Originate"));
        assertThat(exchange.getException()).isInstanceOf(ActionOutcomeUnknownException.class);
    }

    private void assertNothingRan() {
        assertThat(asterisk.gateway().commands()).isEmpty();
        assertThat(received(asterisk, "CoreStatus")).isEmpty();
    }

    private static List<ReceivedAction> received(SimulatorExtension simulator, String name) {
        return simulator.gateway().actions().stream()
                .filter(action -> action.name().equals(name))
                .toList();
    }

    private Exchange send(
            SimulatorExtension simulator, String dialect, String options, Object body, Map<String, Object> headers)
            throws Exception {
        start(simulator, dialect, options);
        return send(body, headers);
    }

    private void start(SimulatorExtension simulator, String dialect, String options) throws Exception {
        GatewaySimulator gateway = simulator.gateway();
        String uri = "ami-gsm:" + gateway.host() + ":" + gateway.port() + "?username=app&secret=RAW(" + gateway.secret()
                + ")&dialect=" + dialect + options;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(uri);
            }
        });
        context.start();
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }
}
