package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsOptions;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.text.TextPolicy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmiGsmProducerTest {

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    private static final Map<String, Object> TO = Map.of(AmiGsmConstants.TO, "+491701234567");

    @Test
    void sends_the_body_to_the_recipient_of_the_header() throws Exception {
        produce("");
        Exchange exchange = send(
                "Ключ 1234",
                Map.of(AmiGsmConstants.TO, "+491701234567", AmiGsmConstants.SPAN, "2", AmiGsmConstants.ID, "order-7"));
        assertThat(fake.gateway().requests)
                .containsExactly(new SmsRequest("+491701234567", "Ключ 1234", 2, "order-7", null));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Ключ 1234");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.OUTCOME, Outcome.SENT)
                .containsEntry(AmiGsmConstants.GATEWAY, "gw:5038")
                .containsEntry(AmiGsmConstants.SENT_SPAN, 2)
                .containsEntry(AmiGsmConstants.MESSAGE_ID, "order-7")
                .containsEntry(AmiGsmConstants.PARTS, 1)
                .containsEntry(AmiGsmConstants.EPOCH, 1L)
                .containsEntry(AmiGsmConstants.REPLY, "SUCCESSFULLY")
                .containsEntry(AmiGsmConstants.DETAIL, "the network took it")
                .doesNotContainKey(AmiGsmConstants.FAILURE_CLASS);
    }

    @Test
    void headers_ask_for_flash_validity_and_a_report() throws Exception {
        produce("");
        send("text", with(AmiGsmConstants.FLASH, true));
        send("text", with(AmiGsmConstants.FLASH, "false"));
        send("text", with(AmiGsmConstants.VALIDITY, Duration.ofDays(2)));
        send("text", with(AmiGsmConstants.VALIDITY, "20m"));
        send("text", with(AmiGsmConstants.VALIDITY, 90_000));
        send("text", with(AmiGsmConstants.REPORT_REQUESTED, "true"));
        send("text", TO);
        assertThat(fake.gateway().requests)
                .extracting(SmsRequest::options)
                .containsExactly(
                        new SmsOptions(true, null, null),
                        new SmsOptions(false, null, null),
                        new SmsOptions(null, Duration.ofDays(2), null),
                        new SmsOptions(null, Duration.ofMinutes(20), null),
                        new SmsOptions(null, Duration.ofSeconds(90), null),
                        new SmsOptions(null, null, true),
                        SmsOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "CamelAmiGsmFlash, perhaps",
        "CamelAmiGsmReportRequested, 2x",
        "CamelAmiGsmValidity, soon",
        "CamelAmiGsmValidity, 0",
        "CamelAmiGsmValidity, -1",
        "CamelAmiGsmValidity, P500D",
    })
    void what_a_header_asks_for_and_nobody_understands_is_refused_and_not_left_out(String header, String value)
            throws Exception {
        produce("");
        assertThat(send("text", with(header, value)).getException()).isInstanceOf(SmsRejectedException.class);
        assertThat(fake.gateway().requests).isEmpty();
    }

    @Test
    void options_say_what_may_become_of_a_text() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .to(GATEWAY)
                        .to(GATEWAY + "&unicode=transliterate&longText=truncate")
                        .to(GATEWAY + "&unicode=REJECT&longText=REJECT");
            }
        });
        send("text", TO);
        assertThat(fake.gateway().requests)
                .extracting(SmsRequest::textPolicy)
                .containsExactly(
                        TextPolicy.AS_IT_IS,
                        new TextPolicy(TextPolicy.Unicode.TRANSLITERATE, TextPolicy.LongText.TRUNCATE),
                        new TextPolicy(TextPolicy.Unicode.REJECT, TextPolicy.LongText.REJECT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unicode=ignore", "longText=ignore"})
    void a_policy_that_does_not_exist_is_refused_at_start(String option) {
        assertThatThrownBy(() -> produce("&" + option)).hasStackTraceContaining("value: ignore");
    }

    @Test
    void a_text_that_was_cut_says_so_and_the_next_one_that_was_not_does_not() throws Exception {
        produce("");
        fake.gateway()
                .answer(new SmsResult(
                        Outcome.SENT, null, 1, null, 1, true, null, "the network took it", 1, FakeGateway.NOW));
        Exchange exchange = send("text", TO);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(AmiGsmConstants.TRUNCATED, true);
        fake.gateway().answer(FakeGateway.sent(SmsRequest.of("110", "text")));
        exchange = send("text", with(AmiGsmConstants.TRUNCATED, true));
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(AmiGsmConstants.TRUNCATED);
    }

    @Test
    void any_body_that_converts_to_a_text_can_be_sent() throws Exception {
        produce("");
        send(new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8)), TO);
        send(4711, TO);
        assertThat(fake.gateway().requests).extracting(SmsRequest::text).containsExactly("stream", "4711");
    }

    @Test
    void answering_an_sms_needs_no_mapping() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY).setBody(constant("thank you")).to(GATEWAY);
            }
        });
        fake.gateway().tell(FakeGateway.sms("hello"));
        await().untilAsserted(() -> assertThat(fake.gateway().requests)
                .containsExactly(new SmsRequest("+491701234567", "thank you", 3, null, null)));
    }

    @Test
    void an_sms_forwarded_to_another_gateway_does_not_take_its_span_along() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY).setHeader(AmiGsmConstants.TO, constant("110")).to("ami-gsm:other?username=a&secret=b");
            }
        });
        FakeGateway in = named("gw:5038");
        in.tell(FakeGateway.sms("hello"));
        await().untilAsserted(() -> assertThat(named("other:5038").requests)
                .containsExactly(new SmsRequest("110", "hello", 0, null, null)));
    }

    @Test
    void the_span_of_the_uri_is_fixed() throws Exception {
        produce("&span=4");
        send("text", Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.SPAN, 2));
        assertThat(fake.gateway().requests).extracting(SmsRequest::span).containsExactly(4);
    }

    @Test
    void a_second_send_from_one_exchange_is_free_to_choose_another_span() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(GATEWAY).to(GATEWAY);
            }
        });
        Exchange exchange = send("text", TO);
        assertThat(fake.gateway().requests).extracting(SmsRequest::span).containsExactly(0, 0);
        assertThat(fake.gateway().requests).extracting(SmsRequest::id).containsOnlyNulls();
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.SENT_SPAN)).isEqualTo(1);
    }

    @Test
    void a_header_cannot_change_the_operation_of_the_uri() throws Exception {
        produce("&operation=SEND_SMS");
        Exchange exchange = send("text", Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.OPERATION, "COMMAND"));
        assertThat(exchange.getException()).isNull();
        assertThat(fake.gateway().requests).hasSize(1);
    }

    @Test
    void an_operation_that_does_not_exist_sends_nothing() throws Exception {
        produce("");
        Exchange exchange = send("text", Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.OPERATION, "REBOOT"));
        assertThat(exchange.getException()).hasStackTraceContaining("none of the operations");
        assertThat(fake.gateway().requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"RETRY_NOW", "RETRY_LATER", "SPAN_BROKEN"})
    void what_was_not_sent_and_may_be_repeated_is_one_exception(FailureClass failure) throws Exception {
        produce("");
        fake.gateway().answer(FakeGateway.failed(failure));
        Exchange exchange = send("text", TO);
        assertThat(exchange.getException(SmsNotSentException.class).failure()).isEqualTo(failure);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.FAILED);
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.FAILURE_CLASS))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"RECIPIENT", "CONFIGURATION"})
    void what_fails_in_the_same_way_each_time_is_another_exception(FailureClass failure) throws Exception {
        produce("");
        fake.gateway().answer(FakeGateway.failed(failure));
        assertThat(send("text", TO).getException(SmsRejectedException.class).failure())
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNKNOWN", "EXPIRED"})
    void what_may_have_been_sent_is_a_third_exception(Outcome outcome) throws Exception {
        produce("");
        fake.gateway().answer(FakeGateway.without(outcome));
        Exchange exchange = send("text", TO);
        assertThat(exchange.getException(SmsOutcomeUnknownException.class).outcome())
                .isEqualTo(outcome);
        assertThat(exchange.getException()).hasMessageContainingAll("gw:5038", outcome.name(), "sendTimeout");
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(outcome);
    }

    @Test
    void a_redelivery_policy_repeats_what_was_surely_not_sent() throws Exception {
        produceWithRedelivery(GATEWAY);
        fake.gateway().answer(FakeGateway.failed(FailureClass.RETRY_LATER));
        send("text", TO);
        assertThat(fake.gateway().requests).hasSize(4);
    }

    @Test
    void a_body_that_can_be_read_once_is_whole_at_every_redelivery() throws Exception {
        produceWithRedelivery(GATEWAY);
        fake.gateway().answer(FakeGateway.failed(FailureClass.RETRY_LATER));
        send(new ByteArrayInputStream("alarm".getBytes(StandardCharsets.UTF_8)), TO);
        assertThat(fake.gateway().requests).hasSize(4).allMatch(request -> request.text()
                .equals("alarm"));
    }

    @Test
    void a_redelivery_policy_for_everything_never_repeats_an_unknown_outcome() throws Exception {
        produceWithRedelivery(GATEWAY);
        fake.gateway().answer(FakeGateway.without(Outcome.UNKNOWN));
        Exchange exchange = send("text", TO);
        assertThat(fake.gateway().requests).hasSize(1);
        assertThat(exchange.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
    }

    @Test
    void a_route_may_still_decide_to_send_again_after_an_unknown_outcome() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .doTry()
                        .to(GATEWAY)
                        .doCatch(SmsOutcomeUnknownException.class)
                        .to(GATEWAY)
                        .end();
            }
        });
        fake.gateway().answer(FakeGateway.without(Outcome.UNKNOWN));
        send("text", TO);
        assertThat(fake.gateway().requests).hasSize(2);
    }

    @Test
    void without_exceptions_the_outcome_is_in_the_headers() throws Exception {
        produce("&throwExceptionOnFailure=false");
        fake.gateway().answer(FakeGateway.without(Outcome.UNKNOWN));
        Exchange exchange = send("text", TO);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void an_empty_body_and_a_missing_recipient_are_refused_before_the_gateway_is_asked() throws Exception {
        produce("");
        assertThat(send(null, TO).getException())
                .isInstanceOf(SmsRejectedException.class)
                .hasMessageContaining("null");
        assertThat(send("", TO).getException())
                .isInstanceOf(SmsRejectedException.class)
                .hasMessageContaining("empty");
        assertThat(send("text", Map.of()).getException())
                .isInstanceOf(SmsRejectedException.class)
                .hasMessageContaining(AmiGsmConstants.TO);
        assertThat(send("text", Map.of(AmiGsmConstants.TO, "110", AmiGsmConstants.SPAN, "left"))
                        .getException())
                .isInstanceOf(SmsRejectedException.class);
        assertThat(fake.gateway().requests).isEmpty();
    }

    @Test
    void no_exception_and_no_detail_shows_number_or_text() throws Exception {
        produce("");
        fake.gateway().answer(FakeGateway.without(Outcome.UNKNOWN));
        assertThat(send("the code is 1234", TO).getException().toString()).doesNotContain("1701234567", "1234 ");
    }

    @Test
    void the_caller_is_not_blocked_while_the_gateway_takes_its_time() throws Exception {
        produce("");
        CompletableFuture<SmsResult> pending = new CompletableFuture<>();
        fake.gateway().answer = request -> pending;
        List<CompletableFuture<Exchange>> sends = new CopyOnWriteArrayList<>();
        AmiGsmProducer producer =
                (AmiGsmProducer) fake.context.getEndpoint(GATEWAY).createProducer();
        producer.start();
        for (int i = 0; i < 100; i++) {
            Exchange exchange = fake.context.getEndpoint(GATEWAY).createExchange();
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeaders(new java.util.HashMap<>(TO));
            sends.add(producer.processAsync(exchange));
        }
        assertThat(sends).noneMatch(CompletableFuture::isDone);
        pending.complete(FakeGateway.sent(SmsRequest.of("110", "text")));
        await().until(() -> sends.stream().allMatch(CompletableFuture::isDone));
        producer.stop();
    }

    @Test
    void a_send_right_after_the_start_waits_for_the_first_attempt_to_connect() throws Exception {
        fake.initial = new GatewayStatus("gw:5038", false, FakeGateway.NOW, 0, "connecting", null);
        produce("");
        CompletableFuture<Exchange> sent = sendAsync();
        await().during(Duration.ofMillis(50))
                .until(() -> fake.gateway().requests.isEmpty());
        fake.gateway().tell(new LinkUp("gw:5038", FakeGateway.NOW, 1));
        assertThat(sent.get(10, TimeUnit.SECONDS).getException()).isNull();
        assertThat(fake.gateway().requests).hasSize(1);
    }

    @Test
    void a_send_goes_to_the_gateway_layer_as_soon_as_the_first_attempt_has_failed() throws Exception {
        fake.initial = new GatewayStatus("gw:5038", false, FakeGateway.NOW, 0, "connecting", null);
        produce("");
        CompletableFuture<Exchange> sent = sendAsync();
        fake.gateway().answer(FakeGateway.failed(FailureClass.RETRY_LATER));
        fake.gateway().tell(new LinkDown("gw:5038", FakeGateway.NOW, 0, "connection refused"));
        assertThat(sent.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(SmsNotSentException.class);
    }

    @Test
    void a_send_waits_no_longer_for_a_first_attempt_than_connecting_may_take() throws Exception {
        fake.initial = new GatewayStatus("gw:5038", false, FakeGateway.NOW, 0, "connecting", null);
        produce("&connectTimeout=50");
        sendAsync();
        await().untilAsserted(() -> assertThat(fake.gateway().requests).hasSize(1));
    }

    @Test
    void a_failure_inside_the_gateway_ends_the_exchange_too() throws Exception {
        produce("");
        fake.gateway().answer = request -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
        assertThat(send("text", TO).getException()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void spans_below_one_are_refused_at_start() {
        assertThatThrownBy(() -> produce("&span=0")).hasStackTraceContaining("Option span=0 must be at least 1");
    }

    private void produce(String options) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(GATEWAY + options);
            }
        });
    }

    private void produceWithRedelivery(String uri) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(1);
                from("direct:send").to(uri);
            }
        });
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return fake.context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    private static Map<String, Object> with(String header, Object value) {
        return Map.of(AmiGsmConstants.TO, "+491701234567", header, value);
    }

    private CompletableFuture<Exchange> sendAsync() {
        return fake.context.createProducerTemplate().asyncSend("direct:send", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeaders(new java.util.HashMap<>(TO));
        });
    }

    private FakeGateway named(String name) {
        return fake.opened.stream()
                .filter(gateway -> gateway.config.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
