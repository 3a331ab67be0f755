package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.event.LinkUp;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnUnknownTest {

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @Test
    void an_unknown_outcome_is_not_sent_again_unless_the_option_says_so() throws Exception {
        Exchange exchange = sent("", FakeGateway.without(Outcome.UNKNOWN), FakeGateway.without(Outcome.SENT));
        assertThat(exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.UNKNOWN);
        assertThat(fake.gateway().requests).hasSize(1);
    }

    @Test
    void with_resend_it_is_sent_once_more_and_told_so() throws Exception {
        Exchange exchange =
                sent("&onUnknown=RESEND", FakeGateway.without(Outcome.UNKNOWN), FakeGateway.without(Outcome.SENT));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.OUTCOME, Outcome.SENT)
                .containsEntry(AmiGsmConstants.RESENT, true);
        assertThat(fake.gateway().requests).hasSize(2);
    }

    @Test
    void with_resend_nothing_but_unknown_is_sent_again() throws Exception {
        for (SmsResult first : List.of(
                FakeGateway.without(Outcome.SENT),
                FakeGateway.without(Outcome.EXPIRED),
                FakeGateway.failed(FailureClass.RETRY_LATER))) {
            Exchange exchange = sent("&onUnknown=RESEND&throwExceptionOnFailure=false", first);
            assertThat(exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(first.outcome());
            assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(AmiGsmConstants.RESENT);
            assertThat(fake.gateway().requests).hasSize(1);
            fake.gateway().requests.clear();
        }
    }

    @Test
    void what_the_second_send_does_not_make_good_stays_unknown() throws Exception {
        Exchange refused = sent(
                "&onUnknown=RESEND",
                FakeGateway.without(Outcome.UNKNOWN),
                FakeGateway.failed(FailureClass.RETRY_LATER));
        assertThat(refused.getException()).isInstanceOf(SmsOutcomeUnknownException.class);
        assertThat(refused.getException()).hasMessageContainingAll("option onUnknown", "refused it");
        assertThat(fake.gateway().requests).hasSize(2);
        assertThat(refused.getMessage().getHeaders()).doesNotContainKey(AmiGsmConstants.RESENT);
    }

    @Test
    void the_second_send_waits_until_the_link_is_up() throws Exception {
        produce("&onUnknown=RESEND&sendTimeout=20000");
        fake.gateway().answer = request -> {
            GatewayStatus up = fake.gateway().status;
            if (fake.gateway().requests.size() == 1) {
                fake.gateway().status =
                        new GatewayStatus(up.gateway(), false, FakeGateway.NOW, 1, "gone", FakeGateway.NOW);
                return CompletableFuture.completedFuture(FakeGateway.without(Outcome.UNKNOWN));
            }
            return CompletableFuture.completedFuture(FakeGateway.sent(request));
        };
        int listeners = fake.gateway().listeners.size();
        CompletableFuture<Exchange> sending = CompletableFuture.supplyAsync(this::send);
        await().until(() -> fake.gateway().listeners.size() > listeners);
        assertThat(fake.gateway().requests).hasSize(1);
        fake.gateway().tell(new LinkUp("gw:5038", FakeGateway.NOW, 2));
        assertThat(sending.join().getMessage().getHeader(AmiGsmConstants.OUTCOME))
                .isEqualTo(Outcome.SENT);
        assertThat(fake.gateway().listeners).hasSize(listeners);
    }

    @Test
    void a_link_that_stays_away_leaves_it_unknown() throws Exception {
        produce("&onUnknown=RESEND&sendTimeout=50");
        fake.gateway().answer = request -> {
            fake.gateway().status = new GatewayStatus("gw:5038", false, FakeGateway.NOW, 1, "gone", FakeGateway.NOW);
            return CompletableFuture.completedFuture(FakeGateway.without(Outcome.UNKNOWN));
        };
        assertThat(send().getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.UNKNOWN);
        assertThat(fake.gateway().requests).hasSize(1);
    }

    private Exchange sent(String options, SmsResult... results) throws Exception {
        if (fake.context.getRoutes().isEmpty()) {
            produce(options);
        }
        Queue<SmsResult> left = new ArrayDeque<>(List.of(results));
        fake.gateway().answer = request -> CompletableFuture.completedFuture(left.remove());
        return send();
    }

    private void produce(String options) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(GATEWAY + options);
            }
        });
    }

    private Exchange send() {
        return fake.context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of(AmiGsmConstants.TO, "+491701234567")));
        });
    }
}
