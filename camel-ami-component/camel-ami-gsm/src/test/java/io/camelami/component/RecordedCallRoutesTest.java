package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.wire.Capture;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.CallDirection;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route hears of the recorded calls of old and new servers. Their times are the business of the call model. */
class RecordedCallRoutesTest {

    @RegisterExtension
    final SimulatorExtension pbx =
            SimulatorExtension.of(GatewaySimulator.builder(Personality.ASTERISK).user("app"));

    private final List<Exchange> calls = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    /** Two phones: the first is called, and when it answers it calls the second. */
    @ParameterizedTest
    @CsvSource({"1.8.32.3, 1795232235.70, 608", "13.38.3, 1795232265.80, 608", "22.10.1, 1795232041.80, 1001"})
    void the_same_call_is_the_same_exchange_whatever_the_version(String version, String id, String called)
            throws Exception {
        listen();
        pbx.gateway()
                .emit(Capture.of(version + "/call_trace.txt").segments().stream()
                        .filter(segment -> segment.side() == Capture.Side.SERVER)
                        .map(segment -> new String(segment.bytes(), StandardCharsets.ISO_8859_1))
                        .collect(Collectors.joining()));

        await().until(() -> calls.stream().anyMatch(call -> id.equals(header(call, AmiGsmConstants.CALL_ID))));
        List<Exchange> found = calls.stream()
                .filter(call -> id.equals(header(call, AmiGsmConstants.CALL_ID)))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.DIRECTION, CallDirection.INTERNAL)
                .containsEntry(AmiGsmConstants.FROM, "3000")
                .containsEntry(AmiGsmConstants.CALLED, called)
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                .containsEntry(AmiGsmConstants.CAUSE, 16)
                .containsEntry(AmiGsmConstants.CAUSE_TEXT, "Normal Clearing")
                .containsEntry(AmiGsmConstants.MISSED, false)
                .containsEntry(AmiGsmConstants.COMPLETE, true);
    }

    private void listen() throws Exception {
        String uri = "ami-gsm:" + pbx.gateway().host() + ":" + pbx.gateway().port() + "?username=app&secret=RAW("
                + pbx.gateway().secret() + ")&dialect=asterisk&events=call";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(calls::add);
            }
        });
        context.start();
        await().until(() -> context.getEndpoint(uri, AmiGsmEndpoint.class).isGatewayUp());
    }

    private static Object header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name);
    }
}
