package io.camelami.smscenter;

import io.camelami.component.AmiGsmConstants;
import io.camelami.smscenter.gateway.Gateway;
import io.camelami.smscenter.gateway.GatewayMonitor;
import io.camelami.smscenter.message.MessageStore;
import io.camelami.smscenter.message.Outbox;
import io.camelami.smscenter.message.SmsExchange;
import io.camelami.smscenter.message.UnstoredSms;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** All ways of a message through the SMS centre. */
@Component
class SmsCenterRoutes extends RouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(SmsCenterRoutes.class);

    private final Gateway gateway;

    SmsCenterRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void configure() {
        inbound();
        outbound();
    }

    private void inbound() {
        // What the gateway tells: each SMS, and whether it can be heard at all.
        from(Gateway.ENDPOINT + "?events=sms,link")
                .routeId("inbound")
                .choice()
                .when(header(AmiGsmConstants.EVENT).isEqualTo("sms"))
                .bean(SmsExchange.class, "received")
                .to("direct:store")
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

    private void outbound() {
        // The body is the id of a stored message.
        from(Outbox.QUEUE)
                .routeId("outbound")
                .onException(DataAccessException.class)
                // What is in the database is settled sooner or later; if we are stopped meanwhile, at the next start.
                .maximumRedeliveries(-1)
                .redeliveryDelay(500)
                // What Camel would log of it is what the database says.
                .retryAttemptedLogLevel(LoggingLevel.OFF)
                .onRedelivery(SmsCenterRoutes::warn)
                .useExponentialBackOff()
                .maximumRedeliveryDelay(30_000)
                .end()
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

    private static void warn(Exchange exchange) {
        LOG.warn(
                "Message {}: the database does not take what becomes of it; trying again: {}",
                exchange.getProperty(SmsExchange.MESSAGE_ID),
                DatabaseFault.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }
}
