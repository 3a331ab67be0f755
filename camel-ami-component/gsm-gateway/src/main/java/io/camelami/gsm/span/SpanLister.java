package io.camelami.gsm.span;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.DialectSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks a gateway for its spans. Its futures end on the reading thread. */
public final class SpanLister {
    private final GatewayConfig config;
    private final DialectSession dialect;
    private final AmiLink link;

    public SpanLister(GatewayConfig config, DialectSession dialect, AmiLink link) {
        this.config = config;
        this.dialect = dialect;
        this.link = link;
    }

    boolean possible() {
        return question() != null;
    }

    /**
     * The short list, in one question. Fails with an {@link UnsupportedOperationException} where there is none, and with an
     * {@link IllegalStateException} where the gateway does not give it.
     */
    public CompletableFuture<List<Span>> listing() {
        AmiAction question = question();
        if (question == null) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException(
                    "the dialect " + config.dialect() + " has no listing of spans that could be asked for"));
        }
        return ask(question).thenApply(dialect::readSpans);
    }

    /** Null where the dialect does not say that it can list. */
    private AmiAction question() {
        return dialect.capabilities().operations().contains(Operation.SPANS) ? dialect.listSpans() : null;
    }

    /** All that is to be had of the spans of a list: one question after the other, so that other actions get their turn. */
    public CompletableFuture<List<Span>> details(List<Span> listed) {
        CompletableFuture<List<Span>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Span span : listed) {
            AmiAction question = dialect.showSpan(span.number());
            if (question == null) {
                return CompletableFuture.completedFuture(listed);
            }
            all = all.thenCompose(before -> ask(question).thenApply(answer -> {
                before.add(dialect.readSpan(span, answer));
                return before;
            }));
        }
        return all.thenApply(List::copyOf);
    }

    private CompletableFuture<AmiResponse> ask(AmiAction question) {
        try {
            return link.send(question, config.actionTimeout());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
