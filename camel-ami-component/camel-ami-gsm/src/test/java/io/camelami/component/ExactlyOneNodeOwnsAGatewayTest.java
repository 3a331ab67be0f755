package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorEvent;
import io.camelami.simulator.SimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a cluster exactly one node owns a gateway, and a stale owner cannot send under a new epoch. See {@link OwnershipTest}
 * for one that was paused, and {@code PausedOwnerIT} for one that was paused for real.
 */
class ExactlyOneNodeOwnsAGatewayTest {

    private static final String NAMESPACE = "gw1";

    private final AtomicInteger loggedIn = new AtomicInteger();
    private final AtomicInteger mostLoggedIn = new AtomicInteger();

    /** One whose driver needs no sessions beside that for events, so that a login is an owner. */
    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.DONGLE_WDOEKES)
            .user("camel")
            .secret("secret")
            .listener(this::count));

    @TempDir
    Path locks;

    private final ToldLeadership leadershipOfA = new ToldLeadership("a");
    private final ToldLeadership leadershipOfB = new ToldLeadership("b");
    private final List<ClusterNode> nodes = new ArrayList<>();
    private String gateway;

    private void count(SimulatorEvent event) {
        if (event instanceof SimulatorEvent.Login) {
            mostLoggedIn.accumulateAndGet(loggedIn.incrementAndGet(), Math::max);
        } else if (event instanceof SimulatorEvent.Logout) {
            loggedIn.decrementAndGet();
        }
    }

    @BeforeEach
    void address() {
        gateway = "ami-gsm:127.0.0.1:" + simulator.gateway().port()
                + "?username=camel&secret=secret&dialect=chan-dongle&clusterNamespace=" + NAMESPACE;
    }

    @AfterEach
    void stop() {
        nodes.forEach(ClusterNode::close);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("ami-gsm/")));
    }

    @Test
    void one_node_is_logged_in_hears_and_sends_and_the_other_takes_over_when_it_stops() throws Exception {
        ClusterNode a = node(fileLock("a"));
        ClusterNode b = node(fileLock("b"));
        await().until(() -> a.owns() || b.owns());
        ClusterNode owner = a.owns() ? a : b;
        ClusterNode standby = a.owns() ? b : a;

        simulator.gateway().receiveSms(1, "+380501234567", "first");
        await().until(() -> owner.received.size() == 1);
        assertThat(owner.send("110", "one").getException()).isNull();
        assertThat(standby.send("110", "two").getException()).isInstanceOf(SmsNotSentException.class);
        assertThat(simulator.gateway().connections()).isEqualTo(1);

        owner.close();
        standby.awaitOwner();
        simulator.gateway().receiveSms(1, "+380501234567", "second");
        await().until(() -> standby.received.size() == 1);
        assertThat(standby.send("110", "three").getException()).isNull();

        assertThat(bodies(owner)).containsExactly("first");
        assertThat(bodies(standby)).containsExactly("second");
        assertThat(simulator.gateway().sentSms()).extracting(SentSms::text).containsExactly("one", "three");
        assertThat(simulator.gateway().logins()).isEqualTo(2);
        assertThat(mostLoggedIn).hasValue(1);
        assertThat(epoch(standby.received.get(0))).isGreaterThan(epoch(owner.received.get(0)));
    }

    @Test
    void an_owner_that_loses_its_lock_for_good_closes_its_link_and_one_node_has_it_in_the_end() throws Exception {
        ClusterNode a = node(fileLock("a"));
        a.awaitOwner();
        ClusterNode b = node(fileLock("b"));
        try (Stream<Path> files = Files.list(locks)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().until(() -> simulator.gateway().logins() >= 2
                && a.owns() != b.owns()
                && simulator.gateway().connections() == 1);
        ClusterNode owner = a.owns() ? a : b;
        ClusterNode other = a.owns() ? b : a;
        simulator.gateway().receiveSms(1, "+380501234567", "to one");
        await().until(() -> owner.received.size() == 1);
        assertThat(other.received).isEmpty();
    }

    @Test
    void the_link_of_the_former_owner_is_closed_at_once_and_its_sends_are_refused_before_the_wire() throws Exception {
        ClusterNode a = node(leadershipOfA);
        ClusterNode b = node(leadershipOfB);
        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();

        leadershipOfA.leads(NAMESPACE, false);
        await().atMost(Duration.ofSeconds(2)).until(() -> simulator.gateway().connections() == 0);
        leadershipOfB.leads(NAMESPACE, true);
        b.awaitOwner();

        Exchange refused = a.send("110", "from the former owner");
        assertThat(refused.getException(SmsNotSentException.class).failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(refused.getException())
                .hasMessageContainingAll(
                        "clusterNamespace=gw1", "does not own", "safe to repeat on the node that does");
        assertThat(refused.getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.FAILED);
        assertThat(simulator.gateway().sentSms()).isEmpty();
        assertThat(mostLoggedIn).hasValue(1);
    }

    @Test
    void an_owner_that_was_told_nothing_yet_does_not_write_either() throws Exception {
        ClusterNode a = node(leadershipOfA);
        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();
        // What every login asks may be on its way still.
        await().until(() -> written().contains("DongleShowDevices"));
        List<String> before = written();

        leadershipOfA.becomes(NAMESPACE, false);
        Exchange refused = a.send("110", "too late");
        assertThat(refused.getException()).isInstanceOf(SmsNotSentException.class);
        await().until(() -> simulator.gateway().connections() == 0);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void what_waits_for_its_turn_when_the_ownership_goes_is_not_sent_and_can_be_repeated() throws Exception {
        gateway += "&pacing=1h&spans=1";
        ClusterNode a = node(leadershipOfA);
        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();
        CompletableFuture<Exchange> waits = CompletableFuture.supplyAsync(() -> a.send("110", "waits for its turn"));
        await().during(Duration.ofMillis(300)).until(() -> !waits.isDone());

        leadershipOfA.leads(NAMESPACE, false);
        assertThat(waits.get(5, TimeUnit.SECONDS).getException()).isInstanceOf(SmsNotSentException.class);
        assertThat(simulator.gateway().sentSms()).isEmpty();
    }

    @Test
    void the_new_owner_begins_its_pacing_anew_and_so_cannot_be_too_early() throws Exception {
        gateway += "&pacing=1s&spans=1";
        ClusterNode a = node(leadershipOfA);
        ClusterNode b = node(leadershipOfB);
        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();
        await().during(Duration.ofMillis(1100)).until(a::owns);
        assertThat(a.send("110", "last of a").getException()).isNull();
        long sentByA = System.nanoTime();
        leadershipOfA.leads(NAMESPACE, false);
        await().until(() -> simulator.gateway().connections() == 0);
        leadershipOfB.leads(NAMESPACE, true);
        b.awaitOwner();
        assertThat(b.send("110", "first of b").getException()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - sentByA)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void each_owner_logs_in_under_a_greater_epoch_which_its_actions_and_exchanges_bear() throws Exception {
        ClusterNode a = node(leadershipOfA);
        ClusterNode b = node(leadershipOfB);
        List<Long> epochs = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            epochs.add(own(a, leadershipOfA));
            epochs.add(own(b, leadershipOfB));
        }
        assertThat(epochs).isSorted().doesNotHaveDuplicates();
        assertThat(simulator.gateway().actions())
                .filteredOn(action -> action.name().equalsIgnoreCase("Login"))
                .extracting(login -> Long.parseLong(login.header("ActionID").split("-")[1], Character.MAX_RADIX))
                .containsAll(epochs);
    }

    private long own(ClusterNode node, ToldLeadership leadership) throws Exception {
        int before = node.received.size();
        leadership.leads(NAMESPACE, true);
        node.awaitOwner();
        simulator.gateway().receiveSms(1, "+380501234567", "which epoch?");
        await().until(() -> node.received.size() == before + 1);
        leadership.leads(NAMESPACE, false);
        await().until(() -> simulator.gateway().connections() == 0);
        return epoch(node.received.get(before));
    }

    @Test
    void a_take_over_is_announced_by_a_gap() throws Exception {
        ClusterNode a = node(leadershipOfA);
        await().until(a::standsBy);
        leadershipOfA.leads(NAMESPACE, true);
        await().untilAsserted(() -> assertThat(linkEvents(a)).endsWith("link-up", "gap"));
    }

    @Test
    void a_gateway_whose_dialect_is_to_be_found_out_is_not_even_asked_by_the_others() throws Exception {
        gateway = gateway.replace("dialect=chan-dongle", "dialect=auto");
        ClusterNode a = node(leadershipOfA);
        await().until(a::standsBy);
        assertThat(simulator.gateway().actions()).isEmpty();
        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();
        await().untilAsserted(() -> assertThat(linkEvents(a)).endsWith("link-up", "gap"));
    }

    @Test
    void a_node_that_stands_by_is_healthy_and_says_so() throws Exception {
        ClusterNode a = node(leadershipOfA);
        await().until(a::standsBy);
        assertThat(a.health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(a.health().getDetails())
                .containsEntry("cluster.namespace", NAMESPACE)
                .containsEntry("cluster.state", "STANDBY");

        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();
        assertThat(a.health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(a.health().getDetails()).containsEntry("cluster.state", "OWNER");
        simulator.gateway().stop();
        await().until(() -> a.health().getState() == HealthCheck.State.DOWN);
    }

    @Test
    void master_and_a_clustered_route_policy_in_the_same_namespace_start_and_stop_the_routes_with_it()
            throws Exception {
        ClusterNode a = routesOfLeader(leadershipOfA);
        ClusterNode b = routesOfLeader(leadershipOfB);
        leadershipOfA.leads(NAMESPACE, true);
        a.awaitOwner();
        await().until(() -> a.context.getRouteController().getRouteStatus("out").isStarted());
        assertThat(b.context.getRouteController().getRouteStatus("out").isStopped())
                .isTrue();

        leadershipOfA.leads(NAMESPACE, false);
        await().until(() -> simulator.gateway().connections() == 0);
        leadershipOfB.leads(NAMESPACE, true);
        b.awaitOwner();
        await().until(() -> a.context.getRouteController().getRouteStatus("out").isStopped());
        // A consumer of master: starts a second after the leadership.
        await().untilAsserted(() -> {
            simulator.gateway().receiveSms(1, "+380501234567", "to b");
            assertThat(b.received).isNotEmpty();
        });
        assertThat(a.received).isEmpty();
        assertThat(mostLoggedIn).hasValue(1);
    }

    private ClusterNode routesOfLeader(CamelClusterService service) throws Exception {
        ClusterNode node = new ClusterNode(service);
        nodes.add(node);
        node.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from("master:" + NAMESPACE + ":" + gateway).routeId("in").process(node::keep);
                from("direct:out")
                        .routeId("out")
                        .routePolicy(ClusteredRoutePolicy.forNamespace(node.context, NAMESPACE))
                        .to(gateway);
            }
        });
        return node.start();
    }

    @Test
    void without_a_cluster_service_the_start_fails_and_says_what_is_missing() throws Exception {
        ClusterNode node = new ClusterNode(null);
        nodes.add(node);
        node.routes(gateway, gateway);
        assertThatThrownBy(node::start)
                .rootCause()
                .hasMessageContainingAll("clusterNamespace=gw1", "cluster service", "none");
    }

    @Test
    void endpoints_that_disagree_on_the_owner_of_a_gateway_are_refused_even_with_another_user() throws Exception {
        ClusterNode node = new ClusterNode(leadershipOfA);
        nodes.add(node);
        node.routes(gateway, gateway.replace("&clusterNamespace=gw1", "").replace("username=camel", "username=other"));
        assertThatThrownBy(node::start)
                .hasStackTraceContaining("clusterNamespace=gw1")
                .hasStackTraceContaining("clusterNamespace=(none)");
    }

    @Test
    void endpoints_of_one_link_must_name_the_same_namespace() throws Exception {
        ClusterNode node = new ClusterNode(leadershipOfA);
        nodes.add(node);
        node.routes(gateway, gateway.replace("clusterNamespace=gw1", "clusterNamespace=gw2"));
        assertThatThrownBy(node::start)
                .hasStackTraceContaining("clusterNamespace=gw1")
                .hasStackTraceContaining("clusterNamespace=gw2");
    }

    private ClusterNode node(CamelClusterService service) throws Exception {
        ClusterNode node = new ClusterNode(service);
        nodes.add(node);
        return node.routes(gateway + "&events=sms,link", gateway).start();
    }

    private FileLockClusterService fileLock(String node) {
        FileLockClusterService service = new FileLockClusterService();
        service.setId(node);
        service.setRoot(locks.toString());
        service.setAcquireLockDelay(50, TimeUnit.MILLISECONDS);
        service.setAcquireLockInterval(100, TimeUnit.MILLISECONDS);
        return service;
    }

    private List<String> written() {
        return simulator.gateway().actions().stream().map(ReceivedAction::name).toList();
    }

    private static List<Object> linkEvents(ClusterNode node) {
        return node.link.stream()
                .map(exchange -> exchange.getMessage().getHeader(AmiGsmConstants.EVENT))
                .toList();
    }

    private static List<String> bodies(ClusterNode node) {
        return node.received.stream()
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .toList();
    }

    private static long epoch(Exchange exchange) {
        return exchange.getMessage().getHeader(AmiGsmConstants.EPOCH, Long.class);
    }
}
