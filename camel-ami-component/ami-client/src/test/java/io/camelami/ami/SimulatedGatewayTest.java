package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.SimulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links to the gateways of the project's simulator. */
class SimulatedGatewayTest {

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    private static LinkFixture to(GatewaySimulator gateway) {
        return LinkFixture.to(gateway.port(), AmiCredentials.of(gateway.user(), gateway.secret()), config -> config);
    }

    @ParameterizedTest
    @EnumSource(Personality.class)
    void every_gateway_lets_us_in_and_answers(Personality personality) {
        try (GatewaySimulator gateway = GatewaySimulator.builder(personality).start();
                LinkFixture gw = to(gateway).up()) {
            assertThat(gw.answer(AmiAction.of("Ping")).success()).isTrue();
            assertThat(gw.link.status().banner()).startsWith("Asterisk Call Manager/");
        }
    }

    @ParameterizedTest
    @EnumSource(AmiCredentials.Method.class)
    void every_way_to_log_in_works(AmiCredentials.Method method) {
        try (GatewaySimulator gateway =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                LinkFixture gw = LinkFixture.to(
                                gateway.port(),
                                new AmiCredentials(gateway.user(), gateway.secret(), method),
                                config -> config)
                        .up()) {
            assertThat(gateway.logins()).isEqualTo(1);
            assertThat(gw.link.status().epoch()).isEqualTo(1);
        }
    }

    @Test
    void a_wrong_secret_is_refused() {
        try (GatewaySimulator gateway = GatewaySimulator.builder(Personality.OPENVOX)
                        .secret("right")
                        .start();
                LinkFixture gw = LinkFixture.to(gateway.port(), AmiCredentials.of("ami", "wrong"), config -> config)) {
            gw.link.start();
            gw.awaitState(LinkState.REFUSED);
            assertThat(gw.link.status().reason())
                    .contains("Authentication failed")
                    .doesNotContain("wrong");
        }
    }

    @Nested
    class Yeastar {

        @RegisterExtension
        final SimulatorExtension simulator = SimulatorExtension.of(
                GatewaySimulator.builder(Personality.YEASTAR_TG).quirk(Quirk.NO_ACTION_ID));

        @Test
        void replies_without_action_id_answer_commands_in_order() {
            try (LinkFixture gw = to(simulator.gateway()).up()) {
                List<CompletableFuture<AmiResponse>> answers = IntStream.of(2, 3, 4, 5)
                        .mapToObj(span -> gw.send(AmiAction.of("smscommand").with("command", "gsm show span " + span)))
                        .toList();
                for (int i = 0; i < answers.size(); i++) {
                    List<String> output = LinkFixture.answerOf(answers.get(i)).output();
                    assertThat(String.join("\n", output)).contains("IMEI: 35000000000000" + (i + 2));
                }
            }
        }

        @Test
        void a_received_sms_is_an_event_with_its_headers_in_order() {
            try (LinkFixture gw = to(simulator.gateway()).up()) {
                simulator.gateway().receiveSms(2, "+4915112345678", "hello world");
                await().atMost(LinkFixture.SOON).until(() -> !gw.listener.events.isEmpty());

                AmiEvent sms = gw.listener.events.get(0);
                assertThat(sms.headers())
                        .extracting(AmiHeader::name)
                        .containsExactly(
                                "Event",
                                "Privilege",
                                "ID",
                                "GsmSpan",
                                "Sender",
                                "Recvtime",
                                "Index",
                                "Total",
                                "Smsc",
                                "Content");
                assertThat(sms.get("Content")).isEqualTo("hello+world");
                assertThat(sms.extraLines()).containsExactly("--END SMS EVENT--");
            }
        }
    }

    @Nested
    class OpenVox {

        @RegisterExtension
        final SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX)
                .quirk(Quirk.SLOW_FRAGMENTS)
                .sendTime(Duration.ofMillis(100)));

        @Test
        void a_synchronous_send_answers_with_its_result_however_it_is_cut() {
            try (LinkFixture gw = to(simulator.gateway()).up()) {
                AmiResponse answer = gw.answer(
                        AmiAction.of("Command").with("Command", "gsm send sync sms 1 10086 \"hello\" 20 id1"));

                assertThat(String.join("\n", answer.output())).contains("SUCCESSFULLY");
                assertThat(simulator.gateway().sentSms()).hasSize(1);
            }
        }

        @Test
        void cut_connections_come_back_with_a_new_epoch_each() {
            try (LinkFixture gw = to(simulator.gateway()).up()) {
                for (int epoch = 2; epoch <= 4; epoch++) {
                    simulator.gateway().dropConnections();
                    String up = "up " + epoch;
                    await().atMost(LinkFixture.SOON).until(() -> gw.listener.story.contains(up));
                }
                assertThat(gw.listener.story.stream().filter(line -> line.matches("(up|down) \\d")))
                        .containsExactly("up 1", "down 1", "up 2", "down 2", "up 3", "down 3", "up 4");
            }
        }

        @Test
        void a_gateway_that_was_away_is_found_again() {
            try (LinkFixture gw = to(simulator.gateway()).up()) {
                simulator.gateway().stop();
                gw.awaitState(LinkState.DOWN);
                assertThat(LinkFixture.failureOf(gw.send(AmiAction.of("Ping"))))
                        .isInstanceOf(AmiNotWrittenException.class);
                simulator.gateway().restart();
                gw.awaitState(LinkState.UP);
                assertThat(gw.answer(AmiAction.of("Ping")).success()).isTrue();
            }
        }
    }
}
