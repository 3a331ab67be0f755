package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SimulatorExtension;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a URI fixes no header changes: the gateway sees that operation and span and that user, whatever a message brings. */
class NothingFromOutsideChangesTheEndpointTest {

    private static final int EACH_HEADER = 3;
    private static final int ALL_HEADERS = 60;

    /** What the client does by itself. */
    private static final Set<String> OWN = Set.of("challenge", "login", "events", "ping", "logoff", "coreshowchannels");

    /** Asked after each login, and by the operation SPANS. */
    private static final String SPANS = "gsm show spans";

    private static final List<Object> VALUES = List.of(
            "COMMAND",
            "ORIGINATE",
            "Logoff",
            "3",
            3,
            -1,
            4711L,
            true,
            "x\r\n\r\nAction: Logoff\r\n\r\n",
            "\" 3 \"+666\" \"",
            "/.+/",
            " /.+/",
            "core stop now",
            "other:5038",
            "${SHELL(id)}",
            "camel&secret=x",
            Map.of("x", "y\r\nAction: Logoff"),
            List.of("a", "b"));

    /** Headers that look as if they meant something to Camel or to this endpoint. */
    private static final List<String> LOOKING_LIKE_OPTIONS = List.of(
            "CamelAmiGsmUsername",
            "CamelAmiGsmSecret",
            "CamelAmiGsmHost",
            "CamelAmiGsmDialect",
            "CamelAmiGsmAllowedCommands",
            "CamelAmiGsmAllowedActions",
            "CamelToEndpoint",
            "CamelOverruleFileName",
            "CamelHttpUri",
            "operation",
            "span",
            "username",
            "secret",
            "host",
            "allowedCommands",
            "ami-gsm:other");

    @RegisterExtension
    final SimulatorExtension simulated = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("camel").secret("s3cret"));

    @RegisterExtension
    final SimulatorExtension another = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("camel").secret("s3cret"));

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @EnumSource
    void only_what_the_uri_allows_is_seen_on_the_wire(AmiGsmOperation operation) throws Exception {
        String fixed = "&operation=" + operation + "&span=2&allowedActions=CoreStatus&allowedCommands=RAW(core show *)";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri(simulated.gateway()) + fixed);
                from("direct:other").to(uri(another.gateway()));
            }
        });
        context.start();
        await().until(() ->
                simulated.gateway().logins() > 0 && another.gateway().logins() > 0);
        Random random = new Random(operation.ordinal());
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (String header : headers()) {
            for (int i = 0; i < EACH_HEADER; i++) {
                sent.add(send(operation, random, Map.of(header, any(random))));
            }
        }
        for (int i = 0; i < ALL_HEADERS; i++) {
            Map<String, Object> all = new HashMap<>();
            headers().forEach(header -> all.put(header, any(random)));
            sent.add(send(operation, random, all));
        }
        for (CompletableFuture<Exchange> exchange : sent) {
            exchange.get(30, TimeUnit.SECONDS);
        }
        assertThat(seen(simulated.gateway())).allMatch(what -> allowed(operation, what), "allowed by the URI");
        assertThat(seen(another.gateway())).isEmpty();
        assertThat(users(simulated.gateway())).containsOnly("camel");
        if (operation != AmiGsmOperation.SMS_COST && operation != AmiGsmOperation.SPANS) {
            assertThat(seen(simulated.gateway())).isNotEmpty();
        }
    }

    private static String uri(GatewaySimulator gateway) {
        return "ami-gsm:" + gateway.host() + ":" + gateway.port()
                + "?username=camel&secret=s3cret&dialect=openvox&pacing=0&throwExceptionOnFailure=false";
    }

    private static Object any(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static List<String> headers() {
        return Stream.concat(
                        Stream.of(AmiGsmConstants.class.getFields())
                                .filter(field -> field.getType() == String.class)
                                .map(NothingFromOutsideChangesTheEndpointTest::value),
                        LOOKING_LIKE_OPTIONS.stream())
                .toList();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A message that would do, but for what is given. */
    private CompletableFuture<Exchange> send(AmiGsmOperation operation, Random random, Map<String, Object> hostile) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AmiGsmConstants.TO, "+8613632919026");
        headers.put(AmiGsmConstants.DIAL, "Local/1000@default");
        headers.put(AmiGsmConstants.CHANNEL, "Local/1000@default-00000001;1");
        headers.put(AmiGsmConstants.EXTRA_CHANNEL, "Local/1001@default-00000002;1");
        headers.put(AmiGsmConstants.CONTEXT, "default");
        headers.put(AmiGsmConstants.EXTEN, "1000");
        headers.put(AmiGsmConstants.DIGIT, "5");
        headers.put(AmiGsmConstants.ACTION, "CoreStatus");
        headers.putAll(hostile);
        Object body =
                switch (operation) {
                    case SEND_USSD -> "*100#";
                    case COMMAND -> random.nextInt(3) == 0 ? any(random) : "core show version";
                    case ACTION -> random.nextInt(3) == 0 ? any(random) : null;
                    default -> any(random);
                };
        return context.createProducerTemplate().asyncSend("direct:in", exchange -> {
            exchange.getMessage().setHeaders(headers);
            exchange.getMessage().setBody(body);
        });
    }

    /** Names of actions, and commands as they are. */
    private static List<String> seen(GatewaySimulator gateway) {
        return gateway.actions().stream()
                .filter(action -> !OWN.contains(action.name().toLowerCase()))
                .map(action -> action.name().equalsIgnoreCase("Command") ? action.header("Command") : action.name())
                .filter(what -> !what.equals(SPANS))
                .toList();
    }

    private static List<String> users(GatewaySimulator gateway) {
        return gateway.actions().stream()
                .filter(action -> action.name().equals("Login"))
                .map((ReceivedAction action) -> action.header("Username"))
                .toList();
    }

    private static boolean allowed(AmiGsmOperation operation, String what) {
        return switch (operation) {
            case SEND_SMS -> what.matches("gsm send (sync sms|sync csms|pdu) 2 [^\\r\\n]+");
            case SEND_USSD -> what.matches("gsm send ussd 2 \"\\*100#\" \\d+");
            case COMMAND -> what.startsWith("core show ");
            case ACTION -> what.equals("CoreStatus");
            case ORIGINATE -> what.equals("Originate");
            case REDIRECT -> what.equals("Redirect");
            case HANGUP -> what.equals("Hangup");
            case PARK -> what.equals("Park");
            case BRIDGE -> what.equals("Bridge");
            case ATXFER -> what.equals("Atxfer");
            case DTMF -> what.equals("PlayDTMF");
            case MUTE -> what.equals("MuteAudio");
            case SPANS -> what.matches("gsm show span \\d+");
            case SMS_COST -> false;
        };
    }
}
