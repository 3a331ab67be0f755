package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.InboundSms;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes on a gateway that speaks the real bytes. */
class SimulatedGatewayTest {

    @RegisterExtension
    final SimulatorExtension openvox = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("camel").secret("s3c&r=t"));

    @RegisterExtension
    final SimulatorExtension yeastar = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.YEASTAR_TG).user("camel").secret("s3c&r=t"));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        context.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("ami-gsm/")));
    }

    @Test
    void an_sms_reaches_the_route_with_all_its_headers() throws Exception {
        start(uri(openvox, "openvox", "&zone=Europe/Kyiv"));
        GatewaySimulator gateway = openvox.gateway();
        awaitLogin(gateway);
        gateway.receiveSms(2, "+380501234567", "Код: 4711", LocalDateTime.of(2026, 3, 1, 12, 30, 15));
        Map<String, Object> headers = one().getMessage().getHeaders();
        assertThat(one().getMessage().getBody()).isEqualTo("Код: 4711");
        assertThat(headers)
                .containsEntry(AmiGsmConstants.EVENT, "sms")
                .containsEntry(AmiGsmConstants.GATEWAY, "127.0.0.1:" + gateway.port())
                .containsEntry(AmiGsmConstants.SPAN, 2)
                .containsEntry(AmiGsmConstants.FROM, "+380501234567")
                .containsEntry(AmiGsmConstants.PARTS, 1)
                .containsEntry(AmiGsmConstants.EPOCH, 1L)
                .containsKey(AmiGsmConstants.SEEN_AT)
                .containsKey(AmiGsmConstants.SOURCE)
                .containsKey(AmiGsmConstants.ZONE_ASSUMED);
        assertThat(((OffsetDateTime) headers.get(AmiGsmConstants.SENT_AT)).toLocalDateTime())
                .isEqualTo(LocalDateTime.of(2026, 3, 1, 12, 30, 15));
    }

    @Test
    void a_long_sms_of_several_parts_is_one_exchange() throws Exception {
        start(uri(yeastar, "yeastar-tg", ""));
        awaitLogin(yeastar.gateway());
        String text = "Частина тексту. ".repeat(12);
        yeastar.gateway().receiveSms(3, "+380501234567", text);
        assertThat(one().getMessage().getBody()).isEqualTo(text);
        assertThat(one().getMessage().getHeader(AmiGsmConstants.PARTS, Integer.class))
                .isGreaterThan(1);
        assertThat(one().getMessage().getHeader(AmiGsmConstants.SPAN)).isEqualTo(2);
        assertThat(one().getMessage().getHeader(AmiGsmConstants.SOURCE)).isEqualTo(InboundSms.Source.EVENT);
    }

    @Test
    void an_sms_goes_out_whole_and_its_outcome_comes_back() throws Exception {
        start(uri(openvox, "openvox", ""));
        Exchange exchange = send(
                """
                Say "hello", \\ 100 % & more
                """.strip(),
                Map.of(AmiGsmConstants.TO, "+380501234567", AmiGsmConstants.SPAN, 3));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.SENT);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.SENT_SPAN)).isEqualTo(3);
        assertThat(openvox.gateway().sentSms())
                .extracting(SentSms::span, SentSms::to, SentSms::text)
                .containsExactly(tuple(3, "+380501234567", "Say \"hello\", \\ 100 % & more"));
    }

    @Test
    void what_headers_ask_for_reaches_the_network_or_is_refused() throws Exception {
        start(uri(openvox, "openvox", ""));
        Map<String, Object> asked = Map.of(
                AmiGsmConstants.TO, "110", AmiGsmConstants.FLASH, true, AmiGsmConstants.VALIDITY, Duration.ofHours(2));
        assertThat(send("now", asked).getException()).isNull();
        await().until(() -> openvox.gateway().sentSms().size() == 1);
        assertThat(openvox.gateway().sentSms())
                .extracting(SentSms::text, SentSms::flash, SentSms::validity)
                .containsExactly(tuple("now", true, Duration.ofHours(2)));
        Exchange refused = send("text", Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.REPORT_REQUESTED, true));
        assertThat(refused.getException(SmsRejectedException.class).failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(refused.getException()).hasMessageContainingAll("DELIVERY_REPORT", "openvox");
        assertThat(openvox.gateway().sentSms()).hasSize(1);
    }

    @Test
    void a_text_becomes_what_the_policy_of_the_endpoint_says() throws Exception {
        start(uri(openvox, "openvox", "&unicode=transliterate&longText=truncate&span=1"));
        Map<String, Object> to = Map.of(AmiGsmConstants.TO, "110");
        Exchange cut = send("Zażółć „gęślą” jaźń. ".repeat(20), to);
        assertThat(cut.getException()).isNull();
        assertThat(cut.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.TRUNCATED, true)
                .containsEntry(AmiGsmConstants.PARTS, 1);
        assertThat(cut.getMessage().getBody(String.class)).startsWith("Zażółć");
        assertThat(openvox.gateway().sentSms())
                .extracting(SentSms::text)
                .containsExactly("Zazolc \"gesla\" jazn. ".repeat(20).substring(0, 160));
        Exchange refused = send("код 4711", to);
        assertThat(refused.getException(SmsRejectedException.class))
                .hasMessageContainingAll("option unicode", "U+0434, U+043A, U+043E")
                .hasMessageNotContaining("4711");
        assertThat(refused.getMessage().getHeaders()).doesNotContainKey(AmiGsmConstants.TRUNCATED);
    }

    @Test
    void an_sms_is_answered_over_the_span_it_came_in_on_without_any_mapping() throws Exception {
        for (SimulatorExtension simulator : List.of(openvox, yeastar)) {
            String uri = uri(simulator, simulator == openvox ? "openvox" : "yeastar-tg", "&pacing=0");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).setBody(constant("thank you")).to(uri);
                }
            });
        }
        context.start();
        awaitLogin(openvox.gateway());
        awaitLogin(yeastar.gateway());
        openvox.gateway().receiveSms(4, "+380501234567", "hello");
        yeastar.gateway().receiveSms(4, "+380501234567", "hello");
        for (SimulatorExtension simulator : List.of(openvox, yeastar)) {
            await().untilAsserted(() -> assertThat(simulator.gateway().sentSms())
                    .extracting(SentSms::span, SentSms::to, SentSms::text)
                    .containsExactly(tuple(4, "+380501234567", "thank you")));
        }
    }

    @Test
    void what_the_gateway_refuses_or_does_not_know_is_told_apart() throws Exception {
        start(uri(openvox, "openvox", ""));
        Map<String, Object> to = Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.SPAN, 1);
        openvox.gateway().nextSend(1, SendBehaviour.FAILED, SendBehaviour.TIMEOUT);
        Exchange failed = send("text", to);
        assertThat(failed.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.FAILED);
        assertThat(failed.getException()).isInstanceOfAny(SmsNotSentException.class, SmsRejectedException.class);
        Exchange unknown = send("text", to);
        assertThat(unknown.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.UNKNOWN);
        assertThat(unknown.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
    }

    @Test
    void all_endpoints_of_a_gateway_share_one_link() throws Exception {
        String uri = uri(yeastar, "yeastar-tg", "&pacing=0");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:sms");
                from(uri + "&events=link").to("mock:link");
                from("direct:one").to(uri + "&span=1").to(uri + "&span=2");
            }
        });
        context.start();
        awaitLogin(yeastar.gateway());
        context.createProducerTemplate().sendBodyAndHeader("direct:one", "text", AmiGsmConstants.TO, "110");
        assertThat(yeastar.gateway().sentSms()).hasSize(2);
        assertThat(yeastar.gateway().logins()).isEqualTo(1);
    }

    @Test
    void a_template_can_open_the_link_by_its_first_send() throws Exception {
        context.start();
        Exchange exchange = context.createProducerTemplate().request(uri(openvox, "openvox", "&span=1"), request -> {
            request.getMessage().setBody("text");
            request.getMessage().setHeader(AmiGsmConstants.TO, "110");
        });
        assertThat(exchange.getException()).isNull();
        assertThat(openvox.gateway().sentSms()).hasSize(1);
    }

    /** Only who leaves the choice of the span to us waits to hear which there are. */
    @ParameterizedTest
    @ValueSource(strings = {"span=2", "spans=4"})
    void a_template_that_says_which_spans_there_are_waits_for_no_list_of_them(String option) throws Exception {
        try (ScriptedAmi gateway =
                new ScriptedAmi(action -> action.getOrDefault("command", "").startsWith("gsm send sms")
                        ? "Response: Follows\r\nPrivilege: SMSCommand\r\n--END COMMAND--\r\n"
                        : null)) {
            context.start();
            context.createProducerTemplate()
                    .asyncSend(
                            "ami-gsm:" + gateway.address() + "?username=app&secret=x&dialect=yeastar-tg"
                                    + "&pacing=0&actionTimeout=60000&sendTimeout=60000&" + option,
                            request -> {
                                request.getMessage().setBody("text");
                                request.getMessage().setHeader(AmiGsmConstants.TO, "110");
                            });

            await().atMost(Duration.ofSeconds(20)).until(() -> gateway.actions.stream()
                    .anyMatch(action -> action.getOrDefault("command", "").startsWith("gsm send sms")));
            assertThat(gateway.actions).as("asked, and not answered").anyMatch(action -> "gsm show spans"
                    .equals(action.get("command")));
        }
    }

    @Test
    void a_slow_route_after_a_send_holds_up_neither_other_sends_nor_the_reading() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        String uri = uri(openvox, "openvox", "");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow").to(uri).process(exchange -> go.await(20, TimeUnit.SECONDS));
            }
        });
        start(uri);
        awaitLogin(openvox.gateway());
        Map<String, Object> to = Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.SPAN, 1);
        List<CompletableFuture<Object>> slow = Stream.generate(
                        () -> context.createProducerTemplate().asyncRequestBodyAndHeaders("direct:slow", "text", to))
                .limit(5)
                .toList();
        await().until(() -> openvox.gateway().sentSms().size() == 5);
        assertThat(send("text", to).getException()).isNull();
        openvox.gateway().receiveSms(1, "110", "still heard");
        assertThat(one().getMessage().getBody()).isEqualTo("still heard");
        assertThat(slow).noneMatch(CompletableFuture::isDone);
        go.countDown();
        slow.forEach(CompletableFuture::join);
    }

    @Test
    void a_route_starts_with_its_gateway_down_and_works_when_that_comes_up() throws Exception {
        GatewaySimulator gateway = openvox.gateway();
        gateway.stop();
        start(uri(openvox, "openvox", "&reconnectMin=20&reconnectMax=100&span=1"));
        AmiGsmEndpoint endpoint = context.getEndpoint(
                uri(openvox, "openvox", "&reconnectMin=20&reconnectMax=100&span=1"), AmiGsmEndpoint.class);
        Exchange early = send("too early", Map.of(AmiGsmConstants.TO, "110"));
        assertThat(early.getException()).isInstanceOf(SmsNotSentException.class);
        assertThat(endpoint.isGatewayUp()).isFalse();
        gateway.restart();
        await().until(endpoint::isGatewayUp);
        gateway.receiveSms(1, "110", "here I am");
        assertThat(one().getMessage().getBody()).isEqualTo("here I am");
        assertThat(send("in time", Map.of(AmiGsmConstants.TO, "110")).getException())
                .isNull();
    }

    @Test
    void an_outage_is_told_as_link_down_link_up_and_a_gap() throws Exception {
        start(uri(openvox, "openvox", "&reconnectMin=20&reconnectMax=100&events=sms,link"));
        awaitLogin(openvox.gateway());
        openvox.gateway().dropConnections();
        await().untilAsserted(() -> assertThat(received)
                .extracting(exchange -> exchange.getMessage().getHeader(AmiGsmConstants.EVENT))
                .containsExactly("link-up", "link-down", "link-up", "gap"));
        assertThat(received)
                .extracting(exchange -> exchange.getMessage().getHeader(AmiGsmConstants.EPOCH))
                .containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void raw_events_show_what_the_gateway_says() throws Exception {
        start(uri(openvox, "openvox", "&events=raw"));
        awaitLogin(openvox.gateway());
        openvox.gateway().emit("Event: Alarm\r\nChannel: 7\r\n\r\n");
        await().untilAsserted(() -> assertThat(received)
                .extracting(exchange -> exchange.getMessage().getBody().toString())
                .anyMatch(body -> body.contains("Alarm")));
    }

    @Test
    void a_gateway_can_be_configured_as_a_bean() throws Exception {
        GatewaySimulator gateway = openvox.gateway();
        context.getRegistry()
                .bind(
                        "office",
                        GatewayConfig.builder(gateway.host())
                                .port(gateway.port())
                                .name("office")
                                .username("camel")
                                .secret("s3c&r=t")
                                .build());
        start("ami-gsm:office");
        awaitLogin(gateway);
        gateway.receiveSms(1, "110", "hello");
        assertThat(one().getMessage().getHeader(AmiGsmConstants.GATEWAY)).isEqualTo("office");
    }

    @Test
    void the_sender_of_a_sms_cannot_make_the_route_do_anything_else() throws Exception {
        String uri = uri(openvox, "openvox", "");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(received::add).to(uri);
            }
        });
        context.start();
        awaitLogin(openvox.gateway());
        String hostile = "x\" 1 2 \r\n\r\nAction: Command\r\nCommand: core stop now\r\n\r\n";
        openvox.gateway().receiveSms(1, "+380501234567", hostile);
        await().until(() -> openvox.gateway().sentSms().size() == 1);
        assertThat(openvox.gateway().commands()).noneMatch(command -> command.startsWith("core"));
        assertThat(openvox.gateway().actions())
                .extracting(action -> action.name())
                .doesNotContain("core stop now");
    }

    @Test
    void a_restarted_route_logs_in_again_and_leaves_no_connection() throws Exception {
        start(uri(openvox, "openvox", ""));
        for (int i = 1; i <= 5; i++) {
            int logins = i;
            await().until(() -> openvox.gateway().logins() >= logins);
            context.getRouteController().stopRoute("in");
            context.getRouteController().stopRoute("out");
            await().until(() -> openvox.gateway().connections() == 0);
            context.getRouteController().startRoute("in");
            context.getRouteController().startRoute("out");
        }
        await().until(() -> openvox.gateway().connections() > 0);
    }

    private void start(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("in").process(received::add);
                from("direct:send").routeId("out").to(uri);
            }
        });
        context.start();
    }

    private void awaitLogin(GatewaySimulator gateway) {
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.logins() > 0);
        await().until(() -> context.getEndpoints().stream()
                .filter(AmiGsmEndpoint.class::isInstance)
                .map(AmiGsmEndpoint.class::cast)
                .allMatch(AmiGsmEndpoint::isGatewayUp));
    }

    private Exchange one() {
        await().until(() -> received.size() == 1);
        return received.get(0);
    }

    private Exchange send(String body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    private static String uri(SimulatorExtension simulator, String dialect, String options) {
        GatewaySimulator gateway = simulator.gateway();
        return "ami-gsm:" + gateway.host() + ":" + gateway.port() + "?username=camel&secret=RAW(s3c&r=t)&dialect="
                + dialect + options;
    }
}
