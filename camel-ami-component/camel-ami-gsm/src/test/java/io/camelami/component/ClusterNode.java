package io.camelami.component;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;

/** A node of a cluster: a Camel context with a cluster service, a route from a gateway and one to it. */
final class ClusterNode implements AutoCloseable {

    final DefaultCamelContext context = new DefaultCamelContext(false);
    /** What the route got, its events of the link aside. */
    final List<Exchange> received = new CopyOnWriteArrayList<>();

    final List<Exchange> link = new CopyOnWriteArrayList<>();

    /** @param service null for none */
    ClusterNode(CamelClusterService service) throws Exception {
        context.setLoadHealthChecks(true);
        context.getShutdownStrategy().setTimeout(10);
        if (service != null) {
            context.addService(service);
        }
        context.build();
    }

    ClusterNode routes(String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(from).routeId("in").process(ClusterNode.this::keep);
                from("direct:out").routeId("out").to(to);
            }
        });
        return this;
    }

    void keep(Exchange exchange) {
        boolean sms = "sms".equals(exchange.getMessage().getHeader(AmiGsmConstants.EVENT));
        (sms ? received : link).add(exchange.copy());
    }

    ClusterNode start() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        HealthCheckRepository consumers = (HealthCheckRepository) registry.resolveById("consumers");
        consumers.setEnabled(true);
        registry.register(consumers);
        context.start();
        return this;
    }

    Exchange send(String to, String text) {
        return context.createProducerTemplate().request("direct:out", exchange -> {
            exchange.getMessage().setHeader(AmiGsmConstants.TO, to);
            exchange.getMessage().setBody(text);
        });
    }

    HealthCheck.Result health() {
        return HealthCheckHelper.invoke(context, "full").stream()
                .filter(result -> result.getCheck().getId().equals("consumer:in"))
                .findFirst()
                .orElseThrow();
    }

    boolean owns() {
        return context.getEndpoints().stream()
                .filter(AmiGsmEndpoint.class::isInstance)
                .map(AmiGsmEndpoint.class::cast)
                .anyMatch(AmiGsmEndpoint::isGatewayUp);
    }

    boolean standsBy() {
        return context.getEndpoints().stream()
                .filter(AmiGsmEndpoint.class::isInstance)
                .map(AmiGsmEndpoint.class::cast)
                .anyMatch(endpoint -> endpoint.getGatewayReason().contains("does not own"));
    }

    void awaitOwner() {
        await().until(this::owns);
    }

    @Override
    public void close() {
        context.stop();
    }
}
