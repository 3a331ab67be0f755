package io.camelami.benchmarks.fleet;

import io.camelami.gsm.event.GatewayEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel route for each gateway, which is how most will have them. */
final class RouteFleet implements Fleet {

    private final Watch watch;
    private final CamelContext camel = new DefaultCamelContext();

    RouteFleet(Watch watch) {
        this.watch = watch;
        camel.start();
    }

    @Override
    public void add(int port) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami-gsm:127.0.0.1:" + port + "?username=fleet&secret=fleet&dialect=asterisk&events=raw,link")
                        .process(RouteFleet.this::take);
            }
        });
    }

    private void take(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof GatewayEvent event) {
            watch.hear(event);
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
