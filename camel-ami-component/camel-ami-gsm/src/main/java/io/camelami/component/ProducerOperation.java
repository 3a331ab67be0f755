package io.camelami.component;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * One of the things that the producer can do with a message.
 *
 * @param <R> what comes of it
 */
interface ProducerOperation<R> {

    /** Never throws what a message can cause: a message that cannot be obeyed gives a result like any other. */
    CompletableFuture<R> start(Exchange exchange);

    /**
     * Writes the result onto the Exchange, also a bad one.
     *
     * @return what is thrown, or null
     */
    Exception finish(Exchange exchange, R result);
}
