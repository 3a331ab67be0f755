package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation ATXFER: lets a channel of a conversation call somebody, to hand the other one over. */
final class AttendedTransfer extends CallChange {

    AttendedTransfer(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        CallControl control = new CallControl.AttendedTransfer(
                CallHeaders.required(message, AmiGsmConstants.CHANNEL),
                CallHeaders.required(message, AmiGsmConstants.CONTEXT),
                CallHeaders.required(message, AmiGsmConstants.EXTEN));
        return gateway -> gateway.control(control);
    }
}
