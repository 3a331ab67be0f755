package io.camelami.benchmarks.sidebyside;

import io.camelami.component.AmiGsmConstants;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel route that sends an SMS each, by MessageSend, which the server answers at once. */
final class CamelSms implements PingSubject {

    static final String DESTINATION = "pjsip:{to}@carrier";
    static final String TO = "+491701234567";

    private static final String TEXT =
            "Pump 3 reports 81 degrees; please look after it, or call the number on the door.";
    static final String TEXT_BASE64 = Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));

    private final CamelContext camel = new DefaultCamelContext();
    private AsyncProducer route;

    @Override
    public void connect(String host, int port) throws Exception {
        GatewayConfig gateway = GatewayConfig.builder(host)
                .port(port)
                .username("bench")
                .secret("bench")
                .dialect("asterisk")
                .spans(PingRun.DEEP)
                .dialectOptions(Map.of("message", String.join(",", Collections.nCopies(PingRun.DEEP, DESTINATION))))
                .build();
        camel.getRegistry().bind("bench", gateway);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sms").to("ami-gsm:bench?operation=SEND_SMS");
            }
        });
        camel.start();
        route = camel.getEndpoint("direct:sms").createAsyncProducer();
        route.start();
        ping();
    }

    @Override
    public void ping() throws InterruptedException {
        CountDownLatch sent = new CountDownLatch(1);
        ping(sent::countDown);
        sent.await();
    }

    @Override
    public void ping(Runnable answered) {
        Exchange exchange = route.getEndpoint().createExchange(ExchangePattern.InOnly);
        exchange.getMessage().setBody(TEXT);
        exchange.getMessage().setHeader(AmiGsmConstants.TO, TO);
        route.process(exchange, done -> ended(exchange, answered));
    }

    private static void ended(Exchange exchange, Runnable answered) {
        Outcome outcome = exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME, Outcome.class);
        if (outcome != Outcome.ACCEPTED) {
            // A wrong figure is worse than none.
            System.err.println("An SMS ended as " + outcome + ": " + exchange.getException());
            Runtime.getRuntime().halt(1);
        }
        answered.run();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
