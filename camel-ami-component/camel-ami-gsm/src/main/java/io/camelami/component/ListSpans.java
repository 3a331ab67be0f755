package io.camelami.component;

import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Message;

/** The operation SPANS: what the gateway says of its spans. */
final class ListSpans extends Question<List<Span>> {

    ListSpans(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        super(endpoint, gateway);
    }

    @Override
    Function<GsmGateway, CompletableFuture<List<Span>>> ask(Message message) {
        return GsmGateway::spans;
    }

    @Override
    ActionException write(Message message, List<Span> spans) {
        message.setBody(spans);
        return null;
    }
}
