package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise 8. {@code -Dami.restarts=1000} restarts that often. */
class StopSuspendAndRestartLeaveNothingTest {

    private static final int RESTARTS = Integer.getInteger("ami.restarts", 30);
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX)
            .user("camel")
            .secret("s3c&r=t")
            .sendTime(Duration.ofMillis(2)));

    private final DefaultCamelContext context = new DefaultCamelContext(false);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger gaps = new AtomicInteger();
    /** The number that has to come next; 0 if any may. */
    private final AtomicInteger expected = new AtomicInteger();

    private HealthCheckRepository producerChecks;
    private final ConcurrentLinkedQueue<String> unexplained = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void build() {
        context.setLoadHealthChecks(true);
        context.build();
        context.getShutdownStrategy().setTimeout(20);
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        producerChecks = (HealthCheckRepository) registry.resolveById("producers");
        producerChecks.setEnabled(true);
        registry.register(producerChecks);
    }

    @AfterEach
    void stop() throws Exception {
        over.set(true);
        context.close();
        awaitNothingLeft();
    }

    @Test
    void restarts_under_load_leave_no_thread_socket_or_timer_and_lose_nothing_between_start_and_stop()
            throws Exception {
        context.addRoutes(inbound());
        context.addRoutes(outbound());
        context.start();
        awaitUp();
        Thread flood = start("flood", this::flood);
        // Once each, so that what is loaded and opened for good has been.
        for (int i = 0; i < 5; i++) {
            restart(i);
        }
        stopRoutes();
        awaitNothingLeft();
        long files = openFiles();
        startRoutes();
        long begin = System.nanoTime();
        for (int i = 0; i < RESTARTS; i++) {
            restart(i);
        }
        long took = (System.nanoTime() - begin) / 1_000_000;
        awaitUp();
        over.set(true);
        flood.join();
        stopRoutes();
        awaitNothingLeft();
        long filesAfter = openFiles();
        System.out.printf(
                "restarts: %d in %d ms; sends %d asked, %d ended, %d of them SENT; %d events heard, %d gaps; open files"
                        + " %d before, %d after%n",
                RESTARTS, took, asked.get(), ended.get(), sent.get(), heard.get(), gaps.get(), files, filesAfter);
        assertThat(filesAfter).isLessThanOrEqualTo(files);
        assertThat(ended).hasValue(asked.get());
        assertThat(simulator.gateway().sentSms()).hasSizeGreaterThanOrEqualTo(sent.get());
        assertThat(sent.get()).isPositive();
        assertThat(heard.get()).isPositive();
        assertThat(unexplained).isEmpty();
        assertThat(context.getInflightRepository().size()).isZero();
    }

    /** One of the ways in which people do it. */
    private void restart(int way) throws Exception {
        RouteController controller = context.getRouteController();
        switch (way % 5) {
            case 0 -> {
                controller.stopRoute("in");
                startIn();
            }
            case 1 -> {
                controller.suspendRoute("in");
                awaitMoreEvents();
                controller.resumeRoute("in");
            }
            case 2 -> {
                stopRoutes();
                startRoutes();
            }
            case 3 -> {
                controller.stopRoute("in");
                assertThat(context.removeRoute("in")).isTrue();
                context.addRoutes(inbound());
            }
            default -> {
                awaitUp();
                controller.stopRoute("out");
                assertThat(context.removeRoute("out")).isTrue();
                context.addRoutes(outbound());
            }
        }
    }

    private void stopRoutes() throws Exception {
        context.getRouteController().stopRoute("in");
        context.getRouteController().stopRoute("out");
    }

    private void startRoutes() throws Exception {
        context.getRouteController().startRoute("out");
        startIn();
    }

    private void startIn() throws Exception {
        expected.set(0);
        context.getRouteController().startRoute("in");
    }

    @Test
    void starting_and_stopping_twice_is_as_once() throws Exception {
        context.addRoutes(inbound());
        context.start();
        context.start();
        context.getRouteController().startRoute("in");
        context.getRoute("in").getConsumer().start();
        awaitUp();
        assertThat(simulator.gateway().logins()).isEqualTo(1);
        context.getRouteController().stopRoute("in");
        context.getRouteController().stopRoute("in");
        awaitNothingLeft();
        context.stop();
        assertThatCode(context::stop).doesNotThrowAnyException();
    }

    @Test
    void a_shutdown_lets_a_send_that_is_under_way_end() throws Exception {
        try (GatewaySimulator slow = GatewaySimulator.builder(Personality.OPENVOX)
                .user("camel")
                .secret("s3c&r=t")
                .sendTime(Duration.ofMillis(700))
                .start()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:send").to(uri(slow, ""));
                }
            });
            context.start();
            CompletableFuture<Exchange> sending = CompletableFuture.supplyAsync(() -> send("under way"));
            await().until(() -> !slow.commands().isEmpty()
                    && slow.commands().stream().anyMatch(command -> command.contains("under way")));
            context.stop();
            assertThat(sending.join().getException()).isNull();
            assertThat(sending.join().getMessage().getHeader(AmiGsmConstants.OUTCOME))
                    .isEqualTo(Outcome.SENT);
            await().until(() -> slow.connections() == 0);
        }
    }

    @Test
    void a_gateway_that_is_away_can_be_started_and_stopped_again_and_again() throws Exception {
        simulator.gateway().stop();
        context.addRoutes(inbound());
        context.addRoutes(outbound());
        context.start();
        for (int i = 0; i < 10; i++) {
            restart(i % 4);
        }
        stopRoutes();
        awaitNothingLeft();
    }

    @Test
    void a_gateway_that_goes_away_while_the_route_is_suspended_is_told_at_the_resume() throws Exception {
        List<Object> told = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(simulator.gateway(), "&reconnectMin=20&reconnectMax=100&events=link"))
                        .routeId("in")
                        .process(exchange -> told.add(exchange.getMessage().getHeader(AmiGsmConstants.EVENT)));
            }
        });
        context.start();
        await().until(() -> told.equals(List.of("link-up")));
        context.getRouteController().suspendRoute("in");
        simulator.gateway().dropConnections();
        await().until(() -> simulator.gateway().logins() >= 2);
        context.getRouteController().resumeRoute("in");
        await().until(() -> told.equals(List.of("link-up", "link-down", "link-up", "gap")));
    }

    private RouteBuilder inbound() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                expected.set(0);
                from(uri(simulator.gateway(), "&events=raw,link&queueSize=200&whenFull=DROP"))
                        .routeId("in")
                        .process(exchange -> hear(exchange.getMessage().getBody()));
            }
        };
    }

    private RouteBuilder outbound() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:alarm?delay=0&period=30")
                        .routeId("out")
                        .setHeader(AmiGsmConstants.TO, constant("110"))
                        .setBody(constant("one,two,three,four"))
                        .split(body().tokenize(","))
                        .parallelProcessing()
                        .process(exchange -> asked.incrementAndGet())
                        .doTry()
                        .to(uri(simulator.gateway(), ""))
                        .process(exchange -> sent.incrementAndGet())
                        .doCatch(SmsSendException.class)
                        .end()
                        .process(exchange -> ended.incrementAndGet());
            }
        };
    }

    /** From start to stop of a route the numbers have no hole but what a gap counts, as long as the link is up. */
    private void hear(Object body) {
        int next = expected.get();
        if (body instanceof RawEvent raw && raw.event().is("Flood")) {
            heard.incrementAndGet();
            int number = Integer.parseInt(raw.event().get("Number"));
            if (next != 0 && number != next) {
                unexplained.add("expected " + next + " but came " + number);
            }
            expected.set(number + 1);
        } else if (body instanceof Gap gap && gap.dropped() > 0) {
            gaps.incrementAndGet();
            expected.set(next == 0 ? 0 : next + (int) gap.dropped());
        } else if (body instanceof LinkDown) {
            expected.set(0);
        }
    }

    /** Some 5,000 a second. */
    private void flood() {
        int number = 1;
        while (!over.get()) {
            StringBuilder wire = new StringBuilder();
            for (int last = number + 50; number < last; number++) {
                wire.append("Event: Flood\r\nNumber: ").append(number).append("\r\n\r\n");
            }
            simulator.gateway().emit(wire.toString());
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void awaitMoreEvents() {
        AmiGsmConsumer consumer = (AmiGsmConsumer) context.getRoute("in").getConsumer();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> consumer.getQueuedEvents() > 0 || !gatewayIsUp());
    }

    private Exchange send(String text) {
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of(AmiGsmConstants.TO, "110")));
        });
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    private boolean gatewayIsUp() {
        return context.getEndpoint(uri(simulator.gateway(), ""), AmiGsmEndpoint.class)
                .isGatewayUp();
    }

    private void awaitUp() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(this::gatewayIsUp);
    }

    /** Nothing that belongs to a gateway: also no thread pool, which its timers are, and no health check. */
    private void awaitNothingLeft() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("ami-gsm/"));
            assertThat(simulator.gateway().connections()).isZero();
        });
        assertThat(context.getComponent("ami-gsm", AmiGsmComponent.class)
                        .gateways()
                        .all())
                .isEmpty();
        assertThat(managed("type=threadpools,*")).noneMatch(name -> name.contains("ami-gsm"));
        assertThat(producerChecks.stream()).isEmpty();
    }

    private List<String> managed(String query) {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("org.apache.camel:" + query), null)
                    .stream()
                    .map(ObjectName::toString)
                    .toList();
        } catch (javax.management.JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the jars, which are opened for good when a class of theirs is needed first, whenever that is. */
    private static long openFiles() throws IOException {
        if (!Files.isDirectory(OPEN_FILES)) {
            return 0;
        }
        System.gc();
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.filter(file -> !isJar(file)).count();
        }
    }

    private static boolean isJar(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().endsWith(".jar");
        } catch (IOException e) {
            // It was the one that the listing itself needed.
            return true;
        }
    }

    private static String uri(GatewaySimulator gateway, String options) {
        return "ami-gsm:" + gateway.host() + ":" + gateway.port()
                + "?username=camel&secret=RAW(s3c&r=t)&dialect=openvox" + options;
    }
}
