package io.camelami.smscenter;

import io.camelami.component.AmiGsmConstants;
import io.camelami.smscenter.call.CallStore;
import io.camelami.smscenter.gateway.Gateway;
import io.camelami.smscenter.gateway.GatewayMonitor;
import io.camelami.smscenter.message.MessageStore;
import io.camelami.smscenter.message.Outbox;
import io.camelami.smscenter.message.SmsExchange;
import io.camelami.smscenter.message.UnstoredSms;
import io.camelami.smscenter.ussd.UssdController;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** All ways of a message through the SMS centre. */
@Component
class SmsCenterRoutes extends RouteBuilder {

    /** Where calls that are over wait for the database. */
    private static final String CALLS = "seda:calls?size=10000";

    private static final Logger LOG = LoggerFactory.getLogger(SmsCenterRoutes.class);

    private final Gateway gateway;

    SmsCenterRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void configure() {
        inbound();
        calls();
        outbound();
        ussd();
    }

    private void inbound() {
        // What the gateway tells: each SMS, each call at its end, and whether it can be heard at all.
        from(Gateway.ENDPOINT + "?events=sms,call,link")
                .routeId("inbound")
                .choice()
                .when(header(AmiGsmConstants.EVENT).isEqualTo("sms"))
                .bean(SmsExchange.class, "received")
                .to("direct:store")
                .when(header(AmiGsmConstants.EVENT).isEqualTo("call"))
                .to(CALLS)
                .otherwise()
                .bean(GatewayMonitor.class, "linkChanged");

        // An SMS is told only once. If the database does not take it, it goes to a file ...
        from("direct:store")
                .routeId("store")
                .onException(Exception.class)
                .handled(true)
                .logExhausted(false)
                .log(
                        LoggingLevel.ERROR,
                        "${body} is kept in a file: the database does not take it: ${exception.class.simpleName}")
                .bean(UnstoredSms.class, "toJson")
                .to(UnstoredSms.WRITE)
                .end()
                .bean(MessageStore.class, "received");

        // ... and from there into the database as soon as that works again.
        from(UnstoredSms.READ)
                .routeId("store-later")
                .onException(DataAccessException.class)
                // Each file is tried again and again; how many there are is shown and logged elsewhere.
                .logExhausted(false)
                .end()
                .bean(UnstoredSms.class, "fromJson")
                .bean(MessageStore.class, "received");
    }

    private void calls() {
        // In a line of their own: while the database is away, they hold up no SMS.
        untilTheDatabaseTakesIt(from(CALLS).routeId("calls")).bean(CallStore.class, "ended");
    }

    private void outbound() {
        // The body is the id of a stored message. What is in the database is settled sooner or later; if we are stopped
        // meanwhile, at the next start.
        untilTheDatabaseTakesIt(from(Outbox.QUEUE).routeId("outbound"))
                // As many on their way as the gateway has spans: the others are still QUEUED if we are stopped.
                .throttle(gateway.spans())
                .concurrentRequestsMode()
                .setProperty(SmsExchange.MESSAGE_ID, body())
                .bean(MessageStore.class, "startSending")
                .filter(body().isNotNull())
                .bean(SmsExchange.class, "toSend")
                .doTry()
                .to(Gateway.ENDPOINT + "?operation=SEND_SMS")
                .doCatch(Exception.class)
                // The outcome is in the headers, also of a send that failed.
                .end()
                .bean(SmsExchange.class, "result")
                .bean(MessageStore.class, "finish(${exchangeProperty.messageId}, ${body})");
    }

    private void ussd() {
        // Asked by a person who waits: what comes of it is in the headers, also if nothing does.
        from(UssdController.DIAL)
                .routeId("ussd")
                .to(Gateway.ENDPOINT + "?operation=SEND_USSD&throwExceptionOnFailure=false");
    }

    private static ProcessorDefinition<?> untilTheDatabaseTakesIt(RouteDefinition route) {
        return route.onException(DataAccessException.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay(500)
                // What Camel would log of it is what the database says.
                .retryAttemptedLogLevel(LoggingLevel.OFF)
                .onRedelivery(SmsCenterRoutes::warn)
                .useExponentialBackOff()
                .maximumRedeliveryDelay(30_000)
                .end();
    }

    private static void warn(Exchange exchange) {
        LOG.warn(
                "Route {}: the database does not take what comes here; trying again: {}",
                exchange.getFromRouteId(),
                DatabaseFault.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }
}
