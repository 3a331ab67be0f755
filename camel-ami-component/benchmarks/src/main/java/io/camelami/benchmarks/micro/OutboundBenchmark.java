package io.camelami.benchmarks.micro;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEncoder;
import io.camelami.gsm.text.SmsCost;
import io.camelami.gsm.text.SmsText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message costs on its way out: its cost, its parts, and the bytes of an action. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OutboundBenchmark {

    private final String plain = "Pump 3 reports 81 degrees; please look after it, or call the number on the door.";
    private final String longPlain = plain.repeat(10) + " {}[]~€";
    private final String longUnicode = "Насос 3: 81 °C, пожалуйста, проверьте. 😀 ".repeat(12);
    private final AmiEncoder encoder = AmiEncoder.utf8();
    private final AmiAction action = AmiAction.of("Originate")
            .with("Channel", "PJSIP/1001")
            .with("Context", "from-internal")
            .with("Exten", "1002")
            .with("Priority", "1")
            .with("CallerID", "Alarm <100>")
            .with("Variable", "ALARM=pump 3")
            .with("Async", "true");

    @Benchmark
    public byte[] encodeAction() {
        return encoder.encode(action, "bench-1-00000001");
    }

    @Benchmark
    public SmsCost costOfOnePart() {
        return SmsText.cost(plain);
    }

    @Benchmark
    public List<String> splitPlain() {
        return SmsText.split(longPlain, SmsText.alphabetOf(longPlain), false);
    }

    @Benchmark
    public List<String> splitUnicode() {
        return SmsText.split(longUnicode, SmsText.alphabetOf(longUnicode), false);
    }
}
