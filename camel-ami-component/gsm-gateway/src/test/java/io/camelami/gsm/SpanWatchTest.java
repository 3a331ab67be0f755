package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.GsmGateway.Subscription;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.event.SpanChange.What;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SpanState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What gateways tell of their spans, and who hears it when. */
class SpanWatchTest {
    private static final Duration NEVER = Duration.ZERO;

    private final List<SpanChange> changes = new CopyOnWriteArrayList<>();
    private GatewaySimulator simulator;
    private TestGateway test;

    private GsmGateway gateway(Personality personality, String dialect, Duration check) {
        simulator = GatewaySimulator.builder(personality).spans(2).start();
        test = new TestGateway(
                simulator, dialect, b -> b.spanRules(SpanRules.standard().withCheck(check)));
        return test.up().gateway();
    }

    private GsmGateway dongles(Personality personality) {
        return gateway(personality, personality == Personality.QUECTEL ? "chan-quectel" : "chan-dongle", NEVER);
    }

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
        }
        simulator.close();
    }

    private SpanChange change(int number) {
        await().until(() -> changes.size() >= number);
        return changes.get(number - 1);
    }

    private long asked(String what) {
        return simulator.commands().stream().filter(what::equals).count()
                + simulator.actions().stream()
                        .filter(a -> a.name().equals(what))
                        .count();
    }

    // --- asking ---

    @ParameterizedTest
    @CsvSource({"OPENVOX, openvox", "YEASTAR_TG, yeastar-tg"})
    void the_spans_are_told_with_all_their_details(Personality personality, String dialect) {
        List<Span> spans = gateway(personality, dialect, NEVER).spans().join();

        assertThat(spans).extracting(Span::number).containsExactly(1, 2);
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.up()).isTrue();
            assertThat(span.registered()).isTrue();
            assertThat(span.signal()).isEqualTo(25);
            assertThat(span.operator()).isEqualTo("Simulated Network");
            assertThat(span.imsi()).startsWith("00101");
            assertThat(span.imei()).startsWith("35").hasSize(15);
            assertThat(span.busy()).isFalse();
            assertThat(span.device()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void devices_are_told_with_all_their_details_from_one_list(Personality personality) {
        GsmGateway gateway = dongles(personality);
        simulator.plugIn(2, false);

        List<Span> spans = gateway.spans().join();

        String word = personality == Personality.QUECTEL ? "quectel" : "dongle";
        assertThat(spans.get(0))
                .isEqualTo(new Span(
                        1,
                        true,
                        true,
                        22,
                        "Vodafone.de",
                        "262021234567890",
                        "353451042345670",
                        false,
                        word + "0",
                        word + "0: Free, Registered, home network"));
        assertThat(spans.get(1).up()).isFalse();
        assertThat(spans.get(1).registered()).isNull();
        assertThat(spans.get(1).signal()).isNull();
        assertThat(spans.get(1).operator()).isNull();
        assertThat(spans.get(1).busy()).isNull();
        assertThat(spans.get(1).device()).isEqualTo(word + "1");
        assertThat(spans.get(1).state()).startsWith(word + "1: Not connected, Unknown");
        assertThat(spans.get(1).imsi()).isNull();
        assertThat(spans.get(1).imei()).isNull();
    }

    @Test
    void a_server_that_does_not_know_the_listing_gives_an_error_and_no_empty_list() {
        GsmGateway gateway = gateway(Personality.ASTERISK_1_8, "openvox", NEVER);

        assertThatThrownBy(() -> gateway.spans().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No such command 'gsm show spans'");
    }

    @Test
    void a_server_without_the_driver_gives_an_error_and_no_empty_list() {
        GsmGateway gateway = gateway(Personality.ASTERISK, "chan-dongle", NEVER);

        assertThatThrownBy(() -> gateway.spans().join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DongleShowDevices");
    }

    @Test
    void a_login_costs_one_short_question_as_long_as_nobody_wants_details() {
        gateway(Personality.OPENVOX, "openvox", Duration.ofMillis(50));
        test.send(SmsRequest.of("+8613632919026", "x").withSpan(1));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        assertThat(asked("gsm show spans")).isEqualTo(1);
        assertThat(asked("gsm show span 1")).isZero();
    }

    // --- watching ---

    @Test
    void a_watcher_hears_what_each_span_is_like_and_then_what_changes() {
        GsmGateway gateway = gateway(Personality.OPENVOX, "openvox", Duration.ofMillis(50));
        gateway.watchSpans(changes::add);
        change(2);
        assertThat(changes).extracting(c -> c.span().number()).containsExactly(1, 2);
        assertThat(changes).allSatisfy(c -> {
            assertThat(c.changed()).containsExactly(What.FOUND);
            assertThat(c.gateway()).isEqualTo("gw");
            assertThat(c.epoch()).isEqualTo(1);
        });

        simulator.spanState(2, SpanState.down("Undetected SIM Card"));

        assertThat(change(3).changed()).contains(What.DOWN);
        assertThat(change(3).span().number()).isEqualTo(2);
        assertThat(change(3).span().state()).contains("Undetected SIM Card");
        simulator.spanState(2, SpanState.UP.withNetwork("Other Network"));
        assertThat(change(4).changed()).contains(What.UP, What.OPERATOR);
        simulator.spanState(2, SpanState.UP.withNetwork("Other Network").withSignal(3));
        assertThat(change(5).changed()).containsExactly(What.SIGNAL);
        assertThat(change(5).span().signalDbm()).isEqualTo(-107);
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertThat(changes).hasSize(5);
    }

    @Test
    void nobody_hears_span_changes_who_did_not_ask_for_them() {
        GsmGateway gateway = gateway(Personality.OPENVOX, "openvox", Duration.ofMillis(50));
        gateway.watchSpans(changes::add);
        change(2);

        assertThat(test.events(SpanChange.class)).isEmpty();
    }

    @Test
    void the_gateway_is_left_alone_when_the_last_watcher_has_gone() {
        GsmGateway gateway = gateway(Personality.OPENVOX, "openvox", Duration.ofMillis(20));
        Subscription watch = gateway.watchSpans(changes::add);
        await().until(() -> asked("gsm show spans") > 4);
        watch.close();
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);

        long before = asked("gsm show spans");
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);

        assertThat(asked("gsm show spans")).isEqualTo(before);
    }

    @Test
    void each_watcher_hears_everything_whenever_it_comes() {
        GsmGateway gateway = gateway(Personality.YEASTAR_TG, "yeastar-tg", Duration.ofMillis(50));
        gateway.watchSpans(changes::add);
        change(2);
        List<SpanChange> late = new CopyOnWriteArrayList<>();
        gateway.watchSpans(late::add);

        await().until(() -> late.size() == 2);
        assertThat(late).allMatch(c -> c.changed().equals(java.util.Set.of(What.FOUND)));
        simulator.spanState(3, SpanState.down("No Signal"));
        await().until(() -> late.size() >= 3 && changes.size() >= 3);
        assertThat(late.get(2).span().number()).isEqualTo(2);
    }

    @Test
    void what_changed_during_an_outage_is_told_after_it_and_nothing_else() {
        GsmGateway gateway = gateway(Personality.OPENVOX, "openvox", NEVER);
        gateway.watchSpans(changes::add);
        change(2);
        simulator.spanState(1, SpanState.down("No Signal"));
        simulator.dropConnections();

        assertThat(change(3).changed()).contains(What.DOWN);
        assertThat(change(3).epoch()).isEqualTo(2);
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertThat(changes).hasSize(3);
    }

    @Test
    void a_watcher_that_blocks_holds_up_neither_messages_nor_sends() throws InterruptedException {
        GsmGateway gateway = gateway(Personality.OPENVOX, "openvox", Duration.ofMillis(20));
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        gateway.watchSpans(change -> {
            stuck.countDown();
            try {
                go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(test.send(SmsRequest.of("+8613632919026", "x")).outcome()).isEqualTo(Outcome.SENT);
        simulator.receiveSms(1, "+49151", "hello");
        assertThat(test.told(InboundSms.class, 1)).hasSize(1);
        go.countDown();
    }

    @Test
    void a_gateway_without_spans_cannot_be_watched() {
        GsmGateway gateway = gateway(Personality.ASTERISK, "asterisk", NEVER);

        assertThatThrownBy(() -> gateway.watchSpans(changes::add))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("asterisk");
    }

    // --- chan_dongle tells by itself ---

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_modem_pulled_out_and_put_back_is_told_at_once(Personality personality) {
        dongles(personality).watchSpans(changes::add);
        change(2);

        simulator.plugIn(1, false);
        assertThat(change(3).changed()).contains(What.DOWN);
        assertThat(change(3).span().state()).contains("Not connected");

        simulator.plugIn(1, true);
        await().until(() -> changes.get(changes.size() - 1).changed().contains(What.UP));
        assertThat(changes)
                .allMatch(c -> c.changed().contains(What.FOUND) || c.span().number() == 1);
    }

    @Test
    void why_the_port_cannot_be_opened_is_told_with_the_span() {
        dongles(Personality.DONGLE_WDOEKES).watchSpans(changes::add);
        change(2);

        simulator.plugIn(1, false);

        await().untilAsserted(
                        () -> assertThat(changes.get(changes.size() - 1).span().state())
                                .contains("/dev/ttyUSB002: Open Failed (error 2)"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_modem_that_the_network_drops_is_told_at_once(Personality personality) {
        dongles(personality).watchSpans(changes::add);
        change(2);

        simulator.spanState(2, new SpanState("Up", false, "Simulated Network", 20));

        assertThat(change(3).changed()).containsExactlyInAnyOrder(What.DOWN, What.REGISTRATION);
        assertThat(change(3).span().registered()).isFalse();
        simulator.spanState(2, SpanState.UP);
        assertThat(change(4).changed()).containsExactlyInAnyOrder(What.UP, What.REGISTRATION);
    }

    // --- a server whose modules are reloaded tells that, and stays ---

    /** As Asterisk 22 and 16 say it to {@code module reload}, {@code core reload} and {@code module unload} and {@code load}. */
    @ParameterizedTest
    @CsvSource({
        "OPENVOX, openvox, Reload, All, 0",
        "YEASTAR_TG, yeastar-tg, Reload, manager, 0",
        "DONGLE_WDOEKES, chan-dongle, Reload, chan_dongle.so, 0",
        "DONGLE_BG111, chan-dongle, Unload, chan_dongle.so, Success",
        "QUECTEL, chan-quectel, Load, chan_quectel.so, Success"
    })
    void after_a_reload_the_spans_are_read_again_over_the_same_link(
            Personality personality, String dialect, String event, String module, String status) {
        gateway(personality, dialect, NEVER);
        await().until(() -> test.gateway().status().spans().size() == 2);
        long before = listings();

        simulator.emit("Event: " + event + "\r\nPrivilege: system,all\r\nModule: " + module + "\r\nStatus: " + status
                + "\r\n\r\n");

        await().until(() -> listings() > before);
        assertThat(test.gateway().status().up()).isTrue();
        assertThat(test.gateway().status().epoch()).isEqualTo(1);
        assertThat(simulator.logins()).isEqualTo(1);
    }

    @Test
    void what_a_reload_changed_is_told_to_who_watches_and_used_for_what_is_sent() {
        gateway(Personality.OPENVOX, "openvox", NEVER).watchSpans(changes::add);
        change(2);
        simulator.spanState(1, SpanState.down("Undetected SIM Card"));

        simulator.emit("Event: Reload\r\nPrivilege: system,all\r\nModule: All\r\nStatus: 0\r\n\r\n");

        assertThat(change(3).changed()).contains(What.DOWN);
        for (int i = 0; i < 3; i++) {
            assertThat(test.send(SmsRequest.of("+8613632919026", "x")).span()).isEqualTo(2);
        }
    }

    @Test
    void a_flood_of_reloads_asks_one_question_at_a_time() {
        gateway(Personality.YEASTAR_TG, "yeastar-tg", NEVER);
        await().until(() -> test.gateway().status().spans().size() == 2);
        simulator.emit("Event: Reload\r\nPrivilege: system,all\r\nModule: All\r\nStatus: 0\r\n\r\n".repeat(5_000));
        simulator.receiveSms(2, "+49151", "after it");

        test.told(InboundSms.class, 1);
        await().until(() -> listings() > 1);
        assertThat(listings()).isLessThan(500);
    }

    private long listings() {
        return asked("gsm show spans")
                + simulator.actions().stream()
                        .filter(action -> action.name().endsWith("ShowDevices"))
                        .count();
    }
}
