package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.OriginateRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** The operation ORIGINATE: makes a call, and goes on when it is answered or will not be. */
final class Originate implements ProducerOperation<CallResult> {

    private final AmiGsmEndpoint endpoint;
    private final SharedGateway gateway;

    Originate(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        this.endpoint = endpoint;
        this.gateway = gateway;
    }

    @Override
    public CompletableFuture<CallResult> start(Exchange exchange) {
        try {
            OriginateRequest request = request(exchange.getMessage());
            return gateway.firstAttempt()
                    .thenCompose(attempted -> gateway.gateway().originate(request));
        } catch (IllegalArgumentException | TypeConversionException e) {
            return CompletableFuture.completedFuture(refused(CallHeaders.reason(e)));
        }
    }

    private static OriginateRequest request(Message message) {
        String dial = CallHeaders.required(message, AmiGsmConstants.DIAL);
        String application = CallHeaders.optional(message, AmiGsmConstants.APPLICATION);
        OriginateRequest request = application != null
                ? OriginateRequest.toApplication(
                        dial, application, CallHeaders.optional(message, AmiGsmConstants.APPLICATION_DATA))
                : OriginateRequest.toExtension(
                                dial,
                                CallHeaders.required(message, AmiGsmConstants.CONTEXT),
                                CallHeaders.required(message, AmiGsmConstants.EXTEN))
                        .withPriority(CallHeaders.orElse(message, AmiGsmConstants.PRIORITY, "1"));
        Duration timeout = CallHeaders.duration(message, AmiGsmConstants.CALL_TIMEOUT);
        return request.withTimeout(timeout)
                .withCallerId(CallHeaders.optional(message, AmiGsmConstants.CALLER_ID))
                .withAccount(CallHeaders.optional(message, AmiGsmConstants.ACCOUNT))
                .withEarlyMedia(Boolean.TRUE.equals(message.getHeader(AmiGsmConstants.EARLY_MEDIA, Boolean.class)))
                .withVariables(variables(message));
    }

    private static Map<String, String> variables(Message message) {
        Map<?, ?> given = message.getHeader(AmiGsmConstants.VARIABLES, Map.class);
        Map<String, String> variables = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), value == null ? "" : value.toString()));
        }
        return variables;
    }

    private CallResult refused(String why) {
        return new CallResult(
                CallOutcome.FAILED,
                FailureClass.RECIPIENT,
                null,
                null,
                null,
                0,
                null,
                null,
                "nobody was called: " + why,
                0,
                gateway.now());
    }

    @Override
    public Exception finish(Exchange exchange, CallResult result) {
        Message message = exchange.getMessage();
        message.setHeader(AmiGsmConstants.GATEWAY, gateway.name());
        message.setHeader(AmiGsmConstants.CALL_OUTCOME, result.outcome());
        message.setHeader(AmiGsmConstants.EPOCH, result.epoch());
        CallHeaders.set(message, AmiGsmConstants.FAILURE_CLASS, result.failure());
        CallHeaders.set(message, AmiGsmConstants.CHANNEL, result.channel());
        CallHeaders.set(message, AmiGsmConstants.UNIQUE_ID, result.uniqueId());
        CallHeaders.set(message, AmiGsmConstants.CAUSE, result.cause() == 0 ? null : result.cause());
        CallHeaders.set(message, AmiGsmConstants.CAUSE_TEXT, result.causeText());
        CallHeaders.set(message, AmiGsmConstants.REPLY, result.reply());
        CallHeaders.set(message, AmiGsmConstants.DETAIL, result.detail());
        if (!endpoint.isThrowExceptionOnFailure()) {
            return null;
        }
        return switch (result.outcome()) {
            case FAILED -> new CallFailedException(gateway.name(), result.outcome(), result.failure(), result.detail());
            case UNKNOWN -> new CallOutcomeUnknownException(gateway.name(), result.outcome(), result.detail());
            case ANSWERED, BUSY, NO_ANSWER, CONGESTION, HUNG_UP -> null;
        };
    }
}
