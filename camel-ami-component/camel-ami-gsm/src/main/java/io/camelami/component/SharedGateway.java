package io.camelami.component;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.cluster.ClusterServiceHelper;

/** One open gateway and those who use it. Counting and closing is the business of {@link SharedGateways}. */
final class SharedGateway {

    private final GatewayConfig config;
    private final String openedBy;
    private final CamelThreads threads;
    private final GsmGateway gateway;
    /** Null if no other node uses the gateway. */
    private final Ownership ownership;

    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private final List<AmiGsmConsumer> consumers = new CopyOnWriteArrayList<>();
    private int users;
    private boolean started;
    private int producers;
    private AmiGsmHealthCheck producerHealth;

    /**
     * @param clusterNamespace null if no other node uses the gateway
     * @param threads are closed with it, also if it cannot be made
     */
    SharedGateway(
            GatewayConfig config,
            String clusterNamespace,
            String openedBy,
            CamelContext context,
            CamelThreads threads,
            GatewayFactory factory) {
        this.config = config;
        this.openedBy = openedBy;
        this.threads = threads;
        try {
            this.ownership = clusterNamespace == null ? null : ownership(context, clusterNamespace);
            this.gateway = factory.create(config, threads);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private Ownership ownership(CamelContext context, String namespace) {
        CamelClusterService service = ClusterServiceHelper.lookupService(context)
                .orElseThrow(() -> new IllegalArgumentException(config.name() + ": option clusterNamespace=" + namespace
                        + " needs a cluster service, and this Camel context has none (or several, none of which comes"
                        + " first by its order); add one, such as that of camel-kubernetes, with CamelContext.addService"
                        + " or as a bean"));
        Ownership own = new Ownership(config.name(), namespace, service, threads);
        threads.setPermit(own);
        return own;
    }

    String name() {
        return config.name();
    }

    GatewayConfig config() {
        return config;
    }

    /** The endpoint that opened it, without secrets. */
    String openedBy() {
        return openedBy;
    }

    GsmGateway gateway() {
        return gateway;
    }

    /** The namespace of the cluster in which nodes compete for it, or null. */
    String clusterNamespace() {
        return ownership == null ? null : ownership.namespace();
    }

    /** Whether it is for another node to use it. */
    boolean standby() {
        return ownership != null && ownership.refusal() != null;
    }

    GatewayStatus status() {
        return gateway.status();
    }

    /** The one that is spoken, and that it was found out if it was. */
    String dialect() {
        String spoken = gateway.dialect();
        return spoken.equals(config.dialect()) ? spoken : spoken + ", found by dialect=" + config.dialect();
    }

    /**
     * Starts connecting, once. Apart from opening, so that the first consumer can subscribe before there is anything to
     * hear.
     */
    synchronized void start() {
        if (!started) {
            started = true;
            watchFirstAttempt();
            if (ownership != null) {
                ownership.start();
            }
            gateway.start();
        }
    }

    /**
     * Ends when the first attempt to connect has ended, well or not, or has taken its time. A send waits for it, so that a
     * route which sends as soon as it starts, or a template that opens the link by its first send, does not fail with a
     * link that is only about to come up.
     */
    CompletableFuture<Void> firstAttempt() {
        return firstAttempt;
    }

    /** Ends with true as soon as the link is up, or with false when {@code patience} is over. */
    CompletableFuture<Boolean> linkUp(Duration patience) {
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        GsmGateway.Subscription watch = gateway.subscribe(LinkUp.class::equals, events -> {
            if (events.stream().anyMatch(LinkUp.class::isInstance)) {
                up.complete(true);
            }
        });
        if (status().up()) {
            up.complete(true);
        }
        ScheduledFuture<?> end =
                threads.timers().schedule(() -> up.complete(false), patience.toMillis(), TimeUnit.MILLISECONDS);
        up.whenComplete((done, never) -> {
            watch.close();
            end.cancel(false);
        });
        return up.thenApplyAsync(done -> done, task -> execute("result", task));
    }

    /** Runs it on one of the gateway's threads. */
    void execute(String role, Runnable task) {
        threads.execute(AmiRuntime.threadName(name(), role), task);
    }

    private void watchFirstAttempt() {
        List<Class<? extends GatewayEvent>> ends = List.of(LinkUp.class, LinkDown.class);
        GsmGateway.Subscription watch = gateway.subscribe(ends::contains, events -> {
            if (events.stream().anyMatch(event -> ends.contains(event.getClass()))) {
                firstAttempt.complete(null);
            }
        });
        ScheduledFuture<?> patience = threads.timers()
                .schedule(
                        () -> firstAttempt.complete(null),
                        config.connectTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        firstAttempt.whenComplete((done, never) -> {
            watch.close();
            patience.cancel(false);
        });
    }

    /** One health check for all producers, kept in the repository as long as there is one of them. */
    synchronized void addProducer(WritableHealthCheckRepository repository, boolean enabled) {
        if (producers++ == 0) {
            producerHealth = AmiGsmHealthCheck.ofProducers(this);
            producerHealth.setEnabled(enabled);
            repository.addHealthCheck(producerHealth);
        }
    }

    synchronized void removeProducer(WritableHealthCheckRepository repository) {
        if (--producers == 0) {
            repository.removeHealthCheck(producerHealth);
        }
    }

    void addConsumer(AmiGsmConsumer consumer) {
        consumers.add(consumer);
    }

    void removeConsumer(AmiGsmConsumer consumer) {
        consumers.remove(consumer);
    }

    /**
     * That a route has kept everything the gateway tells waiting for a whole liveness window, which to all others is as if
     * nothing were heard; null if none has.
     */
    String heldUp() {
        for (AmiGsmConsumer consumer : consumers) {
            Duration time = consumer.holding();
            if (time.compareTo(config.livenessWindow()) >= 0) {
                return "nothing that it tells has reached a route or a send for " + time.toMillis() + " ms: route "
                        + consumer.getRouteId() + " takes nothing, and its queue is full ("
                        + consumer.queueOptions() + ")";
            }
        }
        return null;
    }

    long nanoTime() {
        return threads.nanoTime();
    }

    Instant now() {
        return threads.clock().instant();
    }

    int users() {
        return users;
    }

    void addUser() {
        users++;
    }

    /** Whether it was the last one. */
    boolean removeUser() {
        return --users == 0;
    }

    void close() {
        firstAttempt.complete(null);
        gateway.close();
        if (ownership != null) {
            // After the gateway, so that the next owner does not find us logged in.
            ownership.close();
        }
        // After the gateway, so that the outcomes of its last sends still reach their routes.
        threads.close();
    }
}
