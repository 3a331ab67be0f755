package io.camelami.smscenter.message;

import io.camelami.gsm.FailureClass;
import io.camelami.smscenter.gateway.Gateway;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Takes messages to be sent: stores them and lines them up for the route that sends them. */
@Component
public class Outbox implements CamelContextConfiguration {

    /** Where the ids of stored messages wait. */
    public static final String QUEUE = "seda:outbound?size=100000";

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final MessageStore store;
    private final Gateway gateway;
    private final ProducerTemplate camel;

    Outbox(MessageStore store, Gateway gateway, ProducerTemplate camel) {
        this.store = store;
        this.gateway = gateway;
        this.camel = camel;
    }

    /**
     * Stores the message first and lines it up then, so that a crash in between does not lose it.
     *
     * @throws ResponseStatusException 503 if too many are waiting; the message is then stored as FAILED
     */
    public Message accept(NewMessage message) {
        if (message.span() != null) {
            gateway.requireSpan(message.span());
        }
        Message queued = store.queue(message, gateway.name());
        if (!camel.getCamelContext().isStarted()) {
            // The web server starts before Camel and stops after it: what is QUEUED is lined up when Camel has started.
            return queued;
        }
        try {
            camel.sendBody(QUEUE, queued.id());
        } catch (CamelExecutionException e) {
            String reason = "Too many messages are waiting; send it later.";
            store.finish(queued.id(), SendResult.notSent(FailureClass.RETRY_LATER, reason));
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, reason, e);
        }
        return queued;
    }

    /** What was being sent when the program last ended may be out or not, and is not sent again. */
    @Override
    public void beforeApplicationStart(CamelContext context) {
        int interrupted = store.giveUpInterrupted();
        if (interrupted > 0) {
            LOG.warn(
                    "{}: {} message(s) were being sent when the SMS centre ended: they are UNKNOWN now and not sent again",
                    gateway.name(),
                    interrupted);
        }
    }

    /** What was waiting when the program last ended is sent. */
    @Override
    public void afterApplicationStart(CamelContext context) {
        List<Long> waiting = store.queued();
        waiting.forEach(id -> camel.sendBody(QUEUE, id));
        if (!waiting.isEmpty()) {
            LOG.info("{}: {} message(s) were waiting to be sent", gateway.name(), waiting.size());
        }
    }
}
