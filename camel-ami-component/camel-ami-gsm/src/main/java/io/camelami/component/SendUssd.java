package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdScript;
import io.camelami.gsm.ussd.UssdScriptResult;
import io.camelami.gsm.ussd.UssdStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** The operation SEND_USSD: dials the body, answers a menu with it, or runs it as a script; the answer is the new body. */
final class SendUssd implements ProducerOperation<UssdScriptResult> {

    private final AmiGsmEndpoint endpoint;
    private final SharedGateway gateway;

    SendUssd(AmiGsmEndpoint endpoint, SharedGateway gateway) {
        this.endpoint = endpoint;
        this.gateway = gateway;
    }

    /** What a message asks for, checked, to be asked of the gateway when its link is up. */
    @FunctionalInterface
    private interface Question {
        CompletableFuture<UssdScriptResult> ask(GsmGateway gateway);
    }

    @Override
    public CompletableFuture<UssdScriptResult> start(Exchange exchange) {
        Question question;
        try {
            question = question(exchange.getMessage());
        } catch (IllegalArgumentException | TypeConversionException e) {
            return CompletableFuture.completedFuture(refused(CallHeaders.reason(e)));
        }
        return gateway.firstAttempt().thenCompose(attempted -> question.ask(gateway.gateway()));
    }

    private Question question(Message message) {
        String session = message.getHeader(AmiGsmConstants.USSD_SESSION, String.class);
        if (Boolean.TRUE.equals(message.getHeader(AmiGsmConstants.USSD_CANCEL, Boolean.class))) {
            if (session == null) {
                throw new IllegalArgumentException(
                        "there is no menu to give up: header " + AmiGsmConstants.USSD_SESSION + " is missing");
            }
            return to -> to.cancelUssd(session).thenApply(SendUssd::alone);
        }
        String body = message.getBody(String.class);
        if (body == null || body.isEmpty()) {
            throw new IllegalArgumentException(
                    "the body is " + (body == null ? "null" : "empty") + "; it is the code to dial, such as *100#");
        }
        Duration timeout = CallHeaders.duration(message, AmiGsmConstants.USSD_TIMEOUT);
        if (session != null) {
            UssdRequest answer = UssdRequest.answer(session, body).withTimeout(timeout);
            return to -> to.sendUssd(answer).thenApply(SendUssd::alone);
        }
        int span = SpanHeader.read(message, endpoint, gateway.name());
        if (UssdScript.isScript(body)) {
            UssdScript script = UssdScript.parse(body);
            return to -> to.runUssd(script, span, timeout);
        }
        UssdRequest request = UssdRequest.dial(body).withSpan(span).withTimeout(timeout);
        return to -> to.sendUssd(request).thenApply(SendUssd::alone);
    }

    private static UssdScriptResult alone(UssdResult result) {
        return new UssdScriptResult(List.of(result), 1, true, result.detail());
    }

    private UssdScriptResult refused(String why) {
        return alone(UssdResult.unanswered(
                UssdStatus.FAILED, FailureClass.RECIPIENT, 0, "nothing was sent: " + why, 0, gateway.now()));
    }

    /** Headers in any case; an exception unless all was answered or the endpoint wants none. */
    @Override
    public UssdException finish(Exchange exchange, UssdScriptResult result) {
        Message message = exchange.getMessage();
        UssdResult last = result.last();
        message.setHeader(AmiGsmConstants.GATEWAY, gateway.name());
        message.setHeader(AmiGsmConstants.USSD_STATUS, last.status());
        message.setHeader(AmiGsmConstants.EPOCH, last.epoch());
        CallHeaders.set(message, AmiGsmConstants.FAILURE_CLASS, last.failure());
        CallHeaders.set(message, AmiGsmConstants.SENT_SPAN, last.span() == 0 ? null : last.span());
        CallHeaders.set(message, AmiGsmConstants.USSD_DCS, last.dcs() < 0 ? null : last.dcs());
        CallHeaders.set(message, AmiGsmConstants.USSD_RAW, last.raw());
        CallHeaders.set(message, AmiGsmConstants.USSD_STEPS, result.planned() == 1 ? null : result.steps());
        CallHeaders.set(message, AmiGsmConstants.REPLY, last.reply());
        CallHeaders.set(message, AmiGsmConstants.DETAIL, result.detail());
        UssdException failure = UssdException.of(gateway.name(), result);
        if (failure != null && endpoint.isThrowExceptionOnFailure()) {
            // Body and menu stay what they were, for an error handler that sends again: a choice without its menu would
            // be dialled as a code.
            return failure;
        }
        CallHeaders.set(message, AmiGsmConstants.USSD_SESSION, result.planned() == 1 ? last.session() : null);
        message.removeHeader(AmiGsmConstants.USSD_CANCEL);
        message.setBody(last.text());
        return null;
    }
}
