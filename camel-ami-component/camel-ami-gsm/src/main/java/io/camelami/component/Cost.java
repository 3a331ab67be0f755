package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.text.SmsCost;
import io.camelami.gsm.text.SmsText;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The operation SMS_COST: needs no link, and leaves the body as it is, to be sent next. */
final class Cost implements ProducerOperation<SmsCost> {

    private final SharedGateway gateway;

    Cost(SharedGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletableFuture<SmsCost> start(Exchange exchange) {
        String text = exchange.getMessage().getBody(String.class);
        return text == null
                ? CompletableFuture.failedFuture(new ActionFailedException(
                        gateway.name(),
                        FailureClass.RECIPIENT,
                        "the body is nothing that converts to a text; the body is the text to measure",
                        null))
                : CompletableFuture.completedFuture(SmsText.cost(text));
    }

    @Override
    public Exception finish(Exchange exchange, SmsCost cost) {
        Message message = exchange.getMessage();
        message.setHeader(AmiGsmConstants.COST, cost);
        message.setHeader(AmiGsmConstants.PARTS, cost.parts());
        return null;
    }
}
