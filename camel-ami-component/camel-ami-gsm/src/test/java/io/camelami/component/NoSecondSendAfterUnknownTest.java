package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Outcome;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SimulatorExtension;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went over the wire counts: a route with a redelivery policy, as the docs show it. */
class NoSecondSendAfterUnknownTest {

    @RegisterExtension
    final SimulatorExtension simulator =
            SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX).sendTime(Duration.ofMillis(5)));

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    /** How a send ends without being known. */
    @ParameterizedTest
    @EnumSource(
            value = SendBehaviour.class,
            names = {"TIMEOUT", "SILENT", "LOSE_LINK"})
    void it_is_repeated_by_no_redelivery_but_by_the_option(SendBehaviour behaviour) throws Exception {
        GatewaySimulator gateway = start();
        gateway.nextSend(1, behaviour);

        Exchange once = send("direct:send");

        assertThat(once.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.UNKNOWN);
        assertThat(once.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
        assertThat(sendCommands()).isEqualTo(1);

        awaitLink();
        gateway.nextSend(1, behaviour);
        Exchange again = send("direct:resend");

        assertThat(again.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.SENT);
        assertThat(again.getMessage().getHeader(AmiGsmConstants.RESENT)).isEqualTo(true);
        assertThat(sendCommands()).isEqualTo(3);
    }

    /** The same policy does repeat what was surely not sent. */
    @ParameterizedTest
    @EnumSource(
            value = SendBehaviour.class,
            names = {"FAILED"})
    void what_the_network_refused_is_repeated_by_a_redelivery(SendBehaviour behaviour) throws Exception {
        GatewaySimulator gateway = start();
        gateway.nextSend(1, behaviour, behaviour, SendBehaviour.SENT);

        Exchange sent = send("direct:send");

        assertThat(sent.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.SENT);
        assertThat(sendCommands()).isEqualTo(3);
        assertThat(gateway.sentSms()).hasSize(1);
    }

    private GatewaySimulator start() throws Exception {
        GatewaySimulator gateway = simulator.gateway();
        String uri = "ami-gsm:" + gateway.host() + ":" + gateway.port() + "?username=" + gateway.user() + "&secret="
                + gateway.secret() + "&span=1&pacing=0&sendTimeout=1500&reconnectMin=10&reconnectMax=50";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(SmsNotSentException.class).maximumRedeliveries(5).redeliveryDelay(20);
                from("direct:send").to(uri);
                from("direct:resend").to(uri + "&onUnknown=RESEND");
            }
        });
        context.start();
        awaitLink();
        return gateway;
    }

    private void awaitLink() {
        await().until(() -> context.getEndpoints().stream()
                .filter(AmiGsmEndpoint.class::isInstance)
                .allMatch(endpoint -> ((AmiGsmEndpoint) endpoint).isGatewayUp()));
    }

    private Exchange send(String route) {
        return context.createProducerTemplate().request(route, exchange -> {
            exchange.getMessage().setBody("the gate is open");
            exchange.getMessage().setHeader(AmiGsmConstants.TO, "+491701234567");
        });
    }

    private long sendCommands() {
        return simulator.gateway().commands().stream()
                .filter(command -> command.startsWith("gsm send "))
                .count();
    }
}
