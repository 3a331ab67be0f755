package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.HangupRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation HANGUP: ends a channel, or all whose names match a pattern. */
final class Hangup extends CallChange {

    Hangup(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        String pattern = CallHeaders.optional(message, AmiGsmConstants.CHANNEL_PATTERN);
        HangupRequest request = pattern != null
                ? HangupRequest.matching(pattern)
                : HangupRequest.of(CallHeaders.required(message, AmiGsmConstants.CHANNEL));
        Integer cause = message.getHeader(AmiGsmConstants.HANGUP_CAUSE, Integer.class);
        HangupRequest whole = cause == null ? request : request.withCause(cause);
        return gateway -> gateway.hangup(whole);
    }
}
