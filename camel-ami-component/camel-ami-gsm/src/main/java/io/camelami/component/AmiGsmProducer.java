package io.camelami.component;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
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

    private record UnknownSend(AmiGsmProducer by, Exception outcome) {}

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
            return run(operation(exchange), exchange, callback);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private ProducerOperation<?> operation(Exchange exchange) {
        SharedGateway to = gateway;
        return switch (wanted(exchange)) {
            case SEND_SMS -> new SendSms(endpoint, to);
            case SEND_USSD -> new SendUssd(endpoint, to);
            case ORIGINATE -> new Originate(endpoint, to);
            case REDIRECT -> new Redirect(endpoint, to);
            case HANGUP -> new Hangup(endpoint, to);
            case PARK -> new Park(endpoint, to);
            case BRIDGE -> new Bridge(endpoint, to);
            case ATXFER -> new AttendedTransfer(endpoint, to);
            case DTMF -> new Dtmf(endpoint, to);
            case MUTE -> new Mute(endpoint, to);
            case SPANS -> new ListSpans(endpoint, to);
            case SMS_COST -> new Cost(to);
            case ACTION -> new RunAction(endpoint, to);
            case COMMAND -> new RunCommand(endpoint, to);
        };
    }

    private AmiGsmOperation wanted(Exchange exchange) {
        if (endpoint.getOperation() != null) {
            return endpoint.getOperation();
        }
        try {
            AmiGsmOperation wanted = exchange.getMessage().getHeader(AmiGsmConstants.OPERATION, AmiGsmOperation.class);
            return wanted == null ? AmiGsmOperation.SEND_SMS : wanted;
        } catch (TypeConversionException e) {
            // Without it as the cause: it repeats the value.
            throw new IllegalArgumentException("nothing was written: header " + AmiGsmConstants.OPERATION
                    + " names none of the operations " + List.of(AmiGsmOperation.values()));
        }
    }

    private <R> boolean run(ProducerOperation<R> operation, Exchange exchange, AsyncCallback callback) {
        Exception unknown = redelivered(exchange);
        if (unknown != null) {
            exchange.setException(unknown);
            callback.done(true);
            return true;
        }
        CompletableFuture<R> started = operation.start(exchange);
        boolean already = started.isDone();
        // The gateway ends it on a thread that the rest of the route may keep.
        started.whenComplete((result, error) -> {
            finish(exchange, operation, result, error);
            callback.done(already);
        });
        return already;
    }

    private <R> void finish(Exchange exchange, ProducerOperation<R> operation, R result, Throwable error) {
        try {
            if (error != null) {
                exchange.setException(error instanceof CompletionException ? error.getCause() : error);
                return;
            }
            Exception failure = operation.finish(exchange, result);
            if (failure instanceof SmsOutcomeUnknownException
                    || failure instanceof UssdOutcomeUnknownException
                    || failure instanceof CallOutcomeUnknownException
                    || failure instanceof ActionOutcomeUnknownException) {
                exchange.setProperty(UNKNOWN_SEND, new UnknownSend(this, failure));
            }
            if (failure != null) {
                exchange.setException(failure);
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }

    /**
     * An error handler that redelivers whatever fails would send an SMS twice whose first copy may have arrived, top up
     * twice, or call somebody twice. So a redelivery of a send without a known outcome ends as that send did.
     */
    private Exception redelivered(Exchange exchange) {
        boolean again = Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class));
        UnknownSend earlier = exchange.getProperty(UNKNOWN_SEND, UnknownSend.class);
        return again && earlier != null && earlier.by() == this ? earlier.outcome() : null;
    }

    private WritableHealthCheckRepository healthChecks() {
        return HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }
}
