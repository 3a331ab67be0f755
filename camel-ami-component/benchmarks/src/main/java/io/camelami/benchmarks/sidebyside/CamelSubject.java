package io.camelami.benchmarks.sidebyside;

import io.camelami.gsm.event.RawEvent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.asteriskjava.manager.event.ManagerEvent;

/** A Camel route that takes events as Exchanges, and does with each what every subject does. */
final class CamelSubject implements Subject {

    /** Where the Exchanges come from. */
    enum From {
        AMI_GSM,
        MEMORY,
        CAMEL_ASTERISK
    }

    private final From from;
    private final CamelContext camel = new DefaultCamelContext();
    private final Touch touch = new Touch();
    /** The first link-up, which is the first of all that is told. */
    private final CountDownLatch up = new CountDownLatch(1);

    private volatile long events;
    private MemoryComponent memory;

    CamelSubject(From from) {
        this.from = from;
    }

    @Override
    public void connect(String host, int port) throws Exception {
        String uri =
                switch (from) {
                    case AMI_GSM ->
                        "ami-gsm:" + host + ":" + port
                                + "?username=bench&secret=bench&dialect=asterisk&events=raw,link";
                    case MEMORY -> "memory:events";
                    // It knows no port: it is always 5038.
                    case CAMEL_ASTERISK -> "asterisk:bench?hostname=" + host + "&username=bench&password=bench";
                };
        if (from == From.MEMORY) {
            memory = new MemoryComponent();
            camel.addComponent("memory", memory);
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(CamelSubject.this::take);
            }
        });
        camel.start();
        if (from == From.AMI_GSM && !up.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The link did not come up");
        }
    }

    private void take(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof RawEvent raw) {
            touch.read(raw.event());
        } else if (body instanceof ManagerEvent event) {
            AsteriskJava.read(touch, event);
        } else {
            up.countDown();
        }
        events = touch.count();
    }

    @Override
    public void burst(Bursts bursts, Mix mix, int count) throws IOException {
        if (memory != null) {
            memory.emit(count);
        } else {
            bursts.ask(mix, count);
        }
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
