package io.camelami.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {

    private static final int SIZE = 5;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_fleet_connects_hears_its_events_notices_what_is_closed_and_comes_back(boolean routes) throws Exception {
        Watch watch = new Watch();
        try (Peer peer = new Peer(JAVA, SIZE);
                Fleet fleet = routes ? new RouteFleet(watch) : new GatewayFleet(watch, false)) {
            for (int port : peer.ports()) {
                fleet.add(port);
            }
            watch.awaitUp(SIZE);

            peer.ask("events", SIZE, 500);
            await().atMost(20, TimeUnit.SECONDS).until(() -> watch.events() > 200);
            long told = peer.ask("events", 1, 0)[0];
            await().atMost(20, TimeUnit.SECONDS).until(() -> watch.events() == told);

            assertThat(peer.ask("connects")[0]).isEqualTo(SIZE);
            peer.ask("close", 0, 2);
            watch.awaitDowns(2);
            watch.awaitUp(SIZE);
            assertThat(peer.ask("connects")[0]).isEqualTo(2);

            peer.ask("away", 0, SIZE);
            watch.awaitDowns(2 + SIZE);
            assertThat(watch.up()).isZero();
            peer.ask("back");
            watch.awaitUp(SIZE);
        }
    }
}
