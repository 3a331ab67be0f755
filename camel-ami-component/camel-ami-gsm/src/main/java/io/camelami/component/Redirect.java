package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.RedirectRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation REDIRECT: sends one or both legs of a call to another place in the dialplan. */
final class Redirect extends CallChange {

    Redirect(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<CallActionResult>> ask(Message message) {
        RedirectRequest request = RedirectRequest.of(
                        CallHeaders.required(message, AmiGsmConstants.CHANNEL),
                        CallHeaders.required(message, AmiGsmConstants.CONTEXT),
                        CallHeaders.required(message, AmiGsmConstants.EXTEN))
                .withPriority(CallHeaders.orElse(message, AmiGsmConstants.PRIORITY, "1"));
        String extra = CallHeaders.optional(message, AmiGsmConstants.EXTRA_CHANNEL);
        if (extra != null) {
            String extraExten = CallHeaders.optional(message, AmiGsmConstants.EXTRA_EXTEN);
            request = extraExten == null
                    ? request.withExtraChannel(extra)
                    : request.withExtraChannel(
                            extra,
                            CallHeaders.orElse(message, AmiGsmConstants.EXTRA_CONTEXT, request.context()),
                            extraExten,
                            CallHeaders.orElse(message, AmiGsmConstants.EXTRA_PRIORITY, "1"));
        }
        RedirectRequest whole = request;
        return gateway -> gateway.redirect(whole);
    }
}
