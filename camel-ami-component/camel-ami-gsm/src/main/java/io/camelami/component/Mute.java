package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation MUTE: silences a channel, or lets it be heard again. */
final class Mute extends CallChange {

    Mute(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        CallControl.Mute.Direction direction =
                message.getHeader(AmiGsmConstants.MUTE_DIRECTION, CallControl.Mute.Direction.class);
        Boolean muted = message.getHeader(AmiGsmConstants.MUTED, Boolean.class);
        CallControl control = new CallControl.Mute(
                CallHeaders.required(message, AmiGsmConstants.CHANNEL),
                direction == null ? CallControl.Mute.Direction.ALL : direction,
                muted == null || muted);
        return gateway -> gateway.control(control);
    }
}
