package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorExtension;
import io.camelami.simulator.fault.Direction;
import io.camelami.simulator.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the connection: a canary comes through, or the route's health is DOWN. */
class AStartedRouteHearsOrItsHealthIsDownTest {
    private static final Duration WINDOW = Duration.ofMillis(900);
    /** For a machine that does much else. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX));

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private RouteThroughProxy route;

    @BeforeEach
    void stand() {
        route = new RouteThroughProxy(simulator.gateway());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
    }

    /** What becomes of a connection that works. */
    enum Trouble {
        /** Not a byte comes any more, and no end. */
        HALF_OPEN(Direction.TO_CLIENT, Fault.HALF_OPEN),
        /** The gateway takes nothing any more. */
        BLACK_HOLE(Direction.TO_SERVER, Fault.BLACK_HOLE),
        /** What the gateway says is lost on the way. */
        MUTE(Direction.TO_CLIENT, Fault.BLACK_HOLE),
        RESET(Direction.TO_CLIENT, Fault.RESET),
        CLOSED(Direction.TO_CLIENT, Fault.CLOSE);

        private final Direction direction;
        private final Fault fault;

        Trouble(Direction direction, Fault fault) {
            this.direction = direction;
            this.fault = fault;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void a_connection_in_trouble_is_down_within_the_window_and_heard_again_when_it_is_over(Trouble trouble)
            throws Exception {
        start(simulator.gateway().secret());
        awaitCanary();

        route.proxy.fault(trouble.direction, trouble.fault);
        // Not a new one either.
        simulator.gateway().stop();

        awaitDown(WINDOW);
        simulator.gateway().restart();
        awaitCanary();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void a_gateway_that_accepts_and_never_says_a_word_is_down() throws Exception {
        route.proxy.fault(Direction.TO_CLIENT.at(0), Fault.BLACK_HOLE);
        start(simulator.gateway().secret());

        awaitDown(WINDOW);
        awaitCanary();
    }

    @Test
    void a_gateway_that_is_away_at_the_start_is_down_from_the_start() throws Exception {
        simulator.gateway().stop();
        start(simulator.gateway().secret());

        awaitDown(Duration.ZERO);
        simulator.gateway().restart();
        awaitCanary();
    }

    @Test
    void a_login_that_is_refused_is_down_and_says_so() throws Exception {
        start("wrong");

        await().atMost(WINDOW.plus(SLACK)).untilAsserted(() -> assertThat(health().getMessage())
                .hasValueSatisfying(reason -> assertThat(reason).contains("Authentication failed")));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    private void start(String secret) throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(route.context);
        HealthCheckRepository repository = (HealthCheckRepository) registry.resolveById("consumers");
        repository.setEnabled(true);
        registry.register(repository);
        route.start(
                secret,
                "keepAlive=300&livenessWindow=" + WINDOW.toMillis() + "&reconnectMin=10&reconnectMax=100",
                exchange -> heard.add(exchange.getMessage().getBody(String.class)));
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invoke(route.context, "full").stream()
                .filter(result -> ("consumer:" + RouteThroughProxy.ID)
                        .equals(result.getCheck().getId()))
                .findFirst()
                .orElseThrow();
    }

    private void awaitDown(Duration within) {
        await().atMost(within.plus(SLACK)).until(() -> health().getState() == HealthCheck.State.DOWN);
    }

    /** One after the other, until one comes through. */
    private void awaitCanary() {
        heard.clear();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            simulator.gateway().receiveSms(1, "+49151", "canary");
            return heard.contains("canary");
        });
    }
}
