package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation BRIDGE: lets two channels talk to each other. */
final class Bridge extends CallChange {

    Bridge(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        CallControl control = new CallControl.Bridge(
                CallHeaders.required(message, AmiGsmConstants.CHANNEL),
                CallHeaders.required(message, AmiGsmConstants.EXTRA_CHANNEL),
                false);
        return gateway -> gateway.control(control);
    }
}
