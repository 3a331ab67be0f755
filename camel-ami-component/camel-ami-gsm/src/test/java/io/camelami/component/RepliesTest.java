package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {

    private static final String IN_OUT = GATEWAY + "&exchangePattern=InOut";

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @RegisterExtension
    final SimulatorExtension openvox = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("camel").secret("secret"));

    private final List<Throwable> handled = new CopyOnWriteArrayList<>();

    @Test
    void an_auto_responder_has_three_lines_and_answers_over_the_same_span() throws Exception {
        GatewaySimulator gateway = openvox.gateway();
        String uri = "ami-gsm:127.0.0.1:" + gateway.port() + "?username=camel&secret=secret&dialect=openvox";
        try (var context = new org.apache.camel.impl.DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri + "&exchangePattern=InOut")
                            .filter(body().contains("hours"))
                            .setBody(constant("Open from 9 to 17."));
                }
            });
            context.start();
            await().until(() -> gateway.logins() > 0);
            await().until(() -> context.getEndpoints().stream()
                    .filter(AmiGsmEndpoint.class::isInstance)
                    .allMatch(endpoint -> ((AmiGsmEndpoint) endpoint).isGatewayUp()));
            gateway.receiveSms(2, "+380501234567", "nothing to answer");
            gateway.receiveSms(4, "+380501234567", "hours?");
            await().untilAsserted(() -> assertThat(gateway.sentSms()).hasSize(1));
        }
        assertThat(gateway.sentSms())
                .extracting(SentSms::span, SentSms::to, SentSms::text)
                .containsExactly(tuple(4, "+380501234567", "Open from 9 to 17."));
    }

    @Test
    void a_route_that_says_nothing_sends_nothing() throws Exception {
        respond("", exchange -> {
            switch (exchange.getMessage().getBody(String.class)) {
                case "null" -> exchange.getMessage().setBody(null);
                case "empty" -> exchange.getMessage().setBody("");
                case "blank" -> exchange.getMessage().setBody(" \n");
                case "failed" -> {
                    exchange.getMessage().setBody("half done");
                    exchange.setException(new IllegalStateException("database down"));
                }
                case "rollback" -> {
                    exchange.getMessage().setBody("half done");
                    exchange.setRollbackOnly(true);
                }
                case "converted" -> exchange.getMessage().setBody("converted".getBytes(StandardCharsets.UTF_8));
                case "last" -> exchange.getMessage().setBody("a reply");
                default -> {
                    // Unchanged.
                }
            }
        });
        for (String text : List.of("null", "empty", "blank", "failed", "rollback", "converted", "unchanged", "last")) {
            fake.gateway().tell(FakeGateway.sms(text));
        }
        await().until(() -> !fake.gateway().requests.isEmpty());
        assertThat(fake.gateway().requests).extracting(SmsRequest::text).containsExactly("a reply");
        assertThat(handled).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void without_in_out_nothing_is_sent() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY).setBody(constant("reply")).process(exchange -> seen.incrementAndGet());
            }
        });
        fake.gateway().tell(FakeGateway.sms("hello"));
        fake.gateway().tell(FakeGateway.sms("hello"));
        await().until(() -> seen.get() == 2);
        fake.context.stop();
        assertThat(fake.gateway().requests).isEmpty();
    }

    @Test
    void no_header_changes_where_the_reply_goes() throws Exception {
        respond("&span=1", exchange -> {
            exchange.getMessage().setBody("reply");
            exchange.getMessage().setHeader(AmiGsmConstants.TO, "110");
            exchange.getMessage().setHeader(AmiGsmConstants.FROM, "110");
            exchange.getMessage().setHeader(AmiGsmConstants.SPAN, 7);
        });
        fake.gateway().tell(FakeGateway.sms("hello"));
        await().untilAsserted(() -> assertThat(fake.gateway().requests)
                .containsExactly(new SmsRequest("+491701234567", "reply", 3, null, null)));
    }

    @Test
    void a_loop_with_another_robot_ends_at_the_limit() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        respond("", exchange -> exchange.getMessage().setBody("I am away " + rounds.incrementAndGet()));
        FakeGateway gateway = fake.gateway();
        gateway.answer = request -> {
            gateway.tell(FakeGateway.sms("gw:5038", 3, request.to(), "I am away, too"));
            return CompletableFuture.completedFuture(FakeGateway.sent(request));
        };
        gateway.tell(FakeGateway.sms("hello"));
        await().until(() -> consumer().getRepliesOverLimit() == 1);
        assertThat(gateway.requests).hasSize(10);
        gateway.tell(FakeGateway.sms("gw:5038", 3, "+491709999999", "hello"));
        await().untilAsserted(() -> assertThat(gateway.requests).hasSize(20));
    }

    @Test
    void with_no_replies_an_hour_none_is_sent() throws Exception {
        respond("&repliesPerHour=0", exchange -> exchange.getMessage().setBody("reply"));
        fake.gateway().tell(FakeGateway.sms("hello"));
        await().until(() -> consumer().getRepliesOverLimit() == 1);
        assertThat(fake.gateway().requests).isEmpty();
    }

    @Test
    void a_negative_limit_is_refused() {
        assertThatThrownBy(() -> respond("&repliesPerHour=-1", exchange -> {}))
                .hasStackTraceContaining("Option repliesPerHour=-1 must be at least 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyBank", "", "+49 170", "+", "110\r\nAction: Command"})
    void a_sender_that_is_no_number_is_not_answered(String sender) throws Exception {
        respond("", exchange -> exchange.getMessage().setBody("reply"));
        fake.gateway().tell(FakeGateway.sms("gw:5038", 3, sender, "hello"));
        fake.gateway().tell(FakeGateway.sms("gw:5038", 3, "110", "hello"));
        await().until(() -> !fake.gateway().requests.isEmpty());
        assertThat(fake.gateway().requests).extracting(SmsRequest::to).containsExactly("110");
        assertThat(handled).isEmpty();
    }

    @Test
    void an_outcome_that_is_not_good_goes_to_the_exception_handler_and_nothing_is_sent_again() throws Exception {
        respond("", exchange -> exchange.getMessage().setBody("reply"));
        fake.gateway().answer(FakeGateway.failed(FailureClass.RETRY_LATER));
        fake.gateway().tell(FakeGateway.sms("1"));
        await().until(() -> handled.size() == 1);
        fake.gateway().answer(FakeGateway.without(Outcome.UNKNOWN));
        fake.gateway().tell(FakeGateway.sms("2"));
        await().until(() -> handled.size() == 2);
        assertThat(handled.get(0)).isInstanceOf(SmsNotSentException.class);
        assertThat(handled.get(1)).isInstanceOf(SmsOutcomeUnknownException.class);
        assertThat(fake.gateway().requests).hasSize(2);
    }

    @Test
    void the_route_goes_on_while_a_reply_is_being_sent_and_a_stop_waits_for_its_outcome() throws Exception {
        respond("", exchange -> exchange.getMessage().setBody("reply"));
        CompletableFuture<SmsResult> outcome = new CompletableFuture<>();
        FakeGateway gateway = fake.gateway();
        gateway.answer = request -> outcome;
        gateway.tell(FakeGateway.sms("1"));
        gateway.tell(FakeGateway.sms("2"));
        await().until(() -> gateway.requests.size() == 2);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(fake.context::stop);
        await().until(() -> gateway.listeners.isEmpty());
        assertThat(gateway.closed).isFalse();
        outcome.complete(FakeGateway.sent(gateway.requests.get(0)));
        stopped.join();
        assertThat(gateway.closed).isTrue();
        assertThat(handled).isEmpty();
    }

    @Test
    void a_menu_of_the_network_is_answered_where_its_session_is_open() throws Exception {
        respond("&events=ussd", exchange -> exchange.getMessage().setBody("1"));
        fake.gateway().tell(ussd(UssdStatus.DONE, "You have 5 EUR", null));
        fake.gateway().tell(ussd(UssdStatus.FURTHER_ACTION, "Renew? 1 Yes 2 No", "3-xyz"));
        await().untilAsserted(() ->
                assertThat(fake.gateway().ussdRequests).containsExactly(UssdRequest.answer("3-xyz", "1")));
        assertThat(fake.gateway().requests).isEmpty();
        assertThat(handled).isEmpty();
    }

    @Test
    void a_menu_that_asks_again_is_given_up() throws Exception {
        respond("&events=ussd", exchange -> exchange.getMessage().setBody("1"));
        fake.gateway().ussdAnswer = request -> FakeGateway.ussd(UssdStatus.FURTHER_ACTION, "Sure? 1 Yes", "3-next");
        fake.gateway().tell(ussd(UssdStatus.FURTHER_ACTION, "Renew? 1 Yes 2 No", "3-xyz"));
        await().untilAsserted(() -> assertThat(fake.gateway().cancelledMenus).containsExactly("3-next"));
        assertThat(fake.gateway().ussdRequests).hasSize(1);
    }

    @Test
    void an_input_that_is_refused_goes_to_the_exception_handler_without_its_text() throws Exception {
        respond("&events=ussd", exchange -> exchange.getMessage().setBody("1\r\nAction: Command"));
        fake.gateway().tell(ussd(UssdStatus.FURTHER_ACTION, "Renew? 1 Yes 2 No", "3-xyz"));
        await().until(() -> handled.size() == 1);
        assertThat(handled.get(0).getMessage()).doesNotContain("Command");
        assertThat(fake.gateway().ussdRequests).isEmpty();
    }

    private static InboundUssd ussd(UssdStatus status, String text, String session) {
        return new InboundUssd("gw:5038", FakeGateway.NOW, 1, 3, status, text, 15, "raw", session);
    }

    private AmiGsmConsumer consumer() {
        return (AmiGsmConsumer) fake.context.getRoute("in").getConsumer();
    }

    private void respond(String options, Processor processor) throws Exception {
        fake.context.getRegistry().bind("handler", (ExceptionHandler) new Handler());
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(IN_OUT + "&exceptionHandler=#handler" + options)
                        .routeId("in")
                        .process(processor);
            }
        });
    }

    private final class Handler implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handled.add(exception);
        }
    }
}
