package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway of another make, through a route. */
class OwnDialectTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Exchange> answered = new CopyOnWriteArrayList<>();
    private ScriptedAmi server;

    @BeforeEach
    void listen() throws Exception {
        server = new ScriptedAmi(OwnDialectTest::answer);
    }

    @AfterEach
    void end() throws Exception {
        context.stop();
        server.close();
    }

    /** As chan_rgsm does, with line feeds alone within a response, and one line end too many after it. */
    private static String answer(Map<String, String> action) {
        return switch (action.get("Action")) {
            case "ListCommands" -> "Response: Success\r\nRGSMSendSMS: Send a SMS (Priv: call,all)\r\n";
            case "RGSMSendSMS" ->
                action.get("Device").equals("modem2")
                        ? "Response: Success\r\nMessage: [modem2] SMS sent to outbox\r\nID: 7\nTO: 1\nMSG: x\r\n\r\n"
                        : "Response: Error\r\nMessage: Device not found\r\n";
            default -> "Response: Error\r\nMessage: Invalid/unknown command\r\n";
        };
    }

    private void answers(String dialect) throws Exception {
        String gateway = "ami-gsm:" + server.address() + "?username=u&secret=s&dialect=" + dialect;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(gateway)
                        .setBody(constant("Thank you, we have your message."))
                        .to(gateway)
                        .process(answered::add);
                from("direct:out").to(gateway);
                from("direct:command").to(gateway + "&operation=COMMAND&allowedCommands=*");
            }
        });
        context.start();
        AmiGsmComponent component = context.getComponent("ami-gsm", AmiGsmComponent.class);
        await().until(() -> component.gateways().all().get(0).status().up());
        server.event("Event: RGSMNewSMS\r\nPrivilege: call,all\r\nDevice: modem2\r\nFrom: +49151\r\nLineCount: 2\r\n"
                + "MessageLine0: one\r\nMessageLine1: two\r\n\r\n");
        await().until(() -> answered.size() == 1);

        assertThat(answered.get(0).getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.FROM, "+49151")
                .containsEntry(AmiGsmConstants.SPAN, 2)
                .containsEntry(AmiGsmConstants.OUTCOME, Outcome.ACCEPTED);
        assertThat(server.actions.get(server.actions.size() - 1))
                .containsEntry("Action", "RGSMSendSMS")
                .containsEntry("Device", "modem2")
                .containsEntry("Number", "+49151")
                .containsEntry("Message", "Thank you, we have your message.");
    }

    @Test
    void a_dialect_that_the_service_loader_finds_receives_and_sends() throws Exception {
        answers("rgsm");
    }

    @Test
    void a_dialect_that_is_a_bean_of_the_registry_receives_and_sends() throws Exception {
        context.getRegistry().bind("anyName", new RgsmDialect("my-gateway"));
        answers("my-gateway");
    }

    @Test
    void a_dialect_of_ones_own_is_found_by_what_it_says_itself() throws Exception {
        answers("auto");
        assertThat(context.getEndpoints().stream()
                        .filter(AmiGsmEndpoint.class::isInstance)
                        .map(endpoint -> ((AmiGsmEndpoint) endpoint).getGatewayDialect()))
                .containsOnly("rgsm, found by dialect=auto");
    }

    @Test
    void what_it_cannot_do_is_refused_in_its_name_and_a_message_without_span_is_told_what_is_missing()
            throws Exception {
        answers("rgsm");
        int asked = server.actions.size();

        assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:command", "core show version"))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .hasMessageContaining("dialect rgsm cannot run CLI commands");
        Exchange sent = context.createProducerTemplate().request("direct:out", exchange -> {
            exchange.getMessage().setHeader(AmiGsmConstants.TO, "+49151");
            exchange.getMessage().setBody("hello");
        });
        assertThat(sent.getMessage().getHeader(AmiGsmConstants.FAILURE_CLASS)).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(sent.getMessage().getHeader(AmiGsmConstants.DETAIL, String.class))
                .contains("did not list its spans")
                .contains("option spans");
        assertThat(server.actions).hasSize(asked);
    }

    @Test
    void a_dialect_that_is_nowhere_is_refused_with_the_names_of_those_there_are() {
        context.getRegistry().bind("anyName", new RgsmDialect("my-gateway"));
        assertThatThrownBy(() -> answers("their-gateway"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'their-gateway'")
                .hasMessageContaining("my-gateway")
                .hasMessageContaining("rgsm")
                .hasMessageContaining("auto");
    }
}
