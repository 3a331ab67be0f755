package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayLifecycleTest {
    private static final String TO = "+8613632919026";
    private static final String TEXT = "the private text";

    @Test
    void nothing_is_left_after_close() {
        try (GatewaySimulator simulator =
                GatewaySimulator.builder(Personality.OPENVOX).start()) {
            for (int i = 0; i < 5; i++) {
                try (TestGateway test = new TestGateway(simulator, "openvox", b -> b.name("leaktest"))) {
                    test.up();
                    test.send(SmsRequest.of(TO, TEXT));
                }
            }
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("ami-gsm/")));
            await().until(() -> simulator.connections() == 0);
        }
    }

    @Test
    void a_gateway_that_is_away_at_start_is_heard_as_soon_as_it_is_there() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test = new TestGateway(simulator, "openvox", b -> b)) {
            simulator.stop();
            test.start();
            await().until(() -> !test.gateway().status().up()
                    && !test.gateway().status().reason().isBlank());

            simulator.restart();
            test.told(LinkUp.class, 1);
            simulator.receiveSms(1, "+49151", "here");

            assertThat(test.told(InboundSms.class, 1).get(0).text()).isEqualTo("here");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"BEFORE_BANNER", "IN_BANNER", "BEFORE_REPLY"})
    void a_gateway_that_falls_silent_before_the_login_is_given_up_after_the_connect_timeout(FaultPoint point) {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test =
                        new TestGateway(simulator, "openvox", b -> b.connectTimeout(Duration.ofMillis(300)))) {
            simulator.fault(point, Fault.HALF_OPEN);
            test.start();

            LinkDown down = test.told(LinkDown.class, 1).get(0);
            assertThat(down.reason()).contains("within 300 ms").contains("connectTimeout");
            test.told(LinkUp.class, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(SendBehaviour.class)
    void no_result_holds_the_number_or_the_text(SendBehaviour behaviour) {
        for (Personality personality : List.of(Personality.OPENVOX, Personality.YEASTAR_TG)) {
            String dialect = personality == Personality.OPENVOX ? "openvox" : "yeastar-tg";
            try (GatewaySimulator simulator =
                            GatewaySimulator.builder(personality).start();
                    TestGateway test =
                            new TestGateway(simulator, dialect, b -> b.sendTimeout(Duration.ofMillis(1500))).up()) {
                int wireSpan = personality == Personality.OPENVOX ? 1 : 2;
                simulator.nextSend(wireSpan, behaviour);
                SmsRequest request = SmsRequest.of(TO, TEXT).withSpan(1);

                SmsResult result = test.send(request);

                for (String shown : shown(result, request)) {
                    assertThat(shown).doesNotContain("13632919026").doesNotContain("private");
                }
            }
        }
    }

    private static List<String> shown(SmsResult result, SmsRequest request) {
        return Stream.of(result.toString(), "" + result.reply(), result.detail(), request.toString())
                .toList();
    }

    @Test
    void a_listener_that_fails_keeps_nothing_from_the_others() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test = new TestGateway(simulator, "openvox", b -> b)) {
            List<Object> heard = new ArrayList<>();
            GsmGateway.Subscription failing = test.gateway().subscribe(event -> {
                throw new IllegalStateException("a listener of a test");
            });
            GsmGateway.Subscription leaving = test.gateway().subscribe(heard::add);
            test.up();
            leaving.close();
            int before = heard.size();
            simulator.receiveSms(1, "+49151", "still heard");

            assertThat(test.told(InboundSms.class, 1)).hasSize(1);
            assertThat(heard).hasSize(before);
            failing.close();
        }
    }

    @Test
    void plain_asterisk_refuses_an_sms_before_the_wire_and_says_what_would_do() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.ASTERISK).start();
                TestGateway test = new TestGateway(simulator, "asterisk", b -> b).up()) {
            int actions = simulator.actions().size();

            SmsResult result = test.send(SmsRequest.of(TO, TEXT));

            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail()).contains("openvox").contains("yeastar-tg");
            assertThat(simulator.actions()).hasSize(actions);
            assertThat(test.gateway().capabilities().operations()).doesNotContain(Capabilities.Operation.SEND_SMS);
        }
    }

    @Test
    void a_command_with_a_line_end_is_refused_and_an_ordinary_one_is_run() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test = new TestGateway(simulator, "openvox", b -> b).up()) {
            assertThat(test.gateway().command("gsm show spans").join().output()).hasSize(4);
            Assertions.assertThatThrownBy(
                            () -> test.gateway().command("x\r\nAction: Logoff").join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }
}
