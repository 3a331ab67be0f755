package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorExtension;
import io.camelami.simulator.fault.Direction;
import io.camelami.simulator.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbered events through connections that break: each number comes once and in order, or lies in a gap that is told. */
class EveryCompleteEventReachesTheRouteOnceTest {
    private static final int ROUNDS = 25;
    private static final int BURST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Fault> FAULTS =
            List.of(Fault.RESET, Fault.CLOSE, Fault.FRAGMENTS, Fault.HALF_OPEN, Fault.RESET, Fault.CLOSE);

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX));

    /** What the route got: a number, or a gap as {@link #GAP}. */
    private final Queue<Long> got = new ConcurrentLinkedQueue<>();

    private static final long GAP = -1;
    private RouteThroughProxy route;

    @BeforeEach
    void stand() {
        route = new RouteThroughProxy(simulator.gateway());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void or_is_covered_by_a_gap(long seed) throws Exception {
        start();
        Random random = new Random(seed);
        long number = 0;
        for (int round = 0; round < ROUNDS; round++) {
            await().atMost(PATIENCE).until(this::isUp);
            long before = number + 1 + random.nextInt(BURST);
            long gaps = gaps();
            number = emit(number, before);
            awaitOrGap(before, gaps);
            // Some of these are on their way when it strikes.
            number = emit(number, number + random.nextInt(BURST));
            route.proxy.fault(Direction.TO_CLIENT, FAULTS.get(round % FAULTS.size()));
            number = emit(number, number + random.nextInt(BURST));
            awaitOrGap(number, gaps);
        }
        await().atMost(PATIENCE).until(this::isUp);
        long last = number + 1;
        emit(number, last);
        await().atMost(PATIENCE).until(() -> got.contains(last));

        List<Long> all = new ArrayList<>(got);
        List<Long> numbers = all.stream().filter(next -> next != GAP).toList();
        assertThat(numbers).as("at most once").doesNotHaveDuplicates();
        assertThat(numbers).as("in order").isSorted();
        assertThat(lostWithoutAWord(all)).as("lost without a gap").isEmpty();
        assertThat(numbers).as("many of %d came", last).hasSizeGreaterThan((int) last / 4);
        assertThat(all).as("connections broke").contains(GAP);
    }

    private long emit(long from, long to) {
        for (long number = from + 1; number <= to; number++) {
            simulator.gateway().emit("Event: Counted\r\nPrivilege: system,all\r\nNumber: " + number + "\r\n\r\n");
        }
        return to;
    }

    /** The link may be down for a shorter time than anybody looks, but what was lost with it is told as a gap. */
    private void awaitOrGap(long number, long gapsBefore) {
        await().atMost(PATIENCE).until(() -> got.contains(number) || gaps() > gapsBefore);
    }

    private long gaps() {
        return got.stream().filter(next -> next == GAP).count();
    }

    private static List<Long> lostWithoutAWord(List<Long> all) {
        List<Long> lost = new ArrayList<>();
        long last = 0;
        boolean gap = false;
        for (long next : all) {
            if (next == GAP) {
                gap = true;
            } else {
                if (!gap) {
                    LongStream.range(last + 1, next).forEach(lost::add);
                }
                gap = false;
                last = next;
            }
        }
        return lost;
    }

    private void start() throws Exception {
        route.start(
                simulator.gateway().secret(),
                "events=raw,link&keepAlive=200&livenessWindow=600&reconnectMin=100&reconnectMax=200",
                this::hear);
        await().until(this::isUp);
    }

    private boolean isUp() {
        return route.context.getEndpoints().stream()
                .filter(AmiGsmEndpoint.class::isInstance)
                .allMatch(endpoint -> ((AmiGsmEndpoint) endpoint).isGatewayUp());
    }

    private void hear(Exchange exchange) {
        if ("gap".equals(exchange.getMessage().getHeader(AmiGsmConstants.EVENT))) {
            got.add(GAP);
        } else if (exchange.getMessage().getBody() instanceof RawEvent raw
                && raw.event().is("Counted")) {
            got.add(Long.valueOf(raw.event().get("Number")));
        }
    }
}
