package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that others wrote takes the simulator for an Asterisk. */
class PanoramiskIT {
    private static final String PYTHON = "/usr/bin/python3";

    @RegisterExtension
    SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX));

    @Test
    void panoramisk_logs_in_pings_and_receives_a_message() throws Exception {
        Program.require(
                Program.succeeds(PYTHON, "-c", "import panoramisk"),
                "Python's panoramisk is not there (Debian: python3-panoramisk)");
        Path script = Path.of(getClass().getResource("/panoramisk_client.py").toURI());
        String port = Integer.toString(simulator.gateway().port());
        try (Program client = Program.start(PYTHON, "-W", "ignore", script.toString(), port)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> client.output().contains("ping Pong"));
            simulator.gateway().receiveSms(2, "+8613632919026", "hello world");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.output().contains("\"+8613632919026\"")
                            && client.output().contains("\"hello world\""));
            assertThat(client.output()).startsWith("login True");
        }
        assertThat(simulator.gateway().logins()).isEqualTo(1);
    }
}
