package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.ami.AmiAction;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one user of a gateway does with any action leaves the session that all share as it was. */
class SessionEffectsTest {

    private final GatewaySimulator simulator =
            GatewaySimulator.builder(Personality.ASTERISK).start();
    private final TestGateway test = new TestGateway(simulator, "asterisk", options -> options).up();

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Logoff", "LOGOFF", "login", "Events", "Filter"})
    void what_acts_on_the_session_is_refused_before_the_wire(String name) {
        int before = simulator.actions().size();

        assertThatThrownBy(() -> run(AmiAction.of(name).with("EventMask", "off")))
                .hasRootCauseInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("gateway gw share");

        assertThat(simulator.actions()).hasSize(before);
        assertThat(test.gateway().status().epoch()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WaitEvent", "Originate", "Command"})
    void what_holds_up_its_session_runs_in_one_of_its_own(String name) {
        run(action(name));

        assertThat(simulator.logins()).isEqualTo(2);
    }

    @Test
    void what_is_answered_at_once_needs_no_second_session() {
        run(AmiAction.of("CoreStatus"));
        run(action("Originate").with("Async", "TRUE"));

        assertThat(simulator.logins()).isEqualTo(1);
    }

    private static AmiAction action(String name) {
        AmiAction action = AmiAction.of(name);
        return switch (name) {
            case "Command" -> action.with("Command", "core show version");
            case "Originate" -> action.with("Channel", "SIP/1").with("Application", "Wait");
            default -> action;
        };
    }

    private void run(AmiAction action) {
        test.gateway().action(action).orTimeout(10, TimeUnit.SECONDS).join();
    }
}
