package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation DTMF: plays one key to a channel. */
final class Dtmf extends CallChange {

    Dtmf(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        String key = CallHeaders.required(message, AmiGsmConstants.DIGIT);
        if (key.length() != 1) {
            throw new IllegalArgumentException("header " + AmiGsmConstants.DIGIT + " has to be one key");
        }
        CallControl control =
                new CallControl.Dtmf(CallHeaders.required(message, AmiGsmConstants.CHANNEL), key.charAt(0));
        return gateway -> gateway.control(control);
    }
}
