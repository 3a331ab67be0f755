package io.camelami.component;

import io.camelami.gsm.Mask;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdScriptResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.MessageHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a route has made of an event back to where it came from: to the sender of an SMS over the same span, or as the
 * answer to a USSD menu. Where it goes is read from the event and never from the message, which may have been filled by
 * others on its way.
 *
 * <p>A route that says nothing sends nothing: a body that is null, blank or still the text that came in is no reply. The
 * text counts and not the object, since a route which only stores a message may well convert it first.
 */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    /** What a network sends an SMS to; a sender such as a company's name is none. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,20}");

    private final SharedGateway gateway;
    private final String route;
    private final ReplyLimit limit;
    private final ExceptionHandler exceptionHandler;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    Replies(SharedGateway gateway, String route, ReplyLimit limit, ExceptionHandler exceptionHandler) {
        this.gateway = gateway;
        this.route = route;
        this.limit = limit;
        this.exceptionHandler = exceptionHandler;
    }

    /**
     * Begins to send the reply to an event, if there is one. An outcome that is not good goes to the exception handler.
     *
     * @param exchange of the event, as the route has left it without a failure
     * @return ends when {@code exchange} is needed no more: at once if nothing is sent, else with the outcome
     */
    CompletableFuture<?> send(GatewayEvent event, Exchange exchange) {
        try {
            if (event instanceof InboundSms sms) {
                return answer(sms, exchange);
            }
            if (event instanceof InboundUssd ussd) {
                return answer(ussd, exchange);
            }
        } catch (RuntimeException e) {
            failed(exchange, e);
        }
        return NOTHING;
    }

    /** Waits until each reply that was begun has its outcome. */
    void awaitOutcomes() throws InterruptedException {
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException e) {
            // It went to the exception handler.
        }
    }

    /** How many replies have no outcome yet. */
    int underWay() {
        return underWay.size();
    }

    private CompletableFuture<?> answer(InboundSms sms, Exchange exchange) {
        String text = reply(exchange, sms.text());
        if (text == null) {
            return NOTHING;
        }
        if (sms.sender() == null || !NUMBER.matcher(sms.sender()).matches()) {
            LOG.info(
                    "{}: the reply of route {} is not sent: the SMS on span {} came from a name, not from a number, and"
                            + " cannot be answered",
                    gateway.name(),
                    route,
                    sms.span());
            return NOTHING;
        }
        if (!withinLimit(sms)) {
            return NOTHING;
        }
        SmsRequest request = new SmsRequest(sms.sender(), text, sms.span(), null, null);
        return follow(gateway.gateway().sendSms(request), exchange, result -> judge(sms, result));
    }

    private boolean withinLimit(InboundSms sms) {
        ReplyLimit.Decision decision = limit.ask(sms.sender(), gateway.now());
        if (!decision.allowed() && decision.refused() == 1) {
            LOG.warn(
                    "{}: {} on span {} has had {} replies of route {} within an hour; is it a robot, too? Replies to it are"
                            + " not sent until there are fewer (repliesPerHour={})",
                    gateway.name(),
                    Mask.number(sms.sender()),
                    sms.span(),
                    limit.perHour(),
                    route,
                    limit.perHour());
        } else if (decision.allowed() && decision.refused() > 0) {
            LOG.info(
                    "{}: {} on span {} is answered again by route {}; {} replies were not sent (repliesPerHour={})",
                    gateway.name(),
                    Mask.number(sms.sender()),
                    sms.span(),
                    route,
                    decision.refused(),
                    limit.perHour());
        }
        return decision.allowed();
    }

    private Exception judge(InboundSms sms, SmsResult result) {
        LOG.info(
                "{}: reply of route {} to {} over span {}: {}",
                gateway.name(),
                route,
                Mask.number(sms.sender()),
                sms.span(),
                result.outcome());
        return SmsSendException.of(gateway.name(), result);
    }

    private CompletableFuture<?> answer(InboundUssd ussd, Exchange exchange) {
        if (ussd.session() == null) {
            // Words of the network that ask for nothing.
            return NOTHING;
        }
        String input = reply(exchange, ussd.text());
        if (input == null) {
            return NOTHING;
        }
        UssdRequest request = UssdRequest.answer(ussd.session(), input);
        return follow(gateway.gateway().sendUssd(request), exchange, result -> judge(ussd, result));
    }

    private Exception judge(InboundUssd ussd, UssdResult result) {
        LOG.info("{}: reply of route {} to USSD on span {}: {}", gateway.name(), route, ussd.span(), result.status());
        if (result.session() != null) {
            // The route has ended and cannot choose again; an open menu would keep the span from all others.
            LOG.info(
                    "{}: the network asks again on span {}, which the route {} cannot hear; the menu is given up. A menu of"
                            + " several steps needs operation=SEND_USSD in the route",
                    gateway.name(),
                    ussd.span(),
                    route);
            gateway.gateway().cancelUssd(result.session());
        }
        return UssdException.of(gateway.name(), new UssdScriptResult(List.of(result), 1, true, result.detail()));
    }

    /** What the route says, or null if it says nothing. */
    private static String reply(Exchange exchange, String cameIn) {
        Message message = exchange.getMessage();
        MessageHelper.resetStreamCache(message);
        String text = message.getBody(String.class);
        return text == null || text.isBlank() || text.equals(cameIn) ? null : text;
    }

    private <R> CompletableFuture<?> follow(
            CompletableFuture<R> started, Exchange exchange, Function<R, Exception> judge) {
        underWay.add(started);
        return started.handle((result, error) -> {
            underWay.remove(started);
            Throwable failure = error == null ? judge.apply(result) : error;
            if (failure != null) {
                failed(exchange, failure instanceof CompletionException ? failure.getCause() : failure);
            }
            return null;
        });
    }

    private void failed(Exchange exchange, Throwable failure) {
        exceptionHandler.handleException(
                gateway.name() + ": the reply of route " + route + " failed", exchange, failure);
    }
}
