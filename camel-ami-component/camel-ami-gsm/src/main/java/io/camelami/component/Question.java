package io.camelami.component;

import io.camelami.ami.AmiEncodingException;
import io.camelami.ami.AmiException;
import io.camelami.ami.AmiNotWrittenException;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GsmGateway;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/**
 * What the operations have in common that hand back the gateway's answer.
 *
 * @param <A> the answer
 */
abstract class Question<A> implements ProducerOperation<Question.Answered<A>> {

    private final AmiGsmEndpoint endpoint;
    private final SharedGateway gateway;

    /** One of the two is null. */
    record Answered<A>(A answer, ActionException failure) {}

    Question(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        this.endpoint = endpoint;
        this.gateway = gateway;
    }

    /**
     * Reads what the message wants.
     *
     * @throws IllegalArgumentException if it does not say what to do; the exception does not repeat its values
     * @throws SecurityException if the endpoint does not allow it; the exception names the option
     */
    abstract Function<GsmGateway, CompletableFuture<A>> ask(Message message);

    /**
     * Writes the answer onto the message.
     *
     * @return what to throw for it, or null
     */
    abstract ActionException write(Message message, A answer);

    @Override
    public final CompletableFuture<Answered<A>> start(Exchange exchange) {
        Function<GsmGateway, CompletableFuture<A>> asked;
        try {
            asked = ask(exchange.getMessage());
        } catch (IllegalArgumentException | SecurityException | TypeConversionException e) {
            return CompletableFuture.completedFuture(new Answered<>(null, failure(e)));
        }
        return gateway.firstAttempt()
                .thenCompose(attempted -> asked.apply(gateway.gateway()))
                .handle((answer, error) -> new Answered<>(answer, error == null ? null : failure(error)));
    }

    private ActionException failure(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof AmiNotWrittenException) {
            return failed(FailureClass.RETRY_LATER, cause.getMessage(), cause);
        }
        if (cause instanceof SecurityException || cause instanceof UnsupportedOperationException) {
            return failed(FailureClass.CONFIGURATION, "nothing was written: " + cause.getMessage(), cause);
        }
        if (cause instanceof IllegalArgumentException || cause instanceof AmiEncodingException) {
            return failed(FailureClass.RECIPIENT, "nothing was written: " + cause.getMessage(), cause);
        }
        if (cause instanceof TypeConversionException) {
            // Its message repeats the value.
            return failed(FailureClass.RECIPIENT, "nothing was written: the message has a value of a wrong type", null);
        }
        if (cause instanceof AmiException) {
            return new ActionOutcomeUnknownException(
                    gateway.name(), cause.getMessage() + "; option actionTimeout says how long is waited", cause);
        }
        if (cause instanceof IllegalStateException) {
            return failed(null, cause.getMessage(), cause);
        }
        // It may have been written: no thread could be had for the answer, for instance.
        return new ActionOutcomeUnknownException(gateway.name(), "the answer could not be handed on", cause);
    }

    private ActionFailedException failed(FailureClass failure, String detail, Throwable cause) {
        return new ActionFailedException(gateway.name(), failure, detail, cause);
    }

    @Override
    public final Exception finish(Exchange exchange, Answered<A> result) {
        Message message = exchange.getMessage();
        message.setHeader(AmiGsmConstants.GATEWAY, gateway.name());
        message.removeHeader(AmiGsmConstants.RESPONSE);
        message.removeHeader(AmiGsmConstants.REPLY);
        ActionException failure = result.failure() != null ? result.failure() : write(message, result.answer());
        CallHeaders.set(message, AmiGsmConstants.FAILURE_CLASS, failure == null ? null : failure.failure());
        CallHeaders.set(message, AmiGsmConstants.DETAIL, failure == null ? null : failure.getMessage());
        return endpoint.isThrowExceptionOnFailure() ? failure : null;
    }

    /** The word and the sentence of the answer as headers, and an exception for a bad one. */
    final ActionException writeStatus(Message message, AmiResponse answer) {
        CallHeaders.set(message, AmiGsmConstants.RESPONSE, answer.status().isEmpty() ? null : answer.status());
        CallHeaders.set(message, AmiGsmConstants.REPLY, answer.message().isEmpty() ? null : answer.message());
        // The gateway's words may repeat a number, so they stay out of what goes into logs.
        return answer.success()
                ? null
                : failed(
                        null,
                        "the gateway refused it; header " + AmiGsmConstants.REPLY + " has its words, and the AMI user"
                                + " may lack a permission",
                        null);
    }
}
