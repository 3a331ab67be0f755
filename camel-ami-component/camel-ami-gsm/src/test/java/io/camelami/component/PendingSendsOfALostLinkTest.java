package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a link is lost, all sends end at once, each as what it is, and only those are repeated that were not written. */
class PendingSendsOfALostLinkTest {
    private static final String ANSWERED = "answered and unreported";
    private static final String UNANSWERED = "written and unanswered";
    private static final String WAITING = "not written yet";

    enum Kind {
        OPENVOX(Personality.OPENVOX, "openvox", "Command", "gsm send sync sms", false),
        YEASTAR_TG(Personality.YEASTAR_TG, "yeastar-tg", "smscommand", "gsm send sms", true),
        DONGLE_BG111(Personality.DONGLE_BG111, "chan-dongle", "DongleSendPDU", null, true),
        DONGLE_WDOEKES(Personality.DONGLE_WDOEKES, "chan-dongle", "DongleSendSMS", null, true),
        QUECTEL(Personality.QUECTEL, "chan-quectel", "QuectelSendSMS", null, true),
        ASTERISK(Personality.ASTERISK, "asterisk&dialect.message=mobile:quectel0", "MessageSend", null, false);

        final Personality personality;
        final String dialect;
        final String action;
        final String command;
        /** Whether the result of a send comes after its answer. */
        final boolean reports;

        Kind(Personality personality, String dialect, String action, String command, boolean reports) {
            this.personality = personality;
            this.dialect = dialect;
            this.action = action;
            this.command = command;
            this.reports = reports;
        }
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    /** What the error handler repeated, and why. */
    private final List<String> repeated = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @EnumSource
    void each_ends_at_once_as_what_it_is_and_only_the_unwritten_one_is_repeated(Kind kind) throws Exception {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(kind.personality).start()) {
            AmiGsmEndpoint endpoint = route(simulator, kind);
            int span = simulator.spans().get(0);
            CompletableFuture<Exchange> answered = null;
            if (kind.reports) {
                simulator.nextSend(span, SendBehaviour.SILENT);
                answered = send(ANSWERED);
                await().until(() -> simulator.sentSms().size() == 1);
            }
            simulator.fault(FaultPoint.BEFORE_REPLY.of(kind.action), Fault.HALF_OPEN);
            CompletableFuture<Exchange> unanswered = send(UNANSWERED);
            await().until(() -> sends(simulator, kind).size() == (kind.reports ? 2 : 1));
            CompletableFuture<Exchange> waiting = send(WAITING);

            simulator.dropConnections();

            // Long before any of the times that they had is over.
            Exchange unknown = unanswered.get(5, TimeUnit.SECONDS);
            assertThat(unknown.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.UNKNOWN);
            assertThat(unknown.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
            if (kind.reports) {
                Exchange accepted = answered.get(5, TimeUnit.SECONDS);
                assertThat(accepted.getMessage().getHeader(AmiGsmConstants.OUTCOME))
                        .isEqualTo(Outcome.ACCEPTED);
                assertThat(accepted.getException()).isNull();
            }
            Exchange later = waiting.get(20, TimeUnit.SECONDS);
            assertThat(later.getException()).isNull();
            assertThat(repeated)
                    .isNotEmpty()
                    .allMatch(entry -> entry.equals(WAITING + ": " + FailureClass.RETRY_LATER));
            assertThat(endpoint.isGatewayUp()).isTrue();
            List<String> out = new ArrayList<>(List.of(WAITING));
            if (kind.reports) {
                out.add(ANSWERED);
            }
            await().untilAsserted(() ->
                    assertThat(simulator.sentSms()).extracting(SentSms::text).containsExactlyInAnyOrderElementsOf(out));
            assertThat(sends(simulator, kind)).as("each written once").hasSize(out.size() + 1);
        }
    }

    private static List<ReceivedAction> sends(GatewaySimulator simulator, Kind kind) {
        return simulator.actions().stream()
                .filter(action -> action.name().equalsIgnoreCase(kind.action))
                .filter(action ->
                        kind.command == null || action.header("Command").startsWith(kind.command))
                .toList();
    }

    private AmiGsmEndpoint route(GatewaySimulator simulator, Kind kind) throws Exception {
        String uri = "ami-gsm:" + simulator.host() + ":" + simulator.port() + "?username=" + simulator.user()
                + "&secret=RAW(" + simulator.secret() + ")&dialect=" + kind.dialect
                + "&span=1&pacing=0&reconnectMin=200&reconnectMax=400";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(SmsNotSentException.class)
                        .maximumRedeliveries(100)
                        .redeliveryDelay(50)
                        .onRedelivery(
                                exchange -> repeated.add(exchange.getMessage().getBody() + ": "
                                        + exchange.getProperty(Exchange.EXCEPTION_CAUGHT, SmsSendException.class)
                                                .failure()));
                from("direct:send").to(uri);
            }
        });
        context.start();
        AmiGsmEndpoint endpoint = context.getEndpoint(uri, AmiGsmEndpoint.class);
        await().atMost(Duration.ofSeconds(10)).until(endpoint::isGatewayUp);
        return endpoint;
    }

    private CompletableFuture<Exchange> send(String text) {
        return context.createProducerTemplate().asyncSend("direct:send", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of(AmiGsmConstants.TO, "+4915112345678")));
        });
    }
}
