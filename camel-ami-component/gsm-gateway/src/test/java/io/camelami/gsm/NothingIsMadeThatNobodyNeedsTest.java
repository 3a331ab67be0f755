package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.CallBehaviour;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NothingIsMadeThatNobodyNeedsTest {

    private static final CallBehaviour SHORT = CallBehaviour.answered(Duration.ZERO, Duration.ZERO);

    private final SystemRuntime runtime = AmiRuntime.system();
    private GatewaySimulator simulator =
            GatewaySimulator.builder(Personality.DONGLE_WDOEKES).start();
    private final List<GatewayEvent> told = new CopyOnWriteArrayList<>();
    private GsmGateway gateway;

    @AfterEach
    void end() {
        gateway.close();
        runtime.close();
        simulator.close();
    }

    @Test
    void without_a_listener_for_calls_their_events_are_passed_over_but_no_message_is() {
        open("chan-dongle");
        listen(InboundSms.class::equals);

        simulator.receiveCall(1, "+4915112345678", SHORT);
        simulator.receiveSms(1, "+4915112345678", "one");

        await().until(() -> !told(InboundSms.class).isEmpty());
        assertThat(((AmiGsmGateway) gateway).counters().filtered()).isPositive();
        assertThat(told(Call.class)).isEmpty();
        assertThat(told(RawEvent.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan-dongle", "auto"})
    void who_listens_for_raw_events_hears_all_of_them_from_then_on(String dialect) {
        open(dialect);
        simulator.receiveCall(1, "+4915112345678", SHORT);

        listen(RawEvent.class::equals);
        simulator.receiveCall(1, "+4915187654321", SHORT);

        await().until(() -> raw("Hangup"));
        assertThat(raw("Newchannel")).isTrue();
    }

    @Test
    void after_the_last_listener_for_raw_events_has_left_they_are_passed_over_again() {
        open("chan-dongle");
        listen(RawEvent.class::equals).close();

        simulator.receiveCall(1, "+4915112345678", SHORT);

        await().until(() -> ((AmiGsmGateway) gateway).counters().filtered() > 0);
    }

    /** Its beginning was passed over, and its end must not be. */
    @ParameterizedTest
    @ValueSource(strings = {"chan-dongle", "auto"})
    void who_begins_to_listen_for_calls_is_told_of_one_that_goes_on_when_it_ends(String dialect) {
        open(dialect);
        listen(RawEvent.class::equals);
        simulator.receiveCall(1, "+4915112345678", CallBehaviour.answered(Duration.ZERO, Duration.ofSeconds(2)));
        await().until(() -> raw("Newchannel"));

        listen(Call.class::equals);

        await().until(() -> !told(Call.class).isEmpty());
        assertThat(told(Call.class)).first().matches(call -> !call.complete());
    }

    @Test
    void an_originate_has_its_outcome_although_nobody_listens_for_calls() {
        open("chan-dongle");

        assertThat(gateway.originate(OriginateRequest.toApplication("Dongle/dongle0/+4915112345678", "Wait", "1"))
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .outcome())
                .isEqualTo(CallOutcome.ANSWERED);
    }

    /** What nobody needs need not even come over the wire. */
    @Test
    void an_asterisk_is_told_which_classes_of_events_are_needed() {
        simulator.close();
        simulator = GatewaySimulator.builder(Personality.ASTERISK).start();
        open("asterisk");
        assertThat(told("Login", "Events")).containsExactly("system,call");

        GsmGateway.Subscription calls = listen(Cdr.class::equals);
        GsmGateway.Subscription raw = listen(RawEvent.class::equals);
        await().until(() -> told("Events", "EventMask").size() == 2);
        simulator.receiveCall(1, "+4915112345678", SHORT);
        await().until(() -> raw("Newexten"));
        raw.close();
        calls.close();

        await().untilAsserted(() -> assertThat(told("Events", "EventMask"))
                .containsExactly(
                        "system,call,agent,dialplan,cdr", "on", "system,call,agent,dialplan,cdr", "system,call"));
        assertThat(gateway.status().epoch()).isEqualTo(1);
    }

    private List<String> told(String action, String header) {
        return simulator.actions().stream()
                .filter(each -> each.name().equals(action))
                .map(each -> each.header(header))
                .toList();
    }

    private void open(String dialect) {
        GatewayConfig config = GatewayConfig.builder(simulator.host())
                .port(simulator.port())
                .username(simulator.user())
                .secret(simulator.secret())
                .name("gw")
                .dialect(dialect)
                .build();
        gateway = GsmGateways.create(config, runtime);
        gateway.start();
        await().until(() -> gateway.status().up());
    }

    private GsmGateway.Subscription listen(Predicate<Class<? extends GatewayEvent>> kinds) {
        return gateway.subscribe(kinds, told::addAll);
    }

    private boolean raw(String name) {
        return told(RawEvent.class).stream().anyMatch(raw -> raw.event().is(name));
    }

    private <E> List<E> told(Class<E> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
