package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes as files, options as properties, as people run Camel with little Java or none. */
class DslTest {

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("camel").secret("s3c&r=t"));

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer.yaml", "answer.xml"})
    void a_route_in_a_file_answers_an_sms(String file) throws Exception {
        GatewaySimulator gateway = simulator.gateway();
        main.configure().withRoutesIncludePattern("classpath:routes/" + file);
        main.addProperty("gateway", gateway.host() + ":" + gateway.port());
        main.addProperty("camel.component.ami-gsm.username", "camel");
        main.addProperty("camel.component.ami-gsm.secret", "s3c&r=t");
        main.addProperty("camel.component.ami-gsm.connect-timeout", "7s");
        main.addProperty("camel.component.ami-gsm.dialect-options[sync]", "true");
        main.start();
        CamelContext context = main.getCamelContext();
        AmiGsmComponent component = context.getComponent("ami-gsm", AmiGsmComponent.class);
        assertThat(component.getConfiguration().getConnectTimeout()).isEqualTo(7_000);
        await().until(() -> component.gateways().all().stream()
                .anyMatch(shared -> shared.status().up()));
        gateway.receiveSms(2, "+380501234567", "hello");
        await().untilAsserted(() -> assertThat(gateway.sentSms())
                .extracting(SentSms::span, SentSms::to, SentSms::text)
                .containsExactly(tuple(2, "+380501234567", "we have: hello")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm.yaml", "alarm.xml"})
    void a_route_in_a_file_sends_one_part_that_is_shown_at_once(String file) throws Exception {
        GatewaySimulator gateway = simulator.gateway();
        main.configure().withRoutesIncludePattern("classpath:routes/" + file);
        main.addProperty("gateway", gateway.host() + ":" + gateway.port());
        main.addProperty("camel.component.ami-gsm.username", "camel");
        main.addProperty("camel.component.ami-gsm.secret", "s3c&r=t");
        main.start();
        MockEndpoint cut = main.getCamelContext().getEndpoint("mock:cut", MockEndpoint.class);
        main.getCamelTemplate().sendBody("direct:alarm", "„Brama” zamknięta");
        main.getCamelTemplate().sendBody("direct:alarm", "żółw ".repeat(40));
        await().untilAsserted(() -> assertThat(gateway.sentSms())
                .extracting(SentSms::text, SentSms::flash, SentSms::validity)
                .containsExactlyInAnyOrder(
                        tuple("\"Brama\" zamknieta", true, Duration.ofMinutes(30)),
                        tuple("zolw ".repeat(32), true, Duration.ofMinutes(30))));
        assertThat(cut.getReceivedCounter()).isEqualTo(1);
    }
}
