package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.TestGateway;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallDirection;
import io.camelami.gsm.event.Cdr;
import io.camelami.simulator.CallBehaviour;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that comes in over any gateway is one call, with what became of it. */
class SimulatedCallsTest {
    private static final String CALLER = "+4915112345678";

    @ParameterizedTest
    @CsvSource({
        "OPENVOX, openvox, INBOUND",
        "ASTERISK_1_8, asterisk, INTERNAL",
        "ASTERISK, asterisk, INTERNAL",
        "DONGLE_BG111, chan-dongle, INBOUND",
        "DONGLE_WDOEKES, chan-dongle, INBOUND",
        "QUECTEL, chan-quectel, INBOUND"
    })
    void a_call_that_comes_in_is_one_call(Personality personality, String dialect, CallDirection direction) {
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality).start();
                TestGateway gateway = new TestGateway(simulator, dialect, config -> config).up()) {
            simulator.receiveCall(1, CALLER, CallBehaviour.answered(Duration.ZERO, Duration.ZERO));
            Call answered = gateway.told(Call.class, 1).get(0);
            assertThat(answered.outcome()).isEqualTo(CallOutcome.ANSWERED);
            assertThat(answered.direction()).isEqualTo(direction);
            assertThat(answered.caller()).isEqualTo(CALLER);
            assertThat(answered.missed()).isFalse();
            assertThat(answered.complete()).isTrue();
            assertThat(gateway.told(Cdr.class, 1).get(0).disposition()).isEqualTo("ANSWERED");

            simulator.receiveCall(1, CALLER, CallBehaviour.abandoned(Duration.ZERO));
            Call abandoned = gateway.told(Call.class, 2).get(1);
            assertThat(abandoned.outcome()).isEqualTo(CallOutcome.HUNG_UP);
            assertThat(abandoned.missed()).isTrue();

            simulator.receiveCall(1, CALLER, CallBehaviour.busy());
            Call busy = gateway.told(Call.class, 3).get(2);
            assertThat(busy.outcome()).isEqualTo(CallOutcome.BUSY);
            assertThat(busy.cause()).isEqualTo(17);
        }
    }
}
