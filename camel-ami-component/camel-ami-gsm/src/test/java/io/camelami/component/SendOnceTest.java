package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsResult;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An SMS with a key is sent once. */
class SendOnceTest {
    private static final String TO = "+491701234567";

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @Test
    void the_same_key_with_the_same_content_gives_the_first_outcome_and_sends_nothing() throws Exception {
        produce("");
        Exchange first = send("k1", "your code is 4711");
        Exchange again = send("k1", "your code is 4711");

        assertThat(fake.gateway().requests).hasSize(1);
        assertThat(first.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.OUTCOME, Outcome.SENT)
                .doesNotContainKey(AmiGsmConstants.DUPLICATE);
        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.OUTCOME, Outcome.SENT)
                .containsEntry(AmiGsmConstants.DUPLICATE, true);
        assertThat(again.getMessage().getHeader(AmiGsmConstants.DETAIL, String.class))
                .contains("was sent before", "CamelAmiGsmIdempotencyKey");
    }

    @Test
    void another_content_under_the_same_key_is_refused() throws Exception {
        produce("");
        send("k1", "your code is 4711");
        Exchange other = send("k1", "your code is 4712");

        assertThat(fake.gateway().requests).hasSize(1);
        assertThat(other.getException(SmsRejectedException.class).failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(other.getException())
                .hasMessageContaining("another content")
                .message()
                .doesNotContain("4711", "4712", TO);
    }

    @Test
    void without_a_key_every_message_is_sent() throws Exception {
        produce("");
        send(null, "again");
        send(" ", "again");
        assertThat(fake.gateway().requests).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNKNOWN", "EXPIRED"})
    void what_may_have_been_sent_is_not_sent_again(Outcome outcome) throws Exception {
        produce("");
        fake.gateway().answer(FakeGateway.without(outcome));
        send("k1", "text");
        fake.gateway().answer(FakeGateway.without(Outcome.SENT));
        Exchange again = send("k1", "text");

        assertThat(fake.gateway().requests).hasSize(1);
        assertThat(again.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(outcome);
        assertThat(again.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
    }

    @Test
    void what_was_surely_not_sent_may_be_sent_with_its_key() throws Exception {
        produce("");
        fake.gateway().answer(FakeGateway.failed(FailureClass.RETRY_LATER));
        assertThat(send("k1", "text").getException()).isInstanceOf(SmsNotSentException.class);
        fake.gateway().answer(FakeGateway.without(Outcome.SENT));
        assertThat(send("k1", "text").getException()).isNull();
        assertThat(fake.gateway().requests).hasSize(2);
    }

    @Test
    void a_redelivery_policy_repeats_what_was_not_sent_under_its_key() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(SmsNotSentException.class).maximumRedeliveries(3).redeliveryDelay(1);
                from("direct:send").to(GATEWAY);
            }
        });
        SmsResult refused = FakeGateway.failed(FailureClass.RETRY_LATER);
        fake.gateway().answer = request -> CompletableFuture.completedFuture(
                fake.gateway().requests.size() < 3 ? refused : FakeGateway.sent(request));
        Exchange exchange = send("k1", "text");
        assertThat(exchange.getException()).isNull();
        assertThat(fake.gateway().requests).hasSize(3);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(AmiGsmConstants.DUPLICATE);
    }

    @Test
    void many_at_once_with_one_key_are_one_send_and_all_get_its_outcome() throws Exception {
        produce("");
        CompletableFuture<SmsResult> outcome = new CompletableFuture<>();
        fake.gateway().answer = request -> outcome;
        List<CompletableFuture<Exchange>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> send("k1", "text")))
                .toList();
        await().until(() -> fake.gateway().requests.size() == 1);
        outcome.complete(FakeGateway.without(Outcome.DELIVERED));

        assertThat(all)
                .extracting(exchange -> exchange.join().getMessage().getHeader(AmiGsmConstants.OUTCOME))
                .containsOnly(Outcome.DELIVERED);
        assertThat(fake.gateway().requests).hasSize(1);
        assertThat(all.stream()
                        .filter(exchange -> exchange.join().getMessage().getHeader(AmiGsmConstants.DUPLICATE) == null))
                .hasSize(1);
    }

    @Test
    void keys_last_as_long_as_their_repository_and_show_neither_number_nor_text(@TempDir Path folder) throws Exception {
        File file = folder.resolve("keys").toFile();
        fake.context.getRegistry().bind("keys", FileIdempotentRepository.fileIdempotentRepository(file));
        produce("&idempotentRepository=#keys");
        send("order 7", "your code is 4711");
        fake.context.stop();

        assertThat(Files.readString(file.toPath())).contains(":SENT").doesNotContain("order 7", "4711", TO);
        assertThat(Files.readAllLines(file.toPath()))
                .allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(100));

        SendOnce later = new SendOnce(restarted(file), java.time.Clock.systemUTC());
        SendOnce.Once known = later.send(
                        "order 7",
                        io.camelami.gsm.SmsRequest.of(TO, "your code is 4711"),
                        () -> CompletableFuture.failedFuture(new AssertionError("sent twice")))
                .join();
        assertThat(known.again()).isTrue();
        assertThat(known.result().outcome()).isEqualTo(Outcome.SENT);
    }

    private static IdempotentRepository restarted(File file) throws Exception {
        IdempotentRepository repository = FileIdempotentRepository.fileIdempotentRepository(file);
        repository.start();
        return repository;
    }

    @Test
    void a_send_that_was_interrupted_counts_as_unknown() throws Exception {
        IdempotentRepository shared = MemoryIdempotentRepository.memoryIdempotentRepository();
        SendOnce died = new SendOnce(shared, java.time.Clock.systemUTC());
        died.send("k1", io.camelami.gsm.SmsRequest.of(TO, "text"), CompletableFuture::new);

        fake.context.getRegistry().bind("keys", shared);
        produce("&idempotentRepository=#keys");
        Exchange exchange = send("k1", "text");
        assertThat(fake.gateway().requests).isEmpty();
        assertThat(exchange.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
        assertThat(exchange.getException()).hasMessageContaining("begun before");
    }

    @Test
    void without_its_repository_nothing_is_sent() throws Exception {
        fake.context.getRegistry().bind("keys", new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                throw new IllegalStateException("the database is away");
            }
        });
        produce("&idempotentRepository=#keys");
        Exchange exchange = send("k1", "text");
        assertThat(fake.gateway().requests).isEmpty();
        assertThat(exchange.getException(SmsNotSentException.class).failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(exchange.getException()).hasMessageContaining("option idempotentRepository");
    }

    private void produce(String options) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(GATEWAY + options);
            }
        });
    }

    private Exchange send(String key, String text) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AmiGsmConstants.TO, TO);
        if (key != null) {
            headers.put(AmiGsmConstants.IDEMPOTENCY_KEY, key);
        }
        return fake.context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeaders(headers);
        });
    }
}
