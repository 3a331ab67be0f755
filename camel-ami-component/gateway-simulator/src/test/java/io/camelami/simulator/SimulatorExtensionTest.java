package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {
    @RegisterExtension
    SimulatorExtension simulator = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.OPENVOX).user("u").secret("s"));

    @Test
    void a_test_has_a_running_simulator_with_its_settings() throws IOException {
        try (WireClient client = WireClient.loggedIn(simulator.gateway())) {
            client.expectNothing();
        }
        assertThat(simulator.gateway().logins()).isEqualTo(1);
        assertThat(simulator.gateway().user()).isEqualTo("u");
    }

    @Test
    void each_test_has_a_simulator_of_its_own() {
        assertThat(simulator.gateway().logins()).isZero();
        assertThat(simulator.gateway().actions()).isEmpty();
    }
}
