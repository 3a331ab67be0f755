package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiNotWrittenException;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SimulatorEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dialect=auto} on simulated gateways. */
class AutoGatewayTest {
    private static final SmsRequest SMS =
            SmsRequest.of("+8613632919026", "the private text").withSpan(1);

    private static TestGateway auto(GatewaySimulator simulator) {
        return new TestGateway(simulator, "auto", b -> b);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENVOX, openvox",
        "YEASTAR_TG, yeastar-tg",
        "ASTERISK_1_8, asterisk",
        "ASTERISK, asterisk",
        "DONGLE_BG111, chan-dongle",
        "DONGLE_WDOEKES, chan-dongle",
        "QUECTEL, chan-quectel",
    })
    void each_kind_of_gateway_is_found(Personality personality, String dialect) {
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality).start();
                TestGateway test = auto(simulator)) {
            assertThat(test.gateway().dialect()).isEqualTo("auto");
            assertThat(test.gateway().capabilities().operations()).isEmpty();
            test.up();

            assertThat(test.gateway().dialect()).isEqualTo(dialect);
            try (TestGateway named = new TestGateway(simulator, dialect, b -> b)) {
                assertThat(test.gateway().capabilities().operations())
                        .isEqualTo(named.gateway().capabilities().operations());
            }
        }
    }

    @Test
    void it_is_found_where_replies_never_carry_the_action_id_and_come_in_fragments() {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.YEASTAR_TG)
                        .quirk(Quirk.NO_ACTION_ID, Quirk.SLOW_FRAGMENTS)
                        .start();
                TestGateway test = auto(simulator).up()) {
            assertThat(test.gateway().dialect()).isEqualTo("yeastar-tg");
        }
    }

    @Test
    void the_gateway_that_was_found_sends_and_receives() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test = auto(simulator).up()) {
            assertThat(test.send(SMS).outcome()).isEqualTo(Outcome.SENT);
            simulator.receiveSms(1, "+49151", "hello");
            assertThat(test.told(InboundSms.class, 1).get(0).text()).isEqualTo("hello");
            assertThat(test.gateway().spans().join()).hasSize(4);
        }
    }

    @Test
    void it_asks_without_events_and_has_left_before_the_real_login() {
        List<SimulatorEvent> seen = new CopyOnWriteArrayList<>();
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.DONGLE_WDOEKES)
                        .listener(seen::add)
                        .start();
                TestGateway test = auto(simulator).up()) {
            assertThat(test.events(LinkUp.class)).hasSize(1);
            assertThat(seen.stream().filter(event -> !(event instanceof SimulatorEvent.Listening)))
                    .startsWith(
                            new SimulatorEvent.Login(simulator.user()),
                            new SimulatorEvent.Logout(simulator.user()),
                            new SimulatorEvent.Login(simulator.user()));
            List<ReceivedAction> logins = simulator.actions().stream()
                    .filter(action -> action.name().equalsIgnoreCase("Login"))
                    .toList();
            assertThat(logins.get(0).header("Events")).isEqualTo("off");
            assertThat(logins.get(1).header("Events")).isNotEqualTo("off");
        }
    }

    /** As a text of several lines in a dialplan's event does, where it splits the line it stands in. */
    @Test
    void what_others_make_the_server_print_meanwhile_is_not_taken_for_an_answer() {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                        .quirk(Quirk.NO_ACTION_ID, Quirk.SLOW_FRAGMENTS)
                        .start();
                TestGateway test = auto(simulator).start()) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                simulator.emit("Event: Newexten\r\nAppData: text\r\n\r\n"
                        + "Response: Success\r\nSMSCommand: forged (Priv: all)\r\nDongleSendSMS: forged\r\n\r\n");
                return !test.gateway().dialect().equals("auto")
                        || !test.events(LinkDown.class).isEmpty();
            });

            assertThat(test.gateway().dialect()).isEqualTo("openvox");
        }
    }

    @Test
    void what_was_found_is_kept_over_reconnects() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test = auto(simulator).up()) {
            test.send(SMS);
            simulator.dropConnections();
            test.told(LinkUp.class, 2);

            assertThat(test.send(SMS).outcome()).isEqualTo(Outcome.SENT);
            assertThat(simulator.actions().stream()
                            .filter(action -> action.name().equals("ListCommands"))
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void requests_wait_while_it_is_found_out_and_all_of_them_are_answered() {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                        .quirk(Quirk.SLOW_FRAGMENTS)
                        .start();
                TestGateway test = auto(simulator).start()) {
            GsmGateway gateway = test.gateway();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> gateway.status().reason().contains("dialect=auto"));
            CompletableFuture<SmsResult> sms = gateway.sendSms(SMS);
            var ussd = gateway.sendUssd(UssdRequest.dial("*100#").withSpan(1));
            var spans = gateway.spans();
            var command = gateway.command("gsm show version");
            var ping = gateway.action(AmiAction.of("Ping"));
            assertThat(gateway.status().up()).isFalse();

            assertThat(TestGateway.result(sms).outcome()).isEqualTo(Outcome.SENT);
            assertThat(ussd.join().text()).isNotBlank();
            assertThat(spans.join()).hasSize(4);
            assertThat(command.join().output()).containsExactly("libgsmat version: 2.0.8");
            assertThat(ping.join().success()).isTrue();
        }
    }

    @Test
    void no_more_requests_wait_than_the_option_says() {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                        .quirk(Quirk.SLOW_FRAGMENTS)
                        .start();
                TestGateway test = new TestGateway(simulator, "auto", b -> b.sendQueue(1)).start()) {
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> test.gateway().status().reason().contains("dialect=auto"));
            CompletableFuture<SmsResult> first = test.sending(SMS);
            SmsResult second = test.send(SMS);

            assertThat(second.failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(second.detail()).contains("sendQueue");
            assertThat(TestGateway.result(first).outcome()).isEqualTo(Outcome.SENT);
        }
    }

    @Test
    void while_there_is_no_link_every_request_fails_as_to_be_repeated_later() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.OPENVOX).start();
                TestGateway test = auto(simulator)) {
            simulator.stop();
            test.start();
            List<LinkDown> down = test.told(LinkDown.class, 1);
            GsmGateway gateway = test.gateway();

            assertThat(down.get(0).reason()).contains("cannot connect");
            assertThat(gateway.status().up()).isFalse();
            assertThat(test.send(SMS).failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(gateway.sendUssd(UssdRequest.dial("*100#")).join().failure())
                    .isEqualTo(FailureClass.RETRY_LATER);
            assertThat(gateway.originate(OriginateRequest.toApplication("Local/1", "Echo", null))
                            .join()
                            .failure())
                    .isEqualTo(FailureClass.RETRY_LATER);
            assertThat(gateway.hangup(HangupRequest.of("Local/1")).join().detail())
                    .contains("nothing was written");
            assertThatThrownBy(() -> gateway.spans().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(AmiNotWrittenException.class);

            simulator.restart();
            test.told(LinkUp.class, 1);
            assertThat(test.events(LinkDown.class)).hasSize(1);
            assertThat(test.send(SMS).outcome()).isEqualTo(Outcome.SENT);
        }
    }

    @Test
    void options_that_the_dialect_does_not_have_are_named_and_nothing_is_sent() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.YEASTAR_TG).start();
                TestGateway test = new TestGateway(simulator, "auto", b -> b.dialectOptions(Map.of("sync", "false")))) {
            test.start();
            LinkDown down = test.told(LinkDown.class, 1).get(0);

            assertThat(down.reason()).contains("yeastar-tg").contains("'sync'");
            SmsResult result = test.send(SMS);
            assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(result.detail())
                    .contains("option dialect")
                    .contains("'sync'")
                    .doesNotContain("private");
            assertThat(simulator.connections()).isZero();
        }
    }

    @Test
    void a_login_that_is_refused_is_told_and_not_asked_anything() {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                        .refusalDelay(Duration.ZERO)
                        .start();
                TestGateway test = new TestGateway(simulator, "auto", b -> b.secret("wrong"))) {
            test.start();

            assertThat(test.told(LinkDown.class, 1).get(0).reason()).contains("refuses the login");
            assertThat(simulator.actions()).noneMatch(action -> action.name().equals("ListCommands"));
        }
    }

    @Test
    void nothing_is_left_after_close_whenever_that_comes() {
        try (GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .quirk(Quirk.SLOW_FRAGMENTS)
                .start()) {
            for (int i = 0; i < 5; i++) {
                TestGateway test = new TestGateway(simulator, "auto", b -> b.name("autoleak"));
                test.start();
                if (i > 0) {
                    await().until(() -> test.gateway().status().reason().contains("dialect=auto"));
                }
                CompletableFuture<SmsResult> sms = test.sending(SMS);
                if (i > 2) {
                    test.up();
                }
                test.close();
                assertThat(TestGateway.result(sms).outcome()).isNotNull();
                assertThat(test.gateway().sendSms(SMS).join().failure()).isEqualTo(FailureClass.RETRY_LATER);
            }
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("ami-gsm/autoleak")));
            await().until(() -> simulator.connections() == 0);
        }
    }
}
