package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.Cdr;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as routes see them, over real servers. */
class RealCallRoutesIT {

    @Nested
    class On22 extends Routes {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(22);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }
    }

    @Nested
    class On16 extends Routes {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(16);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }
    }

    abstract static class Routes {

        private final List<Exchange> calls = new CopyOnWriteArrayList<>();
        private final List<Exchange> missed = new CopyOnWriteArrayList<>();
        private final List<Exchange> records = new CopyOnWriteArrayList<>();
        private DefaultCamelContext context;

        abstract RealAsterisk asterisk();

        @BeforeEach
        void start() throws Exception {
            context = new DefaultCamelContext();
            String pbx = "ami-gsm:" + asterisk().host() + ":" + asterisk().port() + "?username=operator&secret="
                    + RealAsterisk.SECRET + "&dialect=asterisk&zone=UTC";
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    // Click to call: the phone of the one who clicked rings, then the number is dialled.
                    from("direct:click")
                            .setHeader(AmiGsmConstants.DIAL, simple("PJSIP/${header.phone}"))
                            .setHeader(AmiGsmConstants.CONTEXT, constant("default"))
                            .setHeader(AmiGsmConstants.EXTEN, simple("${body}"))
                            .to(pbx + "&operation=ORIGINATE");

                    from("direct:originate").to(pbx + "&operation=ORIGINATE");
                    from("direct:redirect").to(pbx + "&operation=REDIRECT");
                    from("direct:hangup").to(pbx + "&operation=HANGUP");
                    from(pbx + "&events=call").process(calls::add);
                    from(pbx + "&events=missed").process(missed::add);
                    from(pbx + "&events=cdr").process(records::add);
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> context.getEndpoints().stream()
                    .filter(AmiGsmEndpoint.class::isInstance)
                    .allMatch(each -> ((AmiGsmEndpoint) each).isGatewayUp()));
        }

        @AfterEach
        void stop() {
            context.stop();
        }

        @Test
        void click_to_call_is_one_call_of_two_phones_with_a_record() {
            Exchange click = send("click", "1001", Map.of("phone", "1000"));
            assertThat(click.getException()).isNull();
            assertThat(click.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME))
                    .isEqualTo(CallOutcome.ANSWERED);
            String id = click.getMessage().getHeader(AmiGsmConstants.UNIQUE_ID, String.class);
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            Exchange end = send("hangup", null, click.getMessage().getHeaders());
            assertThat(end.getException()).isNull();

            Exchange call = one(calls, AmiGsmConstants.CALL_ID, id);
            assertThat(call.getMessage().getBody(Call.class).legs()).hasSize(2);
            assertThat(call.getMessage().getHeaders())
                    .containsEntry(AmiGsmConstants.CALLED, "1001")
                    .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                    .containsEntry(AmiGsmConstants.CAUSE, 16)
                    .containsEntry(AmiGsmConstants.MISSED, false)
                    .containsEntry(AmiGsmConstants.COMPLETE, true);
            assertThat(call.getMessage().getHeader(AmiGsmConstants.TALK_SECONDS, Long.class))
                    .isBetween(1L, 3L);
            Cdr cdr = one(records, AmiGsmConstants.UNIQUE_ID, id).getMessage().getBody(Cdr.class);
            assertThat(cdr.derived()).isFalse();
            assertThat(cdr.destination()).isEqualTo("1001");
        }

        @ParameterizedTest
        @CsvSource({
            "603, BUSY, 17",
            "604, NO_ANSWER, 19",
            "605, CONGESTION, 34",
            "606, HUNG_UP, 1",
        })
        void a_call_that_is_not_answered_says_why(String extension, CallOutcome outcome, int cause) {
            Exchange exchange = originate("Local/" + extension + "@default");

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry(AmiGsmConstants.CALL_OUTCOME, outcome)
                    .containsEntry(AmiGsmConstants.CAUSE, cause);
            Exchange call = one(calls, AmiGsmConstants.CALLED, extension);
            assertThat(call.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME))
                    .isEqualTo(outcome);
            assertThat(missed).hasSize(outcome == CallOutcome.NO_ANSWER ? 1 : 0);
        }

        @Test
        void a_bad_extension_is_an_exception() {
            assertThat(originate("Local/99999@default").getException()).isInstanceOf(CallFailedException.class);
        }

        @Test
        void a_redirect_in_the_middle_keeps_it_one_call() {
            Exchange made = originate("PJSIP/1000");
            String id = made.getMessage().getHeader(AmiGsmConstants.UNIQUE_ID, String.class);
            Map<String, Object> headers =
                    new java.util.HashMap<>(made.getMessage().getHeaders());
            headers.put(AmiGsmConstants.CONTEXT, "default");
            headers.put(AmiGsmConstants.EXTEN, "602");

            assertThat(send("redirect", null, headers).getException()).isNull();
            assertThat(one(calls, AmiGsmConstants.CALL_ID, id)
                            .getMessage()
                            .getBody(Call.class)
                            .legs())
                    .hasSize(1);
        }

        private Exchange originate(String dial) {
            return send(
                    "originate",
                    null,
                    Map.of(
                            AmiGsmConstants.DIAL,
                            dial,
                            AmiGsmConstants.APPLICATION,
                            "Wait",
                            AmiGsmConstants.APPLICATION_DATA,
                            "30",
                            AmiGsmConstants.CALL_TIMEOUT,
                            "1s"));
        }

        private Exchange send(String route, Object body, Map<String, Object> headers) {
            return context.createProducerTemplate().send("direct:" + route, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
            });
        }

        private static Exchange one(List<Exchange> received, String header, Object value) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !matching(received, header, value).isEmpty());
            List<Exchange> found = matching(received, header, value);
            assertThat(found).hasSize(1);
            return found.get(0);
        }

        private static List<Exchange> matching(List<Exchange> received, String header, Object value) {
            return received.stream()
                    .filter(each -> value.equals(each.getMessage().getHeader(header)))
                    .toList();
        }
    }
}
