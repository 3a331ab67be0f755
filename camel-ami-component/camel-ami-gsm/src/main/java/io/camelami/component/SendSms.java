package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsOptions;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.text.TextPolicy;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** The operation SEND_SMS: reads the request from a message and writes the result onto the Exchange. */
final class SendSms implements ProducerOperation<SmsResult> {

    private final AmiGsmEndpoint endpoint;
    private final SharedGateway gateway;

    SendSms(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        this.endpoint = endpoint;
        this.gateway = gateway;
    }

    @Override
    public CompletableFuture<SmsResult> start(Exchange exchange) {
        try {
            SmsRequest request = request(exchange.getMessage());
            String key = exchange.getMessage().getHeader(AmiGsmConstants.IDEMPOTENCY_KEY, String.class);
            exchange.getMessage().removeHeader(AmiGsmConstants.DUPLICATE);
            exchange.getMessage().removeHeader(AmiGsmConstants.RESENT);
            if (key == null || key.isBlank()) {
                return gateway.firstAttempt().isDone()
                        ? send(request, exchange)
                        : gateway.firstAttempt().thenCompose(attempted -> send(request, exchange));
            }
            // Elsewhere, since the repository may be a database.
            return gateway.firstAttempt()
                    .thenComposeAsync(
                            attempted -> endpoint.sendOnce().send(key, request, () -> send(request, exchange)),
                            task -> gateway.execute("idempotent", task))
                    .thenApply(once -> {
                        if (once.again()) {
                            exchange.getMessage().setHeader(AmiGsmConstants.DUPLICATE, true);
                        }
                        return once.result();
                    });
        } catch (IllegalArgumentException | TypeConversionException e) {
            return CompletableFuture.completedFuture(refused(CallHeaders.reason(e)));
        }
    }

    private CompletableFuture<SmsResult> send(SmsRequest request, Exchange exchange) {
        CompletableFuture<SmsResult> sent = gateway.gateway().sendSms(request);
        return endpoint.getOnUnknown() != OnUnknown.RESEND
                ? sent
                : sent.thenCompose(result -> result.outcome() == Outcome.UNKNOWN
                        ? resend(request, result, exchange)
                        : CompletableFuture.completedFuture(result));
    }

    /** Once, when the link is up: whoever chose this holds two messages for better than none. */
    private CompletableFuture<SmsResult> resend(SmsRequest request, SmsResult first, Exchange exchange) {
        return gateway.linkUp(gateway.config().sendTimeout()).thenCompose(up -> {
            if (!up) {
                return CompletableFuture.completedFuture(first);
            }
            return gateway.gateway().sendSms(request).thenApply(second -> {
                if (second.parts() > 0) {
                    exchange.getMessage().setHeader(AmiGsmConstants.RESENT, true);
                }
                return both(first, second);
            });
        });
    }

    /** What the second send did not make good stays unknown: the first one may have arrived. */
    private static SmsResult both(SmsResult first, SmsResult second) {
        return switch (second.outcome()) {
            case ACCEPTED, SENT, DELIVERED -> second;
            case FAILED, EXPIRED, UNKNOWN ->
                new SmsResult(
                        Outcome.UNKNOWN,
                        null,
                        second.span(),
                        first.id(),
                        Math.max(first.parts(), second.parts()),
                        first.truncated(),
                        second.reply(),
                        first.detail() + "; then once more (option onUnknown): " + second.detail(),
                        Math.max(first.epoch(), second.epoch()),
                        second.at());
        };
    }

    private SmsRequest request(Message message) {
        String to = recipient(message);
        String text = message.getBody(String.class);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("the body is "
                    + (message.getBody() == null ? "null" : text == null ? "nothing that converts to a text" : "empty")
                    + "; the body is the text to send");
        }
        String id = message.getHeader(AmiGsmConstants.ID, String.class);
        return new SmsRequest(to, text, SpanHeader.read(message, endpoint, gateway.name()), id, null)
                .withOptions(options(message))
                .withTextPolicy(new TextPolicy(endpoint.getUnicode(), endpoint.getLongText()))
                .withVerify(endpoint.getOnUnknown() == OnUnknown.VERIFY);
    }

    private static SmsOptions options(Message message) {
        return new SmsOptions(
                flag(message, AmiGsmConstants.FLASH),
                CallHeaders.duration(message, AmiGsmConstants.VALIDITY),
                flag(message, AmiGsmConstants.REPORT_REQUESTED));
    }

    /** Null without the header. What Camel cannot read it drops, and a wish must not be lost. */
    private static Boolean flag(Message message, String header) {
        Boolean flag = message.getHeader(header, Boolean.class);
        if (flag == null && message.getHeader(header) != null) {
            throw new IllegalArgumentException("header " + header + " is neither true nor false");
        }
        return flag;
    }

    private static String recipient(Message message) {
        String to = message.getHeader(AmiGsmConstants.TO, String.class);
        if (to == null) {
            // An SMS that arrived is answered without any mapping.
            to = message.getHeader(AmiGsmConstants.FROM, String.class);
        }
        if (to == null || to.isBlank()) {
            throw new IllegalArgumentException("there is no recipient; set it as header " + AmiGsmConstants.TO
                    + " (an SMS that arrived is answered to its header " + AmiGsmConstants.FROM + ")");
        }
        return to;
    }

    private SmsResult refused(String why) {
        return new SmsResult(
                Outcome.FAILED,
                FailureClass.RECIPIENT,
                0,
                null,
                0,
                null,
                "the SMS was not sent: " + why,
                0,
                gateway.now());
    }

    /** Headers in any case; an exception unless the outcome is good or the endpoint wants none. */
    @Override
    public SmsSendException finish(Exchange exchange, SmsResult result) {
        Message message = exchange.getMessage();
        message.setHeader(AmiGsmConstants.GATEWAY, gateway.name());
        message.setHeader(AmiGsmConstants.OUTCOME, result.outcome());
        message.setHeader(AmiGsmConstants.PARTS, result.parts());
        message.setHeader(AmiGsmConstants.EPOCH, result.epoch());
        set(message, AmiGsmConstants.FAILURE_CLASS, result.failure());
        set(message, AmiGsmConstants.SENT_SPAN, result.span() == 0 ? null : result.span());
        set(message, AmiGsmConstants.MESSAGE_ID, result.id());
        set(message, AmiGsmConstants.TRUNCATED, result.truncated() ? true : null);
        set(message, AmiGsmConstants.REPLY, result.reply());
        set(message, AmiGsmConstants.DETAIL, result.detail());
        SmsSendException failure = SmsSendException.of(gateway.name(), result);
        return endpoint.isThrowExceptionOnFailure() ? failure : null;
    }

    /** Also removes what an earlier send or the consumer has left there. */
    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
