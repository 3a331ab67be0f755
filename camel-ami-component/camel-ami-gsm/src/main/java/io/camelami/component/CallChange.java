package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallActionResult.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** What all operations have in common that change a call which goes on. */
abstract class CallChange implements ProducerOperation<CallActionResult> {

    private final AmiGsmEndpoint endpoint;
    private final SharedGateway gateway;

    CallChange(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        this.endpoint = endpoint;
        this.gateway = gateway;
    }

    /**
     * Reads what the message wants.
     *
     * @throws IllegalArgumentException if it does not say what to do; the exception says what is missing
     */
    abstract Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message);

    @Override
    public final CompletableFuture<CallActionResult> start(Exchange exchange) {
        try {
            Function<GsmGateway, CompletableFuture<CallActionResult>> asked = ask(exchange.getMessage());
            return gateway.firstAttempt().thenCompose(attempted -> asked.apply(gateway.gateway()));
        } catch (IllegalArgumentException | TypeConversionException e) {
            return CompletableFuture.completedFuture(new CallActionResult(
                    Outcome.FAILED, null, 0, "nothing was written: " + CallHeaders.reason(e), 0, gateway.now()));
        }
    }

    @Override
    public final Exception finish(Exchange exchange, CallActionResult result) {
        Message message = exchange.getMessage();
        message.setHeader(AmiGsmConstants.GATEWAY, gateway.name());
        message.setHeader(AmiGsmConstants.CALL_ACTION_OUTCOME, result.outcome());
        message.setHeader(AmiGsmConstants.CHANNELS, result.channels());
        message.setHeader(AmiGsmConstants.EPOCH, result.epoch());
        CallHeaders.set(message, AmiGsmConstants.REPLY, result.reply());
        CallHeaders.set(message, AmiGsmConstants.DETAIL, result.detail());
        if (!endpoint.isThrowExceptionOnFailure() || result.outcome() == Outcome.DONE) {
            return null;
        }
        return result.outcome() == Outcome.UNKNOWN
                ? new CallOutcomeUnknownException(gateway.name(), result.outcome(), result.detail())
                : new CallFailedException(gateway.name(), result.outcome(), null, result.detail());
    }
}
