package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.GatewayConfig;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which Camel gives a secret to an endpoint ends in that secret at the gateway, whatever is in it. */
class SecretsTest {
    /** What a URI, a placeholder or a reference would take for its own. */
    private static final String SECRET = "a&b=c%41+%2B#d?e /f";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAW(" + SECRET + ")",
                "RAW{" + SECRET + "}",
                "RAW({{gateway.secret}})",
                "RAW({{vault:gateway/secret}})",
                "#bean:secretOfTheGateway"
            })
    void a_secret_reaches_the_gateway_as_it_is(String given) throws Exception {
        try (GatewaySimulator simulator = simulator(SECRET)) {
            sources(SECRET);
            logsIn(simulator, uri(simulator, "username=camel&secret=" + given));
        }
    }

    /** As a vault gives it to {@code {{aws:...}}}, {@code {{hashicorp:...}}} and the like. */
    @ParameterizedTest
    @ValueSource(strings = {"{{gateway.secret}}", "{{vault:gateway/secret}}", "{{vault:none:s3cret}}"})
    void a_plain_secret_needs_no_raw_around_its_placeholder(String given) throws Exception {
        try (GatewaySimulator simulator = simulator("s3cret")) {
            sources("s3cret");
            logsIn(simulator, uri(simulator, "username=camel&secret=" + given));
        }
    }

    @Test
    void a_gateway_bean_brings_its_secret_along() throws Exception {
        try (GatewaySimulator simulator = simulator(SECRET)) {
            context.getRegistry()
                    .bind(
                            "office",
                            GatewayConfig.builder(simulator.host())
                                    .port(simulator.port())
                                    .username("camel")
                                    .secret(SECRET)
                                    .build());
            logsIn(simulator, "ami-gsm:office");
        }
    }

    @Test
    void the_component_s_own_options_give_the_secret_to_all_endpoints() throws Exception {
        try (GatewaySimulator simulator = simulator(SECRET)) {
            sources(SECRET);
            AmiGsmConfiguration defaults =
                    context.getComponent("ami-gsm", AmiGsmComponent.class).getConfiguration();
            defaults.setUsername("camel");
            defaults.setSecret(SECRET);
            logsIn(simulator, uri(simulator, "dialect=openvox"));
        }
    }

    private static GatewaySimulator simulator(String secret) {
        return GatewaySimulator.builder(Personality.OPENVOX)
                .user("camel")
                .secret(secret)
                .start();
    }

    private void sources(String secret) {
        context.getRegistry().bind("secretOfTheGateway", secret);
        context.getPropertiesComponent().addOverrideProperty("gateway.secret", secret);
        context.getPropertiesComponent().addPropertiesFunction(new Vault(Map.of("gateway/secret", secret)));
    }

    private static String uri(GatewaySimulator simulator, String options) {
        return "ami-gsm:" + simulator.host() + ":" + simulator.port() + "?" + options;
    }

    private void logsIn(GatewaySimulator simulator, String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("in").to("mock:sms");
            }
        });
        context.start();
        AmiGsmEndpoint endpoint = (AmiGsmEndpoint) context.getRoute("in").getEndpoint();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(endpoint.getGatewayReason()).isEqualTo("logged in"));
        assertThat(simulator.logins()).isEqualTo(1);
        assertThat(endpoint).asString().doesNotContain(SECRET, "s3cret");
    }

    private record Vault(Map<String, String> secrets) implements PropertiesFunction {

        @Override
        public String getName() {
            return "vault";
        }

        /** With a default after a colon, as those of Camel's own vaults. */
        @Override
        public String apply(String key) {
            int otherwise = key.indexOf(':');
            String name = otherwise < 0 ? key : key.substring(0, otherwise);
            return secrets.getOrDefault(name, otherwise < 0 ? null : key.substring(otherwise + 1));
        }
    }
}
