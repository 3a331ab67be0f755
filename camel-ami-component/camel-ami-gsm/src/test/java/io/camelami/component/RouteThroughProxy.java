package io.camelami.component;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.fault.FaultyProxy;
import java.io.IOException;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that listens to a simulated gateway over a connection that can be made to fail. */
final class RouteThroughProxy implements AutoCloseable {
    /** Its name. */
    static final String ID = "in";

    final DefaultCamelContext context = new DefaultCamelContext();
    final FaultyProxy proxy;
    private final GatewaySimulator gateway;

    RouteThroughProxy(GatewaySimulator gateway) {
        this.gateway = gateway;
        this.proxy = FaultyProxy.to(gateway.host(), gateway.port());
    }

    /** @param options more of those of the endpoint, as they stand in a URI */
    void start(String secret, String options, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami-gsm:" + proxy.host() + ":" + proxy.port() + "?username=" + gateway.user() + "&secret="
                                + secret + "&" + options)
                        .routeId(ID)
                        .process(processor);
            }
        });
        context.start();
    }

    @Override
    public void close() throws IOException {
        context.close();
        proxy.close();
    }
}
