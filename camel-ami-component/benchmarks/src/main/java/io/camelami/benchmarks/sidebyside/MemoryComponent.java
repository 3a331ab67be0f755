package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.component.AmiGsmConstants;
import io.camelami.gsm.event.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * What Camel itself costs: emits the Exchanges that {@code ami-gsm:} would, with the same body and headers, of events that
 * were decoded beforehand, one after the other on one thread.
 */
final class MemoryComponent extends DefaultComponent {

    private final BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();

    /** Emits some whole blocks of events. */
    void emit(int events) {
        asked.add(events);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new MemoryEndpoint(uri);
    }

    private static List<AmiEvent> decoded() {
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        List<AmiEvent> events = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Mix.CALLS.block());
        while (bytes.hasRemaining()) {
            ByteBuffer space = decoder.input();
            while (space.hasRemaining() && bytes.hasRemaining()) {
                space.put(bytes.get());
            }
            decoder.decode(message -> events.add((AmiEvent) message));
        }
        return events;
    }

    private final class MemoryEndpoint extends DefaultEndpoint {
        MemoryEndpoint(String uri) {
            super(uri, MemoryComponent.this);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("It only emits");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new MemoryConsumer(this, processor);
        }
    }

    private final class MemoryConsumer extends DefaultConsumer {
        private final List<AmiEvent> events = decoded();
        private ExecutorService emitter;

        MemoryConsumer(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            emitter =
                    getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "memory");
            emitter.execute(this::run);
        }

        @Override
        protected void doStop() throws Exception {
            emitter.shutdownNow();
            super.doStop();
        }

        private void run() {
            try {
                while (true) {
                    int count = asked.take();
                    Instant now = Instant.now();
                    for (int i = 0; i < count; i++) {
                        emit(new RawEvent("bench", now, 1, events.get(i % events.size())));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void emit(RawEvent event) {
            Exchange exchange = createExchange(false);
            try {
                Message message = exchange.getMessage();
                message.setHeader(AmiGsmConstants.GATEWAY, event.gateway());
                message.setHeader(AmiGsmConstants.SEEN_AT, event.seenAt());
                message.setHeader(AmiGsmConstants.EPOCH, event.epoch());
                message.setHeader(Exchange.MESSAGE_TIMESTAMP, event.seenAt().toEpochMilli());
                message.setBody(event);
                message.setHeader(AmiGsmConstants.EVENT, "raw");
                getProcessor().process(exchange);
            } catch (Exception e) {
                getExceptionHandler().handleException("The route failed", exchange, e);
            } finally {
                releaseExchange(exchange, false);
            }
        }
    }
}
