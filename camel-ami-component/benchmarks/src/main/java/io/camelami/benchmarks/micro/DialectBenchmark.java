package io.camelami.benchmarks.micro;

import io.camelami.ami.AmiEvent;
import io.camelami.benchmarks.CallEvents;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a dialect costs for each event of a busy exchange, nearly none of which is a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DialectBenchmark {

    private static final int EVENTS = 200 * CallEvents.PER_CALL;

    @Param({"openvox", "yeastar-tg", "chan-dongle", "chan-quectel", "asterisk"})
    public String dialect;

    private final List<AmiEvent> events = DecoderBenchmark.events();
    private DialectSession session;

    @Setup
    public void open() {
        GatewayConfig config = GatewayConfig.builder("localhost")
                .username("bench")
                .secret("bench")
                .dialect(dialect)
                .build();
        session = ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(dialect))
                .findFirst()
                .orElseThrow()
                .open(config);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void readCallEvents(Blackhole sink) {
        for (AmiEvent event : events) {
            sink.consume(session.read(event));
        }
    }
}
