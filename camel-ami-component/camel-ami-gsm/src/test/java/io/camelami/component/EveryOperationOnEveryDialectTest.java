package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.simulator.CallBehaviour;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SpanState;
import io.camelami.simulator.UssdAnswer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each operation of the producer and each kind of event on each dialect, from a route to the bytes of a simulated gateway and
 * back: it works where the dialect's {@link Capabilities} say so, and is refused before a byte is written, or never told,
 * where they do not. Prints the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationOnEveryDialectTest {
    private static final String WORKS = "works";
    private static final String REFUSED = "";

    private final Map<String, Map<Gateway, String>> table = new LinkedHashMap<>();

    enum Gateway {
        OPENVOX(Personality.OPENVOX, "openvox", Map.of()),
        YEASTAR_TG(Personality.YEASTAR_TG, "yeastar-tg", Map.of()),
        CHAN_DONGLE_BG111(Personality.DONGLE_BG111, "chan-dongle", Map.of("driver", "bg111")),
        CHAN_DONGLE_WDOEKES(Personality.DONGLE_WDOEKES, "chan-dongle", Map.of("driver", "wdoekes")),
        CHAN_QUECTEL(Personality.QUECTEL, "chan-quectel", Map.of()),
        ASTERISK_1_8(Personality.ASTERISK_1_8, "asterisk", Map.of()),
        ASTERISK_22(Personality.ASTERISK, "asterisk", Map.of()),
        ASTERISK_22_MESSAGES(Personality.ASTERISK, "asterisk", Map.of("message", "mobile:quectel0"));

        final Personality personality;
        final String dialect;
        final Map<String, String> options;

        Gateway(Personality personality, String dialect, Map<String, String> options) {
            this.personality = personality;
            this.dialect = dialect;
            this.options = options;
        }

        Capabilities capabilities() {
            return Dialects.find(dialect, List.of())
                    .open(GatewayConfig.builder("192.0.2.1")
                            .username("u")
                            .secret("s")
                            .dialect(dialect)
                            .dialectOptions(options)
                            .build())
                    .capabilities();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_operation_works_where_the_dialect_has_it_and_is_refused_before_the_wire_where_not(Gateway gateway)
            throws Exception {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(gateway.personality).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            String endpoint = uri(gateway, simulator);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (AmiGsmOperation operation : AmiGsmOperation.values()) {
                        from("direct:" + operation)
                                .to(endpoint + "&operation=" + operation + "&allowedActions=*&allowedCommands=*");
                    }
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> simulator.logins() > 0);
            String channel = null;
            String other = null;
            if (gateway.capabilities().operations().contains(Operation.ORIGINATE)) {
                channel = originated(context, "Local/1000@default");
                other = originated(context, "Local/1001@default");
            }
            for (AmiGsmOperation operation : AmiGsmOperation.values()) {
                if (operation == AmiGsmOperation.HANGUP) {
                    continue; // it ends the channel that the others need
                }
                exercise(gateway, operation, simulator, context, channel, other);
            }
            exercise(gateway, AmiGsmOperation.HANGUP, simulator, context, channel, other);
        }
    }

    private void exercise(
            Gateway gateway,
            AmiGsmOperation operation,
            GatewaySimulator simulator,
            DefaultCamelContext context,
            String channel,
            String other) {
        int before = written(simulator);
        Exchange exchange = send(context, operation, channel, other);
        Exception refusal = exchange.getException();
        String what = operation + " on " + gateway + ": " + refusal;
        Operation needed = needed(operation);
        boolean has = needed == null || gateway.capabilities().operations().contains(needed);
        note(operation.name(), gateway, refusal == null);
        assertThat(refusal == null).as(what).isEqualTo(has);
        if (refusal == null) {
            if (needed != null) {
                assertThat(written(simulator)).as(what).isGreaterThan(before);
            }
        } else {
            assertThat(written(simulator)).as(what).isEqualTo(before);
            assertThat(refusal).as(what).hasMessageContainingAll("dialect", gateway.dialect);
        }
    }

    private void note(String row, Gateway gateway, boolean works) {
        table.computeIfAbsent(row, name -> new TreeMap<>()).put(gateway, works ? WORKS : REFUSED);
    }

    /** What can make a gateway tell each kind of event, and what the dialect must have for it. */
    private enum Events {
        SMS(Operation.RECEIVE_SMS) {
            @Override
            void happen(GatewaySimulator simulator, int span) {
                simulator.receiveSms(span, "+8613632919026", "hello");
            }
        },
        USSD(Operation.RECEIVE_USSD) {
            @Override
            void happen(GatewaySimulator simulator, int span) {
                simulator.receiveUssd(span, UssdAnswer.of("Your balance is low"));
            }
        },
        MISSED(Operation.HANGUP) {
            @Override
            void happen(GatewaySimulator simulator, int span) {
                simulator.receiveCall(span, "+8613632919026", CallBehaviour.abandoned(Duration.ofMillis(50)));
            }
        },
        SPAN(Operation.SPANS) {
            @Override
            void happen(GatewaySimulator simulator, int span) {
                simulator.spanState(span, SpanState.down("No Signal"));
            }
        };

        final Operation needed;

        Events(Operation needed) {
            this.needed = needed;
        }

        abstract void happen(GatewaySimulator simulator, int span);
    }

    @ParameterizedTest
    @EnumSource
    void events_are_told_where_the_dialect_has_them(Gateway gateway) throws Exception {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(gateway.personality).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            Map<Events, List<Exchange>> told = new EnumMap<>(Events.class);
            String endpoint = uri(gateway, simulator);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (Events events : Events.values()) {
                        told.put(events, new CopyOnWriteArrayList<>());
                        if (events != Events.SPAN || has(gateway, Operation.SPANS)) {
                            from(endpoint + "&spanCheck=50&events=" + events).process(told.get(events)::add);
                        }
                    }
                    from("direct:ACTION").to(endpoint + "&spanCheck=50&operation=ACTION&allowedActions=*");
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            send(context, AmiGsmOperation.ACTION, null, null).getException() == null);
            int span = simulator.spans().get(0);
            for (Events events : Events.values()) {
                String what = events + " on " + gateway;
                List<Exchange> heard = told.get(events);
                if (!has(gateway, events.needed)) {
                    continue;
                }
                events.happen(simulator, span);
                await(what).atMost(Duration.ofSeconds(10)).until(() -> !heard.isEmpty());
            }
            for (Events events : Events.values()) {
                boolean works = !told.get(events).isEmpty();
                note("events=" + events.name().toLowerCase(Locale.ROOT), gateway, works);
                assertThat(works).as(events + " on " + gateway).isEqualTo(has(gateway, events.needed));
            }
        }
    }

    private static boolean has(Gateway gateway, Operation operation) {
        return gateway.capabilities().operations().contains(operation);
    }

    private static String uri(Gateway gateway, GatewaySimulator simulator) {
        StringBuilder uri = new StringBuilder("ami-gsm:" + simulator.host() + ":" + simulator.port() + "?username="
                + simulator.user() + "&secret=" + simulator.secret() + "&dialect=" + gateway.dialect
                + "&pacing=0&span=1" + (gateway.options.containsKey("message") ? "" : "&spans=4"));
        gateway.options.forEach((name, value) ->
                uri.append("&dialect.").append(name).append('=').append(value));
        return uri.toString();
    }

    private static String originated(DefaultCamelContext context, String dial) {
        Exchange exchange = send(context, AmiGsmOperation.ORIGINATE, dial, null);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getHeader(AmiGsmConstants.CHANNEL, String.class);
    }

    private static Exchange send(DefaultCamelContext context, AmiGsmOperation operation, String channel, String other) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AmiGsmConstants.TO, "+8613632919026");
        headers.put(
                AmiGsmConstants.DIAL,
                operation == AmiGsmOperation.ORIGINATE && other == null && channel != null
                        ? channel
                        : "Local/1000@default");
        headers.put(AmiGsmConstants.CHANNEL, channel == null ? "Local/1000@default-00000001;1" : channel);
        headers.put(AmiGsmConstants.EXTRA_CHANNEL, other == null ? "Local/1001@default-00000002;1" : other);
        headers.put(AmiGsmConstants.CONTEXT, "default");
        headers.put(AmiGsmConstants.EXTEN, "1000");
        headers.put(AmiGsmConstants.DIGIT, "5");
        headers.put(AmiGsmConstants.ACTION, "CoreStatus");
        String body =
                switch (operation) {
                    case SEND_USSD -> "*100#";
                    case COMMAND -> "core show version";
                    case ACTION -> null;
                    default -> "hello";
                };
        return context.createProducerTemplate().request("direct:" + operation, exchange -> {
            exchange.getMessage().setHeaders(headers);
            exchange.getMessage().setBody(body);
        });
    }

    /** What the dialect must have for it; null if it needs no gateway. */
    private static Operation needed(AmiGsmOperation operation) {
        return switch (operation) {
            case SEND_SMS -> Operation.SEND_SMS;
            case SEND_USSD -> Operation.SEND_USSD;
            case ORIGINATE -> Operation.ORIGINATE;
            case REDIRECT -> Operation.REDIRECT;
            case HANGUP -> Operation.HANGUP;
            case PARK, BRIDGE, ATXFER, DTMF, MUTE -> Operation.CALL_CONTROL;
            case SPANS -> Operation.SPANS;
            case ACTION -> Operation.ACTION;
            case COMMAND -> Operation.COMMAND;
            case SMS_COST -> null;
        };
    }

    /** Actions of ours; the keep-alive is none. */
    private static int written(GatewaySimulator simulator) {
        return (int) simulator.actions().stream()
                .map(ReceivedAction::name)
                .filter(name -> !name.equalsIgnoreCase("Ping"))
                .count();
    }

    @AfterAll
    void print() {
        StringBuilder text = new StringBuilder("\n| operation |");
        for (Gateway gateway : Gateway.values()) {
            text.append(' ').append(gateway).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Gateway.values().length)).append('\n');
        table.forEach((operation, cells) -> {
            text.append("| ").append(operation).append(" |");
            cells.values().forEach(cell -> text.append(' ').append(cell).append(" |"));
            text.append('\n');
        });
        System.out.println(text);
    }
}
