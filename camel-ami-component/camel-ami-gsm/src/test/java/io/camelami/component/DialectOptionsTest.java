package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SentSms;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option dialect and its options, from a URI to the bytes of a simulated gateway. */
class DialectOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext(false);

    @AfterEach
    void stop() {
        context.stop();
    }

    /** As soon as the context has started, that is while the gateway is still being asked what it is. */
    private Exchange send(GatewaySimulator simulator, String options) {
        context.setLoadHealthChecks(true);
        context.build();
        context.start();
        return context.createProducerTemplate().request(uri(simulator, options), exchange -> {
            exchange.getMessage().setHeader(AmiGsmConstants.TO, "+49151");
            exchange.getMessage().setBody("hello");
        });
    }

    private static String uri(GatewaySimulator simulator, String options) {
        return "ami-gsm:" + simulator.host() + ":" + simulator.port() + "?username=ami&secret=RAW(secret)&pacing=0&"
                + options;
    }

    @ParameterizedTest
    @CsvSource({"OPENVOX, openvox", "YEASTAR_TG, yeastar-tg", "DONGLE_BG111, chan-dongle"})
    void with_auto_the_first_message_waits_until_the_dialect_is_found_and_goes_out(
            Personality personality, String dialect) {
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality).start()) {
            Exchange sent = send(simulator, "dialect=auto");

            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.SENT);
            String shown = dialect + ", found by dialect=auto";
            AmiGsmEndpoint endpoint = context.getEndpoint(uri(simulator, "dialect=auto"), AmiGsmEndpoint.class);
            assertThat(endpoint.getGatewayDialect()).isEqualTo(shown);
            DevConsole console = context.getCamelContextExtension()
                    .getContextPlugin(DevConsoleRegistry.class)
                    .resolveById("ami-gsm");
            assertThat(console.call(DevConsole.MediaType.TEXT).toString()).contains("(" + shown + "): up");
            assertThat(health().getDetails()).containsEntry("dialect", shown);
        }
    }

    @Test
    void an_option_that_what_auto_found_cannot_meet_is_told_with_the_gateway_and_refuses_what_is_sent() {
        try (Logged logged = new Logged();
                GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.DONGLE_BG111).start()) {
            Exchange sent = send(simulator, "dialect=auto&dialect.report=true");

            assertThat(sent.getMessage().getHeader(AmiGsmConstants.FAILURE_CLASS))
                    .isEqualTo(FailureClass.CONFIGURATION);
            assertThat(sent.getException()).hasMessageContaining("option report=true of dialect chan-dongle");
            assertThat(simulator.sentSms()).isEmpty();
            assertThat(logged.text().lines().filter(line -> line.contains("WARN") && line.contains("report=true")))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(simulator.host() + ":" + simulator.port(), "chan-dongle", "bg111's driver");
        }
    }

    private HealthCheck.Result health() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        HealthCheckRepository producers = (HealthCheckRepository) registry.resolveById("producers");
        producers.setEnabled(true);
        registry.register(producers);
        return HealthCheckHelper.invoke(context, "full").stream()
                .filter(result -> result.getCheck().getId().startsWith("ami-gsm-producer"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void messages_of_a_plain_asterisk_go_to_the_devices_that_the_option_lists() {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.ASTERISK).start()) {
            Exchange sent = send(simulator, "dialect=asterisk&span=2&dialect.message=mobile:quectel3,mobile:quectel1");

            assertThat(sent.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.ACCEPTED);
            await().until(() -> simulator.sentSms().equals(List.of(new SentSms(2, "+49151", "hello", ""))));
        }
    }

    @Test
    void the_recipient_takes_its_place_in_the_uri_that_the_option_gives() {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.ASTERISK).start()) {
            Exchange sent = send(
                    simulator,
                    "dialect=asterisk&dialect.message=RAW(pjsip:carrier/sip:{to}@sms.example)"
                            + "&dialect.from=RAW(<sip:alerts@pbx.example>)");

            ReceivedAction action = simulator.actions().stream()
                    .filter(received -> received.name().equals("MessageSend"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Map.of("To", action.header("To"), "From", action.header("From")))
                    .isEqualTo(
                            Map.of("To", "pjsip:carrier/sip:+49151@sms.example", "From", "<sip:alerts@pbx.example>"));
            assertThat(sent.getMessage().getHeader(AmiGsmConstants.FAILURE_CLASS))
                    .isEqualTo(FailureClass.CONFIGURATION);
        }
    }

    @Test
    void a_short_destination_needs_no_raw() {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.ASTERISK).start()) {
            send(simulator, "dialect=asterisk&dialect.message=pjsip:{to}");

            assertThat(simulator.actions())
                    .filteredOn(action -> action.name().equals("MessageSend"))
                    .extracting(action -> action.header("To"))
                    .containsExactly("pjsip:+49151");
        }
    }
}
