package io.camelami.component.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.component.AmiGsmConstants;
import io.camelami.gsm.Outcome;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.sms.StatusReportPdu;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A server that says again what one said in a recording, and a route that listens to it. */
final class Replay {
    private static final String LAST = "end of the recording";
    /** No recording has it. */
    private static final int LAST_STATUS = 98;

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private Replay() {}

    /** An SMS as the route has it. */
    record Told(int span, String sender, String text, List<?> missing) {}

    /** A delivery report as the route has it. */
    record Delivery(int span, String id, Outcome outcome) {}

    /** Waits until the route has what is expected and, as far as a later message can tell, nothing else. */
    static List<Told> check(Recording recording, Personality personality, List<Told> sms, List<Delivery> deliveries)
            throws Exception {
        List<Exchange> received = new CopyOnWriteArrayList<>();
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(personality).spans(2).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            boolean quectel = personality == Personality.QUECTEL;
            String dialect = quectel ? "chan-quectel" : "chan-dongle&dialect.driver=" + recording.driver();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ami-gsm:127.0.0.1:" + simulator.port() + "?username=" + simulator.user() + "&secret=RAW("
                                    + simulator.secret() + ")&events=sms,delivery&reassemblyTimeout="
                                    + WINDOW.toMillis() + "&dialect=" + dialect)
                            .process(received::add);
                }
            });
            context.start();
            await().until(() -> simulator.logins() == 1);
            String said = recording.server() + (deliveries.isEmpty() ? "" : lastReport());
            simulator.emit(quectel ? said.replace("Dongle", "Quectel").replace("dongle", "quectel") : said);
            simulator.receiveSms(1, "+4930", LAST);
            // A report that is held back is told after all that were held back before it.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> received.stream().filter(Replay::isLast).count() == (deliveries.isEmpty() ? 1 : 2));
            await().atMost(WINDOW.plusSeconds(10)).untilAsserted(() -> {
                assertThat(told(received)).as(recording.toString()).isEqualTo(sms);
                assertThat(deliveries(received))
                        .as(recording.toString())
                        .containsExactlyInAnyOrderElementsOf(deliveries);
            });
        }
        return told(received);
    }

    /** Of a message that was sent to nobody. */
    private static String lastReport() {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-21T10:15:30+01:00");
        return "Event: DongleNewCMGR\r\nPrivilege: call,all\r\nDevice: dongle0\r\nMessage: +CMGR: 0,,26\\r\\n"
                + StatusReportPdu.encode("+49176000000", 7, "+4930", time, time, LAST_STATUS) + "\r\n\r\n";
    }

    private static boolean isLast(Exchange exchange) {
        return LAST.equals(exchange.getMessage().getBody()) || reply(exchange).endsWith("status [" + LAST_STATUS + "]");
    }

    private static List<Told> told(List<Exchange> received) {
        List<Told> told = new ArrayList<>();
        for (Exchange exchange : received) {
            if (!isLast(exchange) && "sms".equals(header(exchange, AmiGsmConstants.EVENT))) {
                List<?> missing = exchange.getMessage().getHeader(AmiGsmConstants.MISSING_PARTS, List.class);
                told.add(new Told(
                        (int) header(exchange, AmiGsmConstants.SPAN),
                        (String) header(exchange, AmiGsmConstants.FROM),
                        exchange.getMessage().getBody(String.class),
                        missing == null ? List.of() : missing));
            }
        }
        return told;
    }

    /** Without what is told of the submission only. */
    private static List<Delivery> deliveries(List<Exchange> received) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Exchange exchange : received) {
            if (!isLast(exchange) && reply(exchange).startsWith("delivery report")) {
                Integer span = exchange.getMessage().getHeader(AmiGsmConstants.SPAN, Integer.class);
                deliveries.add(new Delivery(
                        span == null ? 0 : span, (String) header(exchange, AmiGsmConstants.MESSAGE_ID), (Outcome)
                                header(exchange, AmiGsmConstants.OUTCOME)));
            }
        }
        return deliveries;
    }

    private static String reply(Exchange exchange) {
        return Objects.toString(header(exchange, AmiGsmConstants.REPLY));
    }

    private static Object header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name);
    }
}
