package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Span;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.event.SpanChange.What;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorExtension;
import io.camelami.simulator.SpanState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes that listen for what becomes of the spans. */
class SpanEventsTest {

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @RegisterExtension
    final SimulatorExtension openvox = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX)
            .user("camel")
            .secret("secret")
            .spans(2));

    @RegisterExtension
    final SimulatorExtension dongle = SimulatorExtension.of(GatewaySimulator.builder(Personality.DONGLE_WDOEKES)
            .user("camel")
            .secret("secret")
            .spans(2));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    private static String uri(SimulatorExtension simulator, String dialect, String options) {
        return "ami-gsm:" + simulator.gateway().host() + ":"
                + simulator.gateway().port() + "?username=camel&secret=secret&reconnectMin=20&dialect=" + dialect
                + options;
    }

    private RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("in").process(received::add);
            }
        };
    }

    private void start(String uri) throws Exception {
        context.addRoutes(route(uri));
        context.start();
    }

    private Message message(int number) {
        await().until(() -> received.size() >= number);
        return received.get(number - 1).getMessage();
    }

    private List<String> changes(int number) {
        return ((List<?>) message(number).getHeader(AmiGsmConstants.SPAN_CHANGES))
                .stream().map(String::valueOf).toList();
    }

    private void tell(Span span, What... changed) {
        SpanChange change = new SpanChange("gw:5038", FakeGateway.NOW, 7, span, Set.of(changed));
        fake.gateway().spanWatchers.forEach(watcher -> watcher.accept(change));
    }

    @Test
    void a_change_of_a_span_is_an_exchange_with_the_span_as_body_and_what_is_known_in_headers() throws Exception {
        fake.start(route(FakeGateways.GATEWAY + "&events=span"));
        Span span = new Span(3, false, false, 4, "Net", "imsi", "imei", false, "dongle2", "GSM not registered");
        tell(span, What.REGISTRATION, What.DOWN);

        assertThat(message(1).getBody()).isSameAs(span);
        assertThat(message(1).getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "span")
                .containsEntry(AmiGsmConstants.GATEWAY, "gw:5038")
                .containsEntry(AmiGsmConstants.EPOCH, 7L)
                .containsEntry(AmiGsmConstants.SPAN, 3)
                .containsEntry(AmiGsmConstants.SPAN_UP, false)
                .containsEntry(AmiGsmConstants.SPAN_CHANGES, List.of("DOWN", "REGISTRATION"))
                .containsEntry(AmiGsmConstants.OPERATOR, "Net")
                .containsEntry(AmiGsmConstants.SIGNAL, 4)
                .containsEntry(AmiGsmConstants.DETAIL, "GSM not registered");
    }

    @Test
    void what_a_gateway_does_not_tell_has_no_header() throws Exception {
        fake.start(route(FakeGateways.GATEWAY + "&events=span"));
        tell(Span.of(1, true, "Up"), What.FOUND);

        assertThat(message(1).getHeaders()).doesNotContainKeys(AmiGsmConstants.OPERATOR, AmiGsmConstants.SIGNAL);
    }

    @Test
    void spans_are_watched_only_while_a_route_listens_for_them() throws Exception {
        fake.start(route(FakeGateways.GATEWAY + "&events=sms,link"));
        assertThat(fake.gateway().spanWatchers).isEmpty();
        fake.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(FakeGateways.GATEWAY + "&events=sms,span").routeId("spans").to("mock:spans");
            }
        });
        assertThat(fake.gateway().spanWatchers).hasSize(1);
        fake.context.getRouteController().stopRoute("spans");
        assertThat(fake.gateway().spanWatchers).isEmpty();
    }

    @Test
    void a_gateway_without_spans_is_refused_at_start_and_left_closed() throws Exception {
        assertThatThrownBy(() -> fake.start(route(FakeGateways.GATEWAY + "&dialect=asterisk&events=link,span")))
                .rootCause()
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(fake.gateway().closed).isTrue();
    }

    @Test
    void a_span_is_told_when_the_route_starts_and_when_it_goes_down_and_comes_back() throws Exception {
        start(uri(openvox, "openvox", "&events=span&spanCheck=50"));
        assertThat(message(1).getHeader(AmiGsmConstants.SPAN_CHANGES)).isEqualTo(List.of("FOUND"));
        assertThat(message(2).getBody(Span.class).operator()).isEqualTo("Simulated Network");

        openvox.gateway().spanState(2, SpanState.down("Undetected SIM Card"));

        assertThat(message(3).getHeader(AmiGsmConstants.SPAN)).isEqualTo(2);
        assertThat(message(3).getHeader(AmiGsmConstants.SPAN_UP)).isEqualTo(false);
        assertThat(message(3).getHeader(AmiGsmConstants.DETAIL, String.class)).contains("Undetected SIM Card");
        openvox.gateway().spanState(2, SpanState.UP);
        assertThat(changes(4)).contains("UP");
    }

    @Test
    void the_operator_is_written_to_over_another_span_than_the_one_that_went_down() throws Exception {
        String uri = uri(openvox, "openvox", "");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&events=span&spanCheck=50")
                        .filter(simple("${header.CamelAmiGsmSpanChanges} contains 'DOWN'"))
                        .setBody(simple("Span ${header.CamelAmiGsmSpan} is down: ${header.CamelAmiGsmDetail}"))
                        .removeHeader(AmiGsmConstants.SPAN)
                        .setHeader(AmiGsmConstants.TO, constant("+491701234567"))
                        .to(uri + "&spanCheck=50");
            }
        });
        context.start();
        await().until(() -> openvox.gateway().commands().contains("gsm show span 2"));
        openvox.gateway().spanState(1, SpanState.down("No Signal"));

        await().until(() -> !openvox.gateway().sentSms().isEmpty());
        assertThat(openvox.gateway().sentSms().get(0).span()).isEqualTo(2);
        assertThat(openvox.gateway().sentSms().get(0).text())
                .isEqualTo("Span 1 is down: Power on, Provisioned, No Signal, Active, Standard");
    }

    @Test
    void what_changed_during_an_outage_is_told_after_it() throws Exception {
        start(uri(openvox, "openvox", "&events=link,span&spanCheck=0"));
        await().until(() -> received.size() == 3);
        openvox.gateway().spanState(1, SpanState.down("No Signal"));
        openvox.gateway().dropConnections();

        await().untilAsserted(() -> assertThat(received)
                .extracting(exchange -> exchange.getMessage().getHeader(AmiGsmConstants.EVENT))
                .containsExactly("link-up", "span", "span", "link-down", "link-up", "gap", "span"));
        assertThat(message(7).getHeader(AmiGsmConstants.EPOCH)).isEqualTo(2L);
    }

    @Test
    void a_modem_that_is_pulled_out_is_told_at_once_though_nobody_asks() throws Exception {
        start(uri(dongle, "chan-dongle", "&events=span&spanCheck=0"));
        message(2);
        dongle.gateway().plugIn(1, false);

        assertThat(message(3).getHeader(AmiGsmConstants.SPAN)).isEqualTo(1);
        assertThat(changes(3)).contains("DOWN");
        assertThat(message(3).getBody(Span.class).device()).isEqualTo("dongle0");
    }

    @Test
    void numbers_of_sim_and_modem_are_in_the_body_and_in_no_text_of_it() throws Exception {
        start(uri(dongle, "chan-dongle", "&events=span"));
        Span span = message(1).getBody(Span.class);

        assertThat(span.imsi()).isEqualTo("262021234567890");
        assertThat(span.imei()).isEqualTo("353451042345670");
        assertThat(span.toString() + message(1).getHeaders()).doesNotContain("262021234", "353451042");
    }
}
