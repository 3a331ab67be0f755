package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.SpanHealth;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObservabilityTest {

    private static final GatewayStatus DOWN = new GatewayStatus(
            "gw:5038", false, FakeGateway.NOW, 1, "connection refused, next try in 3 s", FakeGateway.NOW);

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @BeforeEach
    void start() throws Exception {
        enableHealthChecks("consumers");
        enableHealthChecks("producers");
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY).routeId("in").to("mock:in");
                from("direct:out").routeId("out").to(GATEWAY).to(GATEWAY + "&span=2");
            }
        });
    }

    @Test
    void the_consumer_is_healthy_while_the_gateway_is_heard() {
        HealthCheck.Result result = health("consumer:in");
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails())
                .containsEntry("gateway", "gw:5038")
                .containsEntry("dialect", "openvox")
                .containsEntry("epoch", 1L)
                .containsEntry("last.heard", FakeGateway.NOW.toString());
    }

    @Test
    void the_consumer_is_unhealthy_with_a_reason_while_the_gateway_is_not_heard() {
        fake.gateway().status = DOWN;
        HealthCheck.Result result = health("consumer:in");
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).hasValue("gw:5038: connection refused, next try in 3 s");
    }

    @Test
    void the_producers_of_a_gateway_have_one_health_check_as_long_as_they_run() throws Exception {
        fake.gateway().status = DOWN;
        assertThat(health("ami-gsm-producer-gw:5038").getState()).isEqualTo(HealthCheck.State.DOWN);
        fake.context.getRouteController().stopRoute("out");
        assertThat(checks("ami-gsm-producer-gw:5038")).isEmpty();
    }

    @Test
    void the_dev_console_shows_gateways_and_their_state() {
        DevConsole console = fake.context
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("ami-gsm");
        assertThat(console.call(DevConsole.MediaType.TEXT).toString())
                .contains("gw:5038 (openvox): up since", "epoch 1", "3 users", "logged in");
        fake.gateway().status = DOWN;
        assertThat(((JsonObject) console.call(DevConsole.MediaType.JSON)).toJson())
                .contains("\"gateway\":\"gw:5038\"", "\"up\":false", "connection refused, next try in 3 s");
    }

    @Test
    void health_and_dev_console_show_how_each_span_does() {
        fake.gateway().status = new GatewayStatus(
                "gw:5038",
                true,
                FakeGateway.NOW,
                1,
                "logged in",
                FakeGateway.NOW,
                List.of(
                        new SpanHealth(1, true, 0, "Up"),
                        new SpanHealth(2, false, 0, "No Signal"),
                        new SpanHealth(3, null, 2, null)));

        assertThat(health("consumer:in").getDetails())
                .containsEntry("span.1", "up")
                .containsEntry("span.2", "down (No Signal)")
                .containsEntry("span.3", "not listed, 2 failures in a row");
        assertThat(health("consumer:in").getState()).isEqualTo(HealthCheck.State.UP);
        DevConsole console = fake.context
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("ami-gsm");
        assertThat(console.call(DevConsole.MediaType.TEXT).toString()).contains("span 2: down (No Signal)");
        assertThat(((JsonObject) console.call(DevConsole.MediaType.JSON)).toJson())
                .contains("\"span\":3", "\"failures\":2", "\"state\":\"No Signal\"");
    }

    @Test
    void jmx_shows_the_state_of_the_gateway_and_of_the_queue() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName endpoint = one(server, "type=endpoints,name=\"ami-gsm:*secret=xxxxxx&username*\"");
        assertThat(server.getAttribute(endpoint, "GatewayUp")).isEqualTo(true);
        assertThat(server.getAttribute(endpoint, "GatewayEpoch")).isEqualTo(1L);
        assertThat(server.getAttribute(endpoint, "GatewayReason")).isEqualTo("logged in");
        assertThat(server.getAttribute(endpoint, "GatewayDialect")).isEqualTo("openvox");
        ObjectName consumer = one(server, "type=consumers,name=AmiGsmConsumer*");
        assertThat(server.getAttribute(consumer, "QueuedEvents")).isEqualTo(0);
        assertThat(server.getAttribute(consumer, "DroppedEvents")).isEqualTo(0L);
    }

    @Test
    void the_secret_is_nowhere_to_be_seen() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder seen = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            seen.append(name);
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable() && "java.lang.String".equals(attribute.getType())) {
                    seen.append('\n').append(server.getAttribute(name, attribute.getName()));
                }
            }
        }
        fake.context.getEndpoints().forEach(endpoint -> seen.append('\n').append(endpoint));
        seen.append(fake.gateway().config);
        seen.append(health("consumer:in").getDetails());
        assertThat(seen.toString()).contains("ami-gsm").doesNotContain("s3cr");
    }

    @Test
    void tools_are_told_where_the_endpoint_leads() {
        AmiGsmEndpoint endpoint = fake.context.getEndpoint(GATEWAY, AmiGsmEndpoint.class);
        assertThat(endpoint.getServiceUrl()).isEqualTo("gw:5038");
        assertThat(endpoint.getServiceProtocol()).isEqualTo("ami");
        assertThat(endpoint.getServiceMetadata()).isEqualTo(Map.of("dialect", "openvox"));
    }

    /** What camel-main, Spring Boot and Quarkus do by themselves. */
    private void enableHealthChecks(String repositoryId) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(fake.context);
        HealthCheckRepository repository = (HealthCheckRepository) registry.resolveById(repositoryId);
        repository.setEnabled(true);
        registry.register(repository);
    }

    private HealthCheck.Result health(String id) {
        Collection<HealthCheck.Result> results = checks(id);
        assertThat(results).as("health checks with the id %s", id).hasSize(1);
        return results.iterator().next();
    }

    private Collection<HealthCheck.Result> checks(String id) {
        return HealthCheckHelper.invoke(fake.context, "full").stream()
                .filter(result -> result.getCheck().getId().equals(id))
                .toList();
    }

    private ObjectName one(MBeanServer server, String query) throws Exception {
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + fake.context.getName() + "," + query), null);
        assertThat(names).as(query).hasSize(1);
        return names.iterator().next();
    }
}
