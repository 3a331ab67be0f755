package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiCredentials;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiLinkConfig;
import io.camelami.ami.AmiLinkListener;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkStatus;
import io.camelami.ami.SystemRuntime;
import io.camelami.ami.TcpConnector;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action that the manuals name, sent by a route to a real server, is answered; and the link stays what it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnyActionContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the server of this class answered to each action. */
    final Map<String, String> answers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final List<AmiEvent> heard = new CopyOnWriteArrayList<>();
    private final Map<String, ActionsPage.Row> page = ActionsPage.rows();
    private DefaultCamelContext context;

    abstract RealAsterisk asterisk();

    /** 16, or 22 for that and what followed it: the columns of the page. */
    abstract int column();

    @BeforeAll
    void startRoutes() throws Exception {
        asterisk().start();
        context = new DefaultCamelContext();
        String pbx = "ami-gsm:" + asterisk().host() + ":" + asterisk().port() + "?username=admin&secret="
                + RealAsterisk.SECRET + "&dialect=asterisk";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:action").to(pbx + "&operation=ACTION&allowedActions=*");
                from("direct:originate").to(pbx + "&operation=ORIGINATE");
                from("direct:hangup").to(pbx + "&operation=HANGUP");
                from(pbx + "&events=raw")
                        .process(exchange -> heard.add(
                                exchange.getMessage().getBody(RawEvent.class).event()));
            }
        });
        context.start();
    }

    @AfterAll
    void stopRoutes() {
        context.stop();
        if (ActionsPage.WRITE) {
            ActionsPage.write(column(), answers);
        }
    }

    static Stream<NamedAction> actions() {
        return NamedAction.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void every_action_is_answered(NamedAction action) throws Exception {
        String told = told(action.refused() ? askOverALinkOfItsOwn(action) : askThroughTheRoute(action));

        answers.put(action.name(), told);
        assertThat(epoch()).as("the same login as ever").isEqualTo(1);
        if (!ActionsPage.WRITE) {
            assertThat(told)
                    .as("%s in %s; write it anew with -Dami.docs.write", action, ActionsPage.FILE)
                    .isEqualTo(page.get(action.name()).on(column()));
        }
    }

    @Test
    void the_server_is_one_of_those_that_the_column_is_about() {
        AmiResponse settings =
                send(Map.of("Action", "CoreSettings")).getMessage().getBody(AmiResponse.class);

        int major = Integer.parseInt(settings.get("AsteriskVersion").split("\\D")[0]);
        assertThat(major).isBetween(column(), column() == 16 ? 16 : Integer.MAX_VALUE);
    }

    @Test
    void no_route_can_log_off_the_link_or_change_what_others_hear() {
        for (NamedAction action :
                NamedAction.ALL.stream().filter(NamedAction::refused).toList()) {
            Exchange exchange = send(body(action, Map.of()));

            assertThat(exchange.getException(ActionFailedException.class).failure())
                    .isEqualTo(FailureClass.CONFIGURATION);
            assertThat(exchange.getException()).hasMessageContainingAll("nothing was written", "share");
        }
        assertHeard("StillHere");
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void an_originate_that_waits_for_an_answer_holds_up_neither_events_nor_actions() {
        CompletableFuture<Exchange> ringing = context.createProducerTemplate()
                .asyncSend("direct:action", exchange -> exchange.getMessage()
                        .setBody(Map.of(
                                "Action", "Originate",
                                "Channel", "Local/604@default",
                                "Timeout", "4000",
                                "Application", "Wait",
                                "Data", "1")));
        await().atMost(PATIENCE).until(() -> heard.stream()
                .anyMatch(
                        event -> event.is("Newchannel") && event.get("Channel").startsWith("Local/604@default")));

        assertHeard("MeanwhileRinging");
        assertThat(ringing).isNotDone();
        assertThat(ringing.join().getMessage().getHeader(AmiGsmConstants.REPLY)).isEqualTo("Originate failed");
        assertThat(epoch()).isEqualTo(1);
    }

    private void assertHeard(String userEvent) {
        assertThat(send(Map.of("Action", "UserEvent", "UserEvent", userEvent)).getException())
                .isNull();
        await().atMost(Duration.ofSeconds(2))
                .until(() -> heard.stream().anyMatch(event -> userEvent.equals(event.get("UserEvent"))));
    }

    // ------------------------------------------------------------------ asking

    private AmiResponse askThroughTheRoute(NamedAction action) {
        Map<String, String> channels = new HashMap<>();
        for (String placeholder : List.of(NamedAction.ONE, NamedAction.TWO)) {
            if (needs(action, placeholder)) {
                channels.put(placeholder, channel(action.application()));
            }
        }
        try {
            action.before().forEach(first -> send(body(first, channels)));
            Exchange exchange = send(body(action, channels));
            assertThat(exchange.getException() instanceof ActionOutcomeUnknownException)
                    .as("%s has no answer", action)
                    .isFalse();
            return exchange.getMessage().getBody(AmiResponse.class);
        } finally {
            if (!channels.isEmpty()) {
                context.createProducerTemplate().request("direct:hangup", exchange -> exchange.getMessage()
                        .setHeader(AmiGsmConstants.CHANNEL_PATTERN, "^Local/601@default-"));
            }
        }
    }

    /** What the server says to what the component does not let through. */
    private AmiResponse askOverALinkOfItsOwn(NamedAction action) {
        SystemRuntime runtime = AmiRuntime.system();
        AmiLinkConfig config = AmiLinkConfig.builder(
                        "own", asterisk().host(), asterisk().port(), AmiCredentials.of("admin", RealAsterisk.SECRET))
                .build();
        try (AmiLink link = new AmiLink(config, runtime, TcpConnector.plain(), new Deaf())) {
            link.start();
            await().atMost(PATIENCE).until(() -> link.status().up());
            AmiAction asked = AmiAction.of(action.name());
            for (Map.Entry<String, Object> header : action.headers().entrySet()) {
                asked = asked.with(header.getKey(), (String) header.getValue());
            }
            return link.send(asked, PATIENCE).join();
        } finally {
            runtime.close();
        }
    }

    private String channel(String application) {
        String[] parts = (application == null ? "Wait(60)" : application).split("[()]");
        Exchange exchange = context.createProducerTemplate().request("direct:originate", request -> request.getMessage()
                .setHeaders(new HashMap<>(Map.of(
                        AmiGsmConstants.DIAL, "Local/601@default/n",
                        AmiGsmConstants.APPLICATION, parts[0],
                        AmiGsmConstants.APPLICATION_DATA, parts[1]))));
        assertThat(exchange.getException()).isNull();
        String channel = exchange.getMessage().getHeader(AmiGsmConstants.CHANNEL, String.class);
        if (parts[0].equals("AGI")) {
            await().atMost(PATIENCE).until(() -> heard.stream()
                    .anyMatch(event -> event.is("AsyncAGIStart") && channel.equals(event.get("Channel"))));
        }
        return channel;
    }

    private static boolean needs(NamedAction action, String placeholder) {
        return action.headers().containsValue(placeholder)
                || action.before().stream().anyMatch(first -> needs(first, placeholder));
    }

    private static Map<String, Object> body(NamedAction action, Map<String, String> channels) {
        Map<String, Object> body = new HashMap<>(action.headers());
        body.replaceAll((name, value) -> channels.getOrDefault(value, (String) value));
        body.put("Action", action.name());
        return body;
    }

    private Exchange send(Map<String, ?> body) {
        return context.createProducerTemplate()
                .request("direct:action", exchange -> exchange.getMessage().setBody(body));
    }

    private long epoch() {
        return context.getComponent("ami-gsm", AmiGsmComponent.class)
                .gateways()
                .all()
                .get(0)
                .status()
                .epoch();
    }

    /** The answer in a few words that are the same each time. */
    private static String told(AmiResponse answer) {
        if (answer.message().startsWith("Invalid/unknown command")) {
            return "unknown";
        }
        if (!answer.success()) {
            return answer.status() + ": " + answer.message();
        }
        if (answer.status().isEmpty()) {
            return answer.lines().isEmpty() ? "an empty line" : "headers alone";
        }
        if (answer.events().isEmpty()) {
            return answer.status();
        }
        AmiEvent end = answer.events().get(answer.events().size() - 1);
        // The end of one of chan_skinny's lists is in one message with the last item.
        List<String> names = end.all("Event");
        assertThat(names.get(names.size() - 1)).endsWith("Complete");
        return "list up to `" + names.get(names.size() - 1) + "`";
    }

    private static final class Deaf implements AmiLinkListener {
        @Override
        public void linkUp(LinkStatus status) {
            // Nothing to do.
        }

        @Override
        public void linkDown(LinkStatus status) {
            // After Logoff.
        }

        @Override
        public void events(List<AmiEvent> batch, long epoch) {
            // Nobody asked.
        }
    }
}
