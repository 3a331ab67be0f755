package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Routes that are slower than their gateway. {@code -Dami.burst=100000} and {@code -Dami.ping.seconds=30} for the great
 * figures, which are printed.
 */
class SlowRouteTest {

    private static final int BURST = Integer.getInteger("ami.burst", 10_000);
    private static final int PING_SECONDS = Integer.getInteger("ami.ping.seconds", 2);
    private static final int EVENTS_PER_SECOND = 20_000;
    private static final long SLOWNESS = 50_000;

    @RegisterExtension
    final SimulatorExtension yeastar = SimulatorExtension.of(
            GatewaySimulator.builder(Personality.YEASTAR_TG).user("camel").secret("s3c&r=t"));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final CountDownLatch go = new CountDownLatch(1);
    /** Numbers of the events, and in place of a gap the negative of what it counts. One thread adds. */
    private final List<Integer> told = new ArrayList<>();

    private volatile int delivered;
    private volatile int lastTold;
    private volatile int mostQueued;

    @AfterEach
    void stop() throws Exception {
        go.countDown();
        context.close();
    }

    @Test
    void where_it_blocks_a_burst_reaches_a_slow_route_whole_and_in_order() throws Exception {
        start("&events=raw&queueSize=100&whenFull=BLOCK", this::slowly);
        long begin = System.nanoTime();
        burst(BURST);
        await().atMost(Duration.ofSeconds(10 + BURST / 500)).until(() -> lastTold == BURST);
        print(
                "block: %d sent, %d delivered, 0 lost, %d queued at most, %d ms",
                BURST, told.size(), mostQueued, ms(begin));
        for (int i = 0; i < BURST; i++) {
            assertThat(told.get(i)).isEqualTo(i + 1);
        }
        assertThat(consumer().getDroppedEvents()).isZero();
        assertThat(mostQueued).isBetween(90, 100);
    }

    @Test
    void where_it_drops_each_missing_event_is_counted_by_the_gap_that_stands_in_its_place() throws Exception {
        start("&events=raw,link&queueSize=100&whenFull=DROP", this::slowly);
        long begin = System.nanoTime();
        burst(BURST);
        await().atMost(Duration.ofMinutes(5)).until(() -> delivered + consumer().getDroppedEvents() == BURST);
        // A gap may be the last to come.
        await().untilAsserted(() -> assertThat(lastTold).isEqualTo(BURST));
        int expected = 1;
        int gaps = 0;
        int lost = 0;
        for (int number : List.copyOf(told)) {
            if (number < 0) {
                gaps++;
                lost -= number;
                expected -= number;
            } else {
                assertThat(number).isEqualTo(expected++);
            }
        }
        print(
                "drop: %d sent, %d delivered, %d lost in %d gaps, %d queued at most, %d ms",
                BURST, delivered, lost, gaps, mostQueued, ms(begin));
        assertThat(lost).isPositive().isEqualTo((int) consumer().getDroppedEvents());
        assertThat(delivered + lost).isEqualTo(BURST);
        // Link-up and a gap may come on top of the events.
        assertThat(mostQueued).isBetween(90, 104);
    }

    @Test
    void a_flood_on_a_route_that_takes_nothing_fills_no_memory_and_loses_no_sms() throws Exception {
        List<Object> texts = new ArrayList<>();
        AtomicInteger raw = new AtomicInteger();
        start("&events=raw,sms&queueSize=100&whenFull=DROP", exchange -> {
            go.await();
            if (exchange.getMessage().getBody() instanceof RawEvent) {
                raw.incrementAndGet();
            } else {
                texts.add(exchange.getMessage().getBody());
            }
        });
        burst(500);
        await().until(() -> consumer().getDroppedEvents() > 300);
        long before = heap();
        burst(BURST);
        yeastar.gateway().receiveSms(2, "+380501234567", "an alarm");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> consumer().getDroppedEvents() + consumer().getQueuedEvents() > BURST + 500);
        long grown = heap() - before;
        print("held route, %d events: heap grown by %d KiB", BURST, grown / 1024);
        assertThat(grown).isLessThan(4 << 20);
        assertThat(consumer().getQueuedEvents()).isLessThan(105);
        go.countDown();
        await().until(() -> texts.equals(List.of("an alarm")));
    }

    @Test
    void where_it_drops_sends_and_other_routes_do_not_wait_for_a_route_that_takes_nothing() throws Exception {
        List<Object> texts = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("&events=sms"))
                        .process(exchange -> texts.add(exchange.getMessage().getBody()));
            }
        });
        start("&events=raw&queueSize=10&whenFull=DROP", exchange -> go.await());
        burst(1_000);
        // Its outcome comes by an event, after all those.
        assertThat(send().getMessage().getHeader(AmiGsmConstants.OUTCOME)).isEqualTo(Outcome.SENT);
        yeastar.gateway().receiveSms(2, "+380501234567", "to the other route");
        await().until(() -> texts.equals(List.of("to the other route")));
        assertThat(health("consumer:in").getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void a_route_that_keeps_the_others_waiting_is_named_by_log_and_health_until_it_goes_on() throws Exception {
        try (Logged log = new Logged()) {
            start("&events=raw&queueSize=10&keepAlive=100&livenessWindow=500", exchange -> go.await());
            burst(100);
            String held = "route in takes nothing, and its queue is full (queueSize=10, whenFull=BLOCK)";
            await().untilAsserted(() -> {
                assertThat(health("consumer:in").getState()).isEqualTo(HealthCheck.State.DOWN);
                assertThat(health("consumer:in").getMessage().orElse("")).contains(held);
                assertThat(health("producer").getMessage().orElse("")).contains(held);
            });
            await().atMost(EventQueue.PATIENCE.multipliedBy(3)).untilAsserted(() -> assertThat(log.text())
                    .contains("route in is slower than the gateway")
                    .contains("queueSize=10, whenFull=BLOCK"));
            go.countDown();
            await().untilAsserted(
                            () -> assertThat(health("consumer:in").getState()).isEqualTo(HealthCheck.State.UP));
        }
    }

    @Test
    void pings_are_answered_while_a_flood_goes_through_a_slow_route() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        start("&events=raw&whenFull=" + System.getProperty("ami.ping.whenFull", "DROP"), this::slowly);
        Thread flood = new Thread(() -> flood(sent, over), "flood");
        flood.start();
        long begin = System.nanoTime();
        List<Long> micros = new ArrayList<>();
        int unanswered = 0;
        while (ms(begin) < PING_SECONDS * 1_000L) {
            long asked = System.nanoTime();
            Exchange pong = context.createProducerTemplate().request("direct:ping", exchange -> exchange.getMessage()
                    .setHeader(AmiGsmConstants.ACTION, "Ping"));
            unanswered += pong.getException() == null ? 0 : 1;
            micros.add((System.nanoTime() - asked) / 1_000);
            LockSupport.parkNanos(5_000_000);
        }
        over.set(true);
        flood.join();
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        print(
                "%d pings beside %d events in %d ms (%d dropped): p50 %d us, p99 %d us, most %d us, unanswered %d",
                sorted.length,
                sent.get(),
                ms(begin),
                consumer().getDroppedEvents(),
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1],
                unanswered);
        assertThat(unanswered).isZero();
        assertThat(Arrays.stream(sorted).max().orElse(0)).isLessThan(5_000_000);
    }

    /** As many as it says every second, in hundreds. */
    private void flood(AtomicInteger sent, AtomicBoolean over) {
        long begin = System.nanoTime();
        while (!over.get()) {
            long due = (System.nanoTime() - begin) / (1_000_000_000 / EVENTS_PER_SECOND);
            if (sent.get() + 100 <= due) {
                yeastar.gateway().emit(events(sent.get() + 1, 100));
                sent.addAndGet(100);
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void slowly(Exchange exchange) {
        long until = System.nanoTime() + SLOWNESS;
        Object body = exchange.getMessage().getBody();
        if (body instanceof RawEvent raw && raw.event().is("Flood")) {
            int number = Integer.parseInt(raw.event().get("Number"));
            told.add(number);
            lastTold = number;
            delivered++;
        } else if (body instanceof Gap gap) {
            told.add((int) -gap.dropped());
            lastTold += (int) gap.dropped();
        }
        mostQueued = Math.max(mostQueued, consumer().getQueuedEvents());
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private void burst(int count) {
        for (int i = 0; i < count; i += 100) {
            yeastar.gateway().emit(events(i + 1, Math.min(100, count - i)));
        }
    }

    private static String events(int first, int count) {
        StringBuilder wire = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            wire.append("Event: Flood\r\nPrivilege: call,all\r\nChannel: SIP/trunk-0000a1b2\r\nNumber: ")
                    .append(i)
                    .append("\r\n\r\n");
        }
        return wire.toString();
    }

    private void start(String options, Processor route) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).routeId("in").process(route);
                from("direct:send").to(uri(connection(options)));
                from("direct:ping").to(uri(connection(options) + "&operation=ACTION&allowedActions=Ping"));
            }
        });
        context.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> context.getEndpoint(uri(options), AmiGsmEndpoint.class)
                .isGatewayUp());
    }

    /** A link is shared by those with the same options of it. */
    private static String connection(String options) {
        return options.contains("&keepAlive") ? options.substring(options.indexOf("&keepAlive")) : "";
    }

    private Exchange send() {
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of(AmiGsmConstants.TO, "110")));
        });
    }

    private AmiGsmConsumer consumer() {
        return (AmiGsmConsumer) context.getRoute("in").getConsumer();
    }

    private HealthCheck.Result health(String id) {
        AmiGsmEndpoint endpoint = (AmiGsmEndpoint) context.getRoute("in").getEndpoint();
        SharedGateway gateway = endpoint.acquireGateway();
        try {
            AmiGsmHealthCheck check = id.equals("producer")
                    ? AmiGsmHealthCheck.ofProducers(gateway)
                    : AmiGsmHealthCheck.ofConsumer(gateway, "in");
            check.setCamelContext(context);
            check.setEnabled(true);
            return check.call();
        } finally {
            endpoint.releaseGateway(gateway);
        }
    }

    private String uri(String options) {
        GatewaySimulator gateway = yeastar.gateway();
        return "ami-gsm:" + gateway.host() + ":" + gateway.port()
                + "?username=camel&secret=RAW(s3c&r=t)&dialect=yeastar-tg" + options;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long ms(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static void print(String format, Object... values) {
        System.out.println("slow route: " + format.formatted(values));
    }
}
