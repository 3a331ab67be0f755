package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation PARK: puts a channel on a parking space. */
final class Park extends CallChange {

    Park(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        CallControl control = new CallControl.Park(
                CallHeaders.required(message, AmiGsmConstants.CHANNEL),
                CallHeaders.optional(message, AmiGsmConstants.EXTRA_CHANNEL),
                CallHeaders.duration(message, AmiGsmConstants.CALL_TIMEOUT),
                CallHeaders.optional(message, AmiGsmConstants.PARKING_LOT));
        return gateway -> gateway.control(control);
    }
}
