package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.camelami.gsm.GatewayConfig;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret, no full number and no text is in what is meant for logs, consoles and people. */
class NoSecretAndNoNumberLeavesTest {

    private static final String SECRET = "s3cret-of-the-gateway";
    private static final String WRONG_SECRET = "wr0ng-one";
    private static final String NUMBER = "+4915198765432";
    private static final String SENDER = "+380501234567";
    private static final String TEXT = "geheim 4711-0815";
    private static final String CODE = "*123*98765#";
    private static final List<String> PRIVATE = List.of(
            SECRET,
            WRONG_SECRET,
            NUMBER.substring(1),
            SENDER.substring(1),
            "15198765432",
            "geheim",
            "4711-0815",
            "123*98765");

    private static final String GATEWAY =
            "&pacing=0&sendTimeout=2000&actionTimeout=2000&reconnectMin=10&reconnectMax=50";

    private enum Kind {
        OPENVOX(Personality.OPENVOX, "openvox"),
        YEASTAR_TG(Personality.YEASTAR_TG, "yeastar-tg"),
        DONGLE_BG111(Personality.DONGLE_BG111, "chan-dongle"),
        DONGLE_WDOEKES(Personality.DONGLE_WDOEKES, "chan-dongle"),
        ASTERISK(Personality.ASTERISK, "asterisk");

        final Personality personality;
        final String dialect;

        Kind(Personality personality, String dialect) {
            this.personality = personality;
            this.dialect = dialect;
        }
    }

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource
    void whatever_happens_nothing_private_is_in_logs_jmx_health_console_and_exceptions(Kind kind) throws Exception {
        try (Logged logged = new Logged();
                GatewaySimulator gateway = GatewaySimulator.builder(kind.personality)
                        .user("camel")
                        .secret(SECRET)
                        .refusalDelay(Duration.ZERO)
                        .start();
                DefaultCamelContext context = new DefaultCamelContext(false)) {
            context.setLoadHealthChecks(true);
            context.build();
            enableHealthChecks(context, "consumers");
            enableHealthChecks(context, "producers");
            String address = gateway.host() + ":" + gateway.port();
            // The secret in the three ways in which it is given.
            context.getPropertiesComponent().addOverrideProperty("secret", SECRET);
            context.getRegistry().bind("bean", config(gateway, kind));
            String common = "?username=camel&dialect=" + kind.dialect + GATEWAY;
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ami-gsm:" + address + common + "&secret=RAW(" + SECRET
                                    + ")&events=sms,ussd,delivery,call,call-event,missed,cdr,link,raw")
                            .to("mock:events");
                    from("direct:raw")
                            .to("ami-gsm:" + address + common + "&secret=RAW(" + SECRET
                                    + ")&allowedActions=*&allowedCommands=*");
                    from("direct:placeholder").to("ami-gsm:" + address + common + "&secret={{secret}}&span=1");
                    from("direct:bean").to("ami-gsm:bean?allowedActions=*&allowedCommands=*");
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> gateway.logins() > 1);
            everything(context, gateway);
            gateway.dropConnections();
            await().atMost(Duration.ofSeconds(20)).until(() -> gateway.logins() > 3);
            send(context, "direct:raw", AmiGsmOperation.SEND_SMS, TEXT, Map.of());
            contradiction(context, address, common);
            wrongLogin(context, gateway, common);
            look(context);
            gateway.stop();
            send(context, "direct:placeholder", AmiGsmOperation.SEND_SMS, TEXT, Map.of());
            look(context);
            context.stop();
            seen.add(logged.text());
        }
        assertThat(String.join("\n", seen))
                .contains("ami-gsm", "epoch 1")
                .doesNotContain(PRIVATE.toArray(String[]::new));
    }

    private void everything(DefaultCamelContext context, GatewaySimulator gateway) throws Exception {
        // On the wire a Yeastar counts from 2.
        int span = gateway.spans().get(0);
        for (SendBehaviour behaviour : SendBehaviour.values()) {
            gateway.nextSend(span, behaviour);
            send(context, "direct:placeholder", AmiGsmOperation.SEND_SMS, TEXT, Map.of());
        }
        for (String route : List.of("direct:raw", "direct:bean")) {
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT + "\u0000\ud83d", Map.of());
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT.repeat(500), Map.of());
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT, Map.of(AmiGsmConstants.TO, NUMBER + "x"));
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT, Map.of(AmiGsmConstants.SPAN, NUMBER));
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT, Map.of(AmiGsmConstants.VALIDITY, NUMBER + "x"));
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT, Map.of(AmiGsmConstants.FLASH, TEXT));
            send(context, route, AmiGsmOperation.SEND_SMS, TEXT, Map.of(AmiGsmConstants.OPERATION, TEXT));
            send(context, route, AmiGsmOperation.SEND_SMS, List.of(TEXT), Map.of());
            send(context, route, AmiGsmOperation.SEND_USSD, CODE, Map.of());
            send(context, route, AmiGsmOperation.SEND_USSD, TEXT, Map.of());
            send(context, route, AmiGsmOperation.SEND_USSD, TEXT, Map.of(AmiGsmConstants.USSD_SESSION, "none"));
            send(context, route, AmiGsmOperation.ORIGINATE, null, Map.of(AmiGsmConstants.CALL_TIMEOUT, NUMBER + "x"));
            send(context, route, AmiGsmOperation.ORIGINATE, null, Map.of(AmiGsmConstants.DIAL, NUMBER));
            for (AmiGsmOperation operation : AmiGsmOperation.values()) {
                if (operation != AmiGsmOperation.SEND_SMS && operation != AmiGsmOperation.SEND_USSD) {
                    send(context, route, operation, TEXT, Map.of());
                }
            }
            send(context, route, AmiGsmOperation.COMMAND, "database put " + NUMBER + " x " + TEXT + "\n", Map.of());
            send(context, route, AmiGsmOperation.ACTION, Map.of("Channel", NUMBER + "\n"), Map.of());
            send(context, route, AmiGsmOperation.ACTION, Map.of("Channel", List.of(Map.of(NUMBER, TEXT))), Map.of());
            send(context, route, AmiGsmOperation.ACTION, TEXT, Map.of());
        }
        gateway.receiveSms(span, SENDER, TEXT);
        gateway.receiveSms(span, "Geheim 4711-0815", TEXT.repeat(40));
    }

    private void send(
            DefaultCamelContext context,
            String route,
            AmiGsmOperation operation,
            Object body,
            Map<String, Object> otherHeaders) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(AmiGsmConstants.OPERATION, operation);
        headers.put(AmiGsmConstants.TO, NUMBER);
        headers.put(AmiGsmConstants.DIAL, "Local/" + NUMBER + "@default");
        headers.put(AmiGsmConstants.CHANNEL, "Local/" + NUMBER + "@default-1;1");
        headers.put(AmiGsmConstants.EXTRA_CHANNEL, "Local/" + SENDER + "@default-1;1");
        headers.put(AmiGsmConstants.CONTEXT, "default");
        headers.put(AmiGsmConstants.EXTEN, NUMBER);
        headers.put(AmiGsmConstants.DIGIT, "5");
        headers.put(AmiGsmConstants.ACTION, "DBGet");
        headers.put(AmiGsmConstants.VARIABLES, Map.of("PIN", TEXT));
        headers.putAll(otherHeaders);
        Exchange exchange = context.createProducerTemplate().request(route, asked -> {
            asked.getMessage().setHeaders(headers);
            asked.getMessage().setBody(body);
        });
        seen.add(String.valueOf(exchange.getMessage().getHeader(AmiGsmConstants.DETAIL)));
        seen.add(String.valueOf(exchange.getMessage().getHeader(AmiGsmConstants.REPLY)));
        if (exchange.getException() != null) {
            seen.add(operation + " " + trace(exchange.getException()));
        }
    }

    private void contradiction(DefaultCamelContext context, String address, String common) {
        for (String options :
                List.of("&secret=" + WRONG_SECRET, "&secret=RAW(" + SECRET + ")&keepAlive=77", "&secret=")) {
            try {
                context.getEndpoint("ami-gsm:" + address + common + options + "&x")
                        .createProducer()
                        .start();
            } catch (Exception e) {
                seen.add(trace(e));
            }
            try {
                context.getEndpoint("ami-gsm:" + address + common + options)
                        .createProducer()
                        .start();
            } catch (Exception e) {
                seen.add(trace(e));
            }
        }
    }

    private void wrongLogin(DefaultCamelContext context, GatewaySimulator gateway, String common) throws Exception {
        String uri = "ami-gsm:localhost:" + gateway.port() + common.replace("username=camel", "username=other")
                + "&secret=" + WRONG_SECRET;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:never");
                from("direct:refused").to(uri);
            }
        });
        AmiGsmEndpoint endpoint = context.getEndpoint(uri, AmiGsmEndpoint.class);
        await().until(() -> endpoint.getGatewayReason().contains("Authentication failed"));
        send(context, "direct:refused", AmiGsmOperation.SEND_SMS, TEXT, Map.of());
    }

    private void look(DefaultCamelContext context) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            seen.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable() && "java.lang.String".equals(attribute.getType())) {
                    seen.add(attribute.getName() + "=" + server.getAttribute(name, attribute.getName()));
                }
            }
        }
        HealthCheckHelper.invoke(context, "full")
                .forEach(result -> seen.add(result.getMessage() + " " + result.getDetails() + " "
                        + result.getError().map(NoSecretAndNoNumberLeavesTest::trace)));
        DevConsole console = context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("ami-gsm");
        seen.add(console.call(DevConsole.MediaType.TEXT).toString());
        seen.add(console.call(DevConsole.MediaType.JSON).toString());
        context.getEndpoints().forEach(endpoint -> seen.add(endpoint.toString()));
        context.getRoutes().forEach(route -> seen.add(route + " " + route.getEndpoint()));
    }

    private static void enableHealthChecks(DefaultCamelContext context, String id) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        HealthCheckRepository repository = (HealthCheckRepository) registry.resolveById(id);
        repository.setEnabled(true);
        registry.register(repository);
    }

    private GatewayConfig config(GatewaySimulator gateway, Kind kind) {
        GatewayConfig config = GatewayConfig.builder("localhost")
                .name("bean")
                .port(gateway.port())
                .username("camel")
                .secret(SECRET)
                .dialect(kind.dialect)
                .pacing(Duration.ZERO)
                .sendTimeout(Duration.ofSeconds(2))
                .build();
        seen.add(config.toString());
        return config;
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    static Stream<Class<?>> records() {
        List<Class<?>> records = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // The tests of the layers below come in a jar, too.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.camelami.ami", "io.camelami.gsm", "io.camelami.component")) {
            if (type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                records.add(type.reflect());
            }
        }
        return records.stream().filter(Filled::concerns);
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_a_record_shows_of_itself_has_nothing_private(Class<?> type) throws Exception {
        assertThat(Filled.of(type).toString()).doesNotContain(Filled.PRIVATE);
    }
}
