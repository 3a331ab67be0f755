package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.InboundSms;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One route, the same on every gateway but for the address. */
abstract class OneRouteContract {

    private static final String SENDER = "+8613632919026";

    final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private final List<Exchange> answered = new CopyOnWriteArrayList<>();

    /** {@code host:port}; its user is admin, with the secret {@code secret}. */
    abstract String address();

    /** An SMS arrives on span 2 at 2013-08-20 15:17:45. */
    abstract void arrive(String sender, String text);

    /** What was sent from span 2, or null. */
    abstract String sent(String to);

    @BeforeEach
    void start() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("gateway", address());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String gateway =
                        "ami-gsm:{{gateway}}?username=admin&secret=RAW(secret)&dialect=openvox&dialect.sync=false&zone=UTC";
                from(gateway)
                        .process(exchange -> received.add(exchange.copy()))
                        .setBody(constant("thanks"))
                        .to(gateway)
                        .process(answered::add);
            }
        });
        context.start();
        await().until(() ->
                gateways().stream().anyMatch(shared -> shared.status().up()));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void an_sms_comes_in_with_its_text_and_headers_and_the_answer_goes_out() {
        String text = "Привіт, \"world\" \\ ${SHELL(id)} 你好 😀";
        arrive(SENDER, text);
        await().until(() -> answered.size() == 1);
        assertThat(received).hasSize(1);
        assertThat(received.get(0).getMessage().getBody()).isEqualTo(text);
        assertThat(received.get(0).getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.FROM, SENDER)
                .containsEntry(AmiGsmConstants.SPAN, 2)
                .containsEntry(AmiGsmConstants.EPOCH, 1L)
                .containsEntry(AmiGsmConstants.PARTS, 1)
                .hasEntrySatisfying(AmiGsmConstants.SENT_AT, sentAt -> assertThat((OffsetDateTime) sentAt)
                        .isEqualTo("2013-08-20T15:17:45Z"))
                .hasEntrySatisfying(AmiGsmConstants.SOURCE, source -> assertThat(source)
                        .isIn((Object[]) InboundSms.Source.values()));
        assertThat(answered.get(0).getMessage().getHeader(AmiGsmConstants.OUTCOME))
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(sent(SENDER)).isEqualTo("thanks");
    }

    List<SharedGateway> gateways() {
        return context.getComponent("ami-gsm", AmiGsmComponent.class).gateways().all();
    }
}
