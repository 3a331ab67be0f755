package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SimulatorExtension;
import io.camelami.simulator.UssdAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendUssdTest {

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @RegisterExtension
    final SimulatorExtension openvox = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("camel").secret("secret"));

    @RegisterExtension
    final SimulatorExtension yeastar = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.YEASTAR_TG).user("camel").secret("secret"));

    private void produce(String options) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ussd").to(FakeGateways.GATEWAY + "&operation=SEND_USSD" + options);
            }
        });
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return fake.context().createProducerTemplate().request("direct:ussd", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    @Test
    void dials_the_body_and_gives_the_answer_as_body() throws Exception {
        produce("");
        Exchange exchange = send("*100#", Map.of(AmiGsmConstants.SPAN, 2, AmiGsmConstants.USSD_TIMEOUT, "20s"));
        assertThat(fake.gateway().ussdRequests)
                .containsExactly(UssdRequest.dial("*100#").withSpan(2).withTimeout(Duration.ofSeconds(20)));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Your balance is 5");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.USSD_STATUS, UssdStatus.DONE)
                .containsEntry(AmiGsmConstants.USSD_DCS, 15)
                .containsEntry(AmiGsmConstants.USSD_RAW, "Your balance is 5")
                .containsEntry(AmiGsmConstants.SENT_SPAN, 2)
                .containsEntry(AmiGsmConstants.GATEWAY, "gw:5038")
                .containsEntry(AmiGsmConstants.EPOCH, 1L)
                .doesNotContainKey(AmiGsmConstants.USSD_SESSION)
                .doesNotContainKey(AmiGsmConstants.USSD_STEPS);
    }

    @Test
    void a_menu_is_continued_without_any_mapping() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ussd")
                        .to(FakeGateways.GATEWAY + "&operation=SEND_USSD&span=2")
                        .setBody(constant("1"))
                        .to(FakeGateways.GATEWAY + "&operation=SEND_USSD&span=2");
            }
        });
        fake.gateway().ussdAnswer = request -> request.session() == null
                ? FakeGateway.ussd(UssdStatus.FURTHER_ACTION, "1 Balance", "2-abc")
                : FakeGateway.ussd(UssdStatus.TERMINATED, "5 EUR", null);
        Exchange exchange = send("*100#", Map.of());
        assertThat(exchange.getMessage().getBody()).isEqualTo("5 EUR");
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.USSD_SESSION))
                .isNull();
        assertThat(fake.gateway().ussdRequests)
                .containsExactly(UssdRequest.dial("*100#").withSpan(2), UssdRequest.answer("2-abc", "1"));
    }

    @Test
    void a_menu_is_given_up_by_a_header() throws Exception {
        produce("");
        Exchange exchange =
                send(null, Map.of(AmiGsmConstants.USSD_SESSION, "2-abc", AmiGsmConstants.USSD_CANCEL, "true"));
        assertThat(exchange.getException()).isNull();
        assertThat(fake.gateway().cancelledMenus).containsExactly("2-abc");
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(AmiGsmConstants.USSD_SESSION, AmiGsmConstants.USSD_CANCEL);
    }

    @Test
    void a_script_gives_the_last_answer_and_all_steps() throws Exception {
        produce("");
        fake.gateway().ussdAnswer = request -> request.session() == null
                ? FakeGateway.ussd(UssdStatus.FURTHER_ACTION, "1 Top up\n2 Balance", "2-abc")
                : FakeGateway.ussd(UssdStatus.DONE, "5 EUR", null);
        Exchange exchange = send("*100#;/balance/", Map.of());
        assertThat(exchange.getMessage().getBody()).isEqualTo("5 EUR");
        assertThat(fake.gateway().ussdRequests).extracting(UssdRequest::code).containsExactly("*100#", "2");
        assertThat((List<?>) exchange.getMessage().getHeader(AmiGsmConstants.USSD_STEPS))
                .extracting(step -> ((UssdResult) step).text())
                .containsExactly("1 Top up\n2 Balance", "5 EUR");
    }

    @Test
    void a_menu_that_a_script_does_not_expect_is_an_error_and_is_given_up() throws Exception {
        produce("");
        fake.gateway().ussdAnswer = request -> FakeGateway.ussd(UssdStatus.FURTHER_ACTION, "1 Top up", "2-abc");
        Exchange exchange = send("*100#;/balance/", Map.of());
        assertThat(exchange.getException())
                .isInstanceOf(UssdRejectedException.class)
                .hasMessageContaining("step 2 of 2 was not sent");
        assertThat(fake.gateway().cancelledMenus).containsExactly("2-abc");
        assertThat(exchange.getMessage().getBody()).isEqualTo("*100#;/balance/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*100#\r\nAction: Originate",
                "*100#\"",
                "hello",
                "*100#;\"",
                "*100#;/(/",
                "*100#\n",
                "*100%23",
                " "
            })
    void a_body_that_is_no_code_is_refused_and_not_repeated_in_the_error(String body) throws Exception {
        produce("");
        Exchange exchange = send(body, Map.of());
        assertThat(exchange.getException()).isInstanceOf(UssdRejectedException.class);
        assertThat(exchange.getException().getMessage())
                .doesNotContain(body.strip().isEmpty() ? "\n" : body);
        assertThat(fake.gateway().ussdRequests).isEmpty();
        assertThat(send(null, Map.of()).getException()).hasMessageContaining("the body is null");
    }

    @Test
    void what_an_error_handler_may_do_is_told_by_the_exception() throws Exception {
        produce("");
        for (UssdStatus status : UssdStatus.values()) {
            fake.gateway().ussdAnswer = request -> FakeGateway.ussd(status, null, null);
            Exception thrown = send("*100#", Map.of()).getException();
            switch (status) {
                case DONE, FURTHER_ACTION, TERMINATED -> assertThat(thrown).isNull();
                case BUSY, FAILED -> assertThat(thrown).isInstanceOf(UssdNotSentException.class);
                case NOT_SUPPORTED, OTHER_CLIENT -> assertThat(thrown).isInstanceOf(UssdRejectedException.class);
                case TIMEOUT, UNKNOWN -> assertThat(thrown).isInstanceOf(UssdOutcomeUnknownException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UssdStatus.class,
            names = {"UNKNOWN", "TIMEOUT"})
    void a_redelivery_after_an_unknown_outcome_sends_nothing(UssdStatus status) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:ussd").to(FakeGateways.GATEWAY + "&operation=SEND_USSD");
            }
        });
        fake.gateway().ussdAnswer = request -> FakeGateway.ussd(status, null, null);
        assertThat(send("*100#", Map.of()).getException()).isInstanceOf(UssdOutcomeUnknownException.class);
        assertThat(fake.gateway().ussdRequests).hasSize(1);
    }

    @Test
    void a_redelivered_choice_is_never_dialled_as_a_code() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(UssdNotSentException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:ussd").to(FakeGateways.GATEWAY + "&operation=SEND_USSD");
            }
        });
        fake.gateway().ussdAnswer = request -> FakeGateway.ussd(UssdStatus.BUSY, null, null);
        send("1", Map.of(AmiGsmConstants.USSD_SESSION, "2-abc"));
        assertThat(fake.gateway().ussdRequests).hasSize(2).allSatisfy(request -> assertThat(request.session())
                .isEqualTo("2-abc"));
    }

    @Test
    void without_exceptions_the_route_looks_at_the_status() throws Exception {
        produce("&throwExceptionOnFailure=false");
        fake.gateway().ussdAnswer = request -> FakeGateway.ussd(UssdStatus.TIMEOUT, null, null);
        Exchange exchange = send("*100#", Map.of());
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.USSD_STATUS)).isEqualTo(UssdStatus.TIMEOUT);
    }

    @Test
    void a_menu_of_the_network_reaches_the_route_and_is_answered_without_mapping() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(FakeGateways.GATEWAY + "&events=ussd")
                        .to("mock:heard")
                        .setBody(constant("1"))
                        .to(FakeGateways.GATEWAY + "&operation=SEND_USSD");
            }
        });
        fake.gateway()
                .tell(new InboundUssd(
                        "gw:5038",
                        FakeGateway.NOW,
                        1,
                        3,
                        UssdStatus.FURTHER_ACTION,
                        "Renew? 1 Yes 2 No",
                        15,
                        "raw",
                        "3-xyz"));
        await().untilAsserted(() ->
                assertThat(fake.gateway().ussdRequests).containsExactly(UssdRequest.answer("3-xyz", "1")));
        Exchange heard = fake.context()
                .getEndpoint("mock:heard", MockEndpoint.class)
                .getExchanges()
                .get(0);
        assertThat(heard.getMessage().getBody()).isEqualTo("Renew? 1 Yes 2 No");
        assertThat(heard.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "ussd")
                .containsEntry(AmiGsmConstants.SPAN, 3)
                .containsEntry(AmiGsmConstants.USSD_STATUS, UssdStatus.FURTHER_ACTION)
                .containsEntry(AmiGsmConstants.USSD_DCS, 15)
                .containsEntry(AmiGsmConstants.USSD_RAW, "raw");
    }

    private enum Vendor {
        OPENVOX,
        YEASTAR
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_route_walks_through_a_menu_of_a_real_dialect(Vendor vendor) throws Exception {
        GatewaySimulator simulator = (vendor == Vendor.OPENVOX ? openvox : yeastar).gateway();
        int wireSpan = vendor == Vendor.OPENVOX ? 1 : 2;
        String uri = "ami-gsm:127.0.0.1:" + simulator.port() + "?username=camel&secret=secret&dialect="
                + (vendor == Vendor.OPENVOX ? "openvox" : "yeastar-tg") + "&operation=SEND_USSD&span=1";
        simulator.ussdNetwork((span, code, inMenu) -> !inMenu
                ? UssdAnswer.menu("Меню\n1. Баланс\n2. Услуги")
                : UssdAnswer.of(code.equals("1") ? "Баланс: 5 ₽" : "?"));
        try (var context = new org.apache.camel.impl.DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:ussd").to(uri);
                }
            });
            context.start();
            assertThat(context.createProducerTemplate().requestBody("direct:ussd", "*100#;/баланс/"))
                    .isEqualTo("Баланс: 5 ₽");
            simulator.nextSend(wireSpan, SendBehaviour.BUSY, SendBehaviour.LOSE_LINK);
            assertThat(thrown(context, "*100#")).isInstanceOf(UssdNotSentException.class);
            assertThat(thrown(context, "*100#")).isInstanceOf(UssdOutcomeUnknownException.class);
        }
    }

    private static Throwable thrown(org.apache.camel.CamelContext context, String body) {
        CompletableFuture<Exchange> exchange = context.createProducerTemplate()
                .asyncSend("direct:ussd", e -> e.getMessage().setBody(body));
        return exchange.join().getException();
    }
}
