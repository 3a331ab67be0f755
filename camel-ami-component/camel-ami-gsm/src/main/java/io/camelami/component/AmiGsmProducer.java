package io.camelami.component;

import io.camelami.gsm.SmsResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends what a route gives it, without blocking the caller: the route goes on, on a thread of its own, when the outcome is
 * known.
 */
public final class AmiGsmProducer extends DefaultAsyncProducer {

    /** Exchange property: the send of this Exchange that ended without a known outcome. */
    private static final String UNKNOWN_SEND = "CamelAmiGsmUnknownSend";

    private final AmiGsmEndpoint endpoint;
    private volatile SharedGateway gateway;

    private record UnknownSend(AmiGsmProducer by, SmsOutcomeUnknownException outcome) {}

    AmiGsmProducer(AmiGsmEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        gateway = endpoint.acquireGateway();
        gateway.start();
        WritableHealthCheckRepository repository = healthChecks();
        if (repository != null) {
            gateway.addProducer(repository, endpoint.getComponent().isHealthCheckProducerEnabled());
        }
    }

    @Override
    protected void doStop() throws Exception {
        SharedGateway released = gateway;
        gateway = null;
        if (released != null) {
            WritableHealthCheckRepository repository = healthChecks();
            if (repository != null) {
                released.removeProducer(repository);
            }
            endpoint.releaseGateway(released);
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            switch (operation(exchange)) {
                case SEND_SMS -> {
                    return sendSms(exchange, callback);
                }
                default -> throw new IllegalStateException("operation without an implementation");
            }
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private AmiGsmOperation operation(Exchange exchange) {
        if (endpoint.getOperation() != null) {
            return endpoint.getOperation();
        }
        AmiGsmOperation wanted = exchange.getMessage().getHeader(AmiGsmConstants.OPERATION, AmiGsmOperation.class);
        return wanted == null ? AmiGsmOperation.SEND_SMS : wanted;
    }

    private boolean sendSms(Exchange exchange, AsyncCallback callback) {
        SmsOutcomeUnknownException unknown = redelivered(exchange);
        if (unknown != null) {
            exchange.setException(unknown);
            callback.done(true);
            return true;
        }
        SendSms send = new SendSms(endpoint, gateway);
        CompletableFuture<SmsResult> sent = send.send(exchange);
        boolean already = sent.isDone();
        // The gateway ends it on a thread that the rest of the route may keep.
        sent.whenComplete((result, error) -> {
            finish(exchange, send, result, error);
            callback.done(already);
        });
        return already;
    }

    private void finish(Exchange exchange, SendSms send, SmsResult result, Throwable error) {
        try {
            if (error != null) {
                exchange.setException(error instanceof CompletionException ? error.getCause() : error);
                return;
            }
            SmsSendException failure = send.complete(exchange, result);
            if (failure instanceof SmsOutcomeUnknownException unknown) {
                exchange.setProperty(UNKNOWN_SEND, new UnknownSend(this, unknown));
            }
            if (failure != null) {
                exchange.setException(failure);
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }

    /**
     * An error handler that redelivers whatever fails would send an SMS twice whose first copy may have arrived. So a
     * redelivery of a send without a known outcome ends as that send did.
     */
    private SmsOutcomeUnknownException redelivered(Exchange exchange) {
        boolean again = Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class));
        UnknownSend earlier = exchange.getProperty(UNKNOWN_SEND, UnknownSend.class);
        return again && earlier != null && earlier.by() == this ? earlier.outcome() : null;
    }

    private WritableHealthCheckRepository healthChecks() {
        return HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }
}
