package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.CallEvent;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link is cut while the server goes on with its calls. */
abstract class CutLinkContract {

    /** Less than it takes until the originate is over. */
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final List<Exchange> calls = new CopyOnWriteArrayList<>();
    private final List<Exchange> changes = new CopyOnWriteArrayList<>();
    private DefaultCamelContext context;
    private Cable cable;

    abstract RealAsterisk asterisk();

    @BeforeEach
    void start() throws Exception {
        cable = new Cable(asterisk().host(), asterisk().port());
        context = new DefaultCamelContext();
        String pbx = "ami-gsm:127.0.0.1:" + cable.port() + "?username=operator&secret=" + RealAsterisk.SECRET
                + "&dialect=asterisk";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:originate").to(pbx + "&operation=ORIGINATE");
                from("direct:hangup").to(pbx + "&operation=HANGUP");
                from(pbx + "&events=call").process(calls::add);
                from(pbx + "&events=call-event").process(changes::add);
            }
        });
        context.start();
        await().until(() -> gateway().status().up());
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        cable.close();
    }

    @Test
    void an_originate_whose_link_is_cut_while_it_rings_is_unknown_at_once_and_goes_on_as_one_call() {
        CompletableFuture<Exchange> originate = originate("Local/604@default", "4s");
        await().until(() -> changed(CallEvent.Change.RINGING) > 0);

        cable.cut();

        Exchange unknown = promptly(originate);
        assertThat(unknown.getException()).isInstanceOf(CallOutcomeUnknownException.class);
        assertThat(unknown.getMessage().getHeader(AmiGsmConstants.CALL_OUTCOME)).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(calls).isEmpty();
        Exchange call = onlyCall();
        assertThat(call.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALL_ID, unknown.getMessage().getHeader(AmiGsmConstants.UNIQUE_ID))
                .containsEntry(AmiGsmConstants.CALLED, "604")
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.NO_ANSWER)
                .containsEntry(AmiGsmConstants.COMPLETE, false)
                .containsEntry(AmiGsmConstants.EPOCH, 2L);
    }

    @Test
    void an_originate_of_which_nothing_was_heard_before_the_cut_is_found_again_among_the_server_s_calls() {
        cable.mute();
        CompletableFuture<Exchange> originate = originate("Local/604@default", "4s");
        await().until(() -> asterisk().cli("core show channels concise").contains("Local/604@default"));

        cable.cut();

        assertThat(promptly(originate).getException()).isInstanceOf(CallOutcomeUnknownException.class);
        assertThat(onlyCall().getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALLED, "604")
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.NO_ANSWER)
                .containsEntry(AmiGsmConstants.COMPLETE, false)
                .containsEntry(AmiGsmConstants.EPOCH, 2L)
                .hasEntrySatisfying(
                        AmiGsmConstants.CALL_ID,
                        id -> assertThat((String) id).startsWith("ami-gsm-").doesNotEndWith(";2"));
    }

    @Test
    void a_call_that_outlives_the_link_stays_one_call() {
        Exchange answered = originate("Local/601@default/n", "10s").join();
        assertThat(answered.getException()).isNull();
        // The channel's own events may be behind the OriginateResponse.
        await().until(() -> changed(CallEvent.Change.ANSWERED) > 0);

        cable.cut();
        await().until(() -> gateway().status().epoch() == 2);
        assertThat(calls).isEmpty();
        Exchange hangup = context.createProducerTemplate().send("direct:hangup", exchange -> exchange.getMessage()
                .setHeaders(new HashMap<>(answered.getMessage().getHeaders())));

        assertThat(hangup.getException()).isNull();
        assertThat(onlyCall().getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.CALL_ID, answered.getMessage().getHeader(AmiGsmConstants.UNIQUE_ID))
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                .containsEntry(AmiGsmConstants.COMPLETE, false)
                .containsEntry(AmiGsmConstants.EPOCH, 2L);
    }

    private CompletableFuture<Exchange> originate(String dial, String timeout) {
        return context.createProducerTemplate().asyncSend("direct:originate", exchange -> exchange.getMessage()
                .setHeaders(new HashMap<>(Map.of(
                        AmiGsmConstants.DIAL,
                        dial,
                        AmiGsmConstants.APPLICATION,
                        "Wait",
                        AmiGsmConstants.APPLICATION_DATA,
                        "60",
                        AmiGsmConstants.CALL_TIMEOUT,
                        timeout))));
    }

    private static Exchange promptly(CompletableFuture<Exchange> exchange) {
        await().atMost(PROMPT).until(exchange::isDone);
        return exchange.join();
    }

    private Exchange onlyCall() {
        await().until(() -> !calls.isEmpty());
        // Another one would come with the end of the second half of the Local channel, at the same time.
        await().during(Duration.ofMillis(500)).until(() -> calls.size() == 1);
        return calls.get(0);
    }

    private long changed(CallEvent.Change change) {
        return changes.stream()
                .filter(each -> each.getMessage().getHeader(AmiGsmConstants.CALL_CHANGE) == change)
                .count();
    }

    private SharedGateway gateway() {
        return context.getComponent("ami-gsm", AmiGsmComponent.class)
                .gateways()
                .all()
                .get(0);
    }
}
