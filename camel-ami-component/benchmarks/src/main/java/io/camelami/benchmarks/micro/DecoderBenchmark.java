package io.camelami.benchmarks.micro;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.benchmarks.CallEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What an event costs from its bytes on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecoderBenchmark {

    private static final int CALLS = 200;
    private static final int EVENTS = CALLS * CallEvents.PER_CALL;

    private final byte[] bytes = bytes();
    private final AmiDecoder all = decoder(null);
    private final AmiDecoder one = decoder("Hangup"::equals);

    private static byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (int call = 0; call < CALLS; call++) {
            CallEvents.ofCall(call).forEach(event -> text.append(event).append("\r\n"));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static AmiDecoder decoder(Predicate<String> filter) {
        return new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, filter);
    }

    /** The events of some calls. */
    static List<AmiEvent> events() {
        List<AmiEvent> events = new ArrayList<>();
        byte[] bytes = bytes();
        AmiDecoder decoder = decoder(null);
        feed(decoder, bytes, event -> events.add((AmiEvent) event));
        return events;
    }

    private static void feed(AmiDecoder decoder, byte[] bytes, Consumer<Object> out) {
        for (int at = 0; at < bytes.length; ) {
            ByteBuffer space = decoder.input();
            int length = Math.min(space.remaining(), bytes.length - at);
            space.put(bytes, at, length);
            at += length;
            decoder.decode(out);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void nothingRead(Blackhole sink) {
        feed(all, bytes, sink::consume);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void twoValuesRead(Blackhole sink) {
        feed(all, bytes, message -> {
            AmiEvent event = (AmiEvent) message;
            sink.consume(event.get("Channel"));
            sink.consume(event.get("Uniqueid"));
        });
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void everyValueRead(Blackhole sink) {
        feed(all, bytes, message -> sink.consume(((AmiEvent) message).headers()));
    }

    /** One in nine is wanted. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void filtered(Blackhole sink) {
        feed(one, bytes, sink::consume);
    }
}
