package io.camelami.benchmarks.soak;

import io.camelami.component.AmiGsmConstants;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A Camel route that listens to a gateway which tells events at a steady rate and whose connections are cut again and again,
 * while another sends SMS. Tells whether memory, threads and file descriptors stay what they are, and whether each event is
 * accounted for. {@code soak.sh} starts it.
 *
 * <p>The verdict looks at the samples after the first fifth of the run, at most five minutes: until then caches fill and code
 * is compiled. It is over the fitted line of each quantity, see {@link Trend}, whose rise must stay within
 * {@link #HEAP_BOUND}, {@link #COUNT_BOUND} or {@link #OBJECTS_BOUND}.
 */
final class Soak implements AutoCloseable {

    /** Bytes. A thousandth of the events of half an hour, kept, would be three times as much. */
    static final double HEAP_BOUND = 1 << 20;

    /** Threads and descriptors: less than one more. */
    static final double COUNT_BOUND = 0.99;

    /** Instances of our own classes, of which there are some thousands in queues at any time. */
    static final double OBJECTS_BOUND = 500;

    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(7);
    private static final Duration SEND_PERIOD = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double MIB = 1 << 20;

    private final SoakPeer peer;
    private final Sends sends;
    private final Account events = new Account("events");
    private final Account texts = new Account("SMS");
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong epoch = new AtomicLong();
    private final CamelContext camel = new DefaultCamelContext();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Probe probe = new Probe();
    private final long start = System.nanoTime();

    private Soak(SoakPeer peer, Sends sends) {
        this.peer = peer;
        this.sends = sends;
    }

    /** @param args seconds to run, events a second, seconds between two cuts, directory for what comes out */
    public static void main(String[] args) throws Exception {
        Duration length = Duration.ofSeconds(Long.parseLong(args[0]));
        Path out = Files.createDirectories(Path.of(args[3]));
        Sends sends = new Sends((int) (length.plus(PATIENCE).toMillis() / SEND_PERIOD.toMillis()));
        boolean good;
        try (SoakPeer peer = SoakPeer.start(args[1], args[2], text -> sends.wentOut(numberIn(text)));
                Soak soak = new Soak(peer, sends)) {
            soak.begin();
            List<Sample> samples = soak.sampleFor(length, out.resolve("soak.csv"));
            good = soak.verdict(samples, out.resolve("soak.png"));
        }
        System.exit(good ? 0 : 1);
    }

    private void begin() throws Exception {
        // A link that is cut every 10 s has never proved itself, so the delays would grow, and there would be fewer
        // reconnects.
        String gateway = "ami-gsm:127.0.0.1:" + peer.port()
                + "?username=soak&secret=soak&dialect=openvox&spans=4&reconnectMax=400";
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(gateway + "&events=raw,sms,call,link").process(Soak.this::hear);
            }
        });
        camel.start();
        ProducerTemplate template = camel.createProducerTemplate();
        String target = gateway + "&operation=SEND_SMS&throwExceptionOnFailure=false";
        sender.scheduleAtFixedRate(() -> send(template, target), 1000, SEND_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void hear(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        long heardIn = exchange.getMessage().getHeader(AmiGsmConstants.EPOCH, Long.class);
        epoch.accumulateAndGet(heardIn, Math::max);
        if (body instanceof RawEvent raw) {
            String number = raw.event().get("Number");
            if (number != null) {
                events.arrived(Long.parseLong(number), heardIn);
            }
        } else if (body instanceof Gap gap) {
            gaps.incrementAndGet();
            events.gap(gap);
            texts.gap(gap);
        } else if ("sms".equals(exchange.getMessage().getHeader(AmiGsmConstants.EVENT))) {
            texts.arrived(numberIn((String) body), heardIn);
        }
    }

    private void send(ProducerTemplate template, String target) {
        int number = sends.next();
        if (number < 0) {
            return;
        }
        template.asyncSend(target, exchange -> {
                    exchange.getMessage().setBody(SoakGateway.SMS_TEXT + number);
                    exchange.getMessage().setHeader(AmiGsmConstants.TO, "+8613632919026");
                })
                .whenComplete((exchange, error) -> ended(number, exchange));
    }

    private void ended(int number, Exchange exchange) {
        Outcome outcome =
                exchange == null ? null : exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME, Outcome.class);
        if (outcome == Outcome.SENT || outcome == Outcome.ACCEPTED) {
            sends.sent(number);
        } else if (outcome == Outcome.FAILED) {
            sends.notSent(number);
        } else if (outcome == Outcome.UNKNOWN) {
            sends.unknown(number);
        }
        // Anything else leaves it open, which the verdict counts as a broken promise.
    }

    private static int numberIn(String text) {
        return Integer.parseInt(text.substring(SoakGateway.SMS_TEXT.length()));
    }

    private List<Sample> sampleFor(Duration length, Path csv) throws JMException, IOException, InterruptedException {
        Files.writeString(csv, Sample.CSV_HEAD + "\n");
        for (int i = 1; SAMPLE_PERIOD.multipliedBy(i).compareTo(length) <= 0; i++) {
            TimeUnit.NANOSECONDS.sleep(start + SAMPLE_PERIOD.multipliedBy(i).toNanos() - System.nanoTime());
            Sample sample = probe.read((System.nanoTime() - start) / 1e9, events.seen(), gaps.get(), epoch.get());
            Files.writeString(csv, sample.csv() + "\n", StandardOpenOption.APPEND);
        }
        return Files.readAllLines(csv).stream().skip(1).map(Sample::ofCsv).toList();
    }

    private boolean verdict(List<Sample> samples, Path picture) throws IOException, InterruptedException {
        sender.shutdown();
        SoakPeer.Told told = peer.finish();
        await(() -> events.complete(told.events()) && texts.complete(told.texts()) && sends.open() == 0);
        boolean accounted = events.broken() + texts.broken() + sends.broken() == 0
                && events.complete(told.events())
                && texts.complete(told.texts());
        double end = samples.get(samples.size() - 1).seconds();
        double warm = Math.min(end / 5, 300);
        List<Trend> trends = trends(
                samples.stream().filter(sample -> sample.seconds() >= warm).toList());
        System.out.printf(
                Locale.ROOT,
                "%.0f s, %.0f events a second, %d gaps, epoch %d, Java %s; lines are fitted from %.0f s on%n",
                end,
                events.seen() / end,
                gaps.get(),
                epoch.get(),
                Runtime.version(),
                warm);
        trends.forEach(System.out::println);
        System.out.println(events.summary(told.events()));
        System.out.println(texts.summary(told.texts()));
        System.out.println(sends.summary());
        SoakChart.write(samples, warm, picture);
        boolean good = accounted && trends.stream().allMatch(Trend::flat);
        System.out.println(good ? "verdict: flat, and everything accounted for" : "verdict: FAILED");
        return good;
    }

    static List<Trend> trends(List<Sample> samples) {
        List<Trend> trends = new ArrayList<>();
        trends.add(Trend.of("heap after GC", MIB, " MiB", samples, Sample::heap, HEAP_BOUND));
        trends.add(Trend.of("direct buffers", MIB, " MiB", samples, Sample::direct, HEAP_BOUND));
        trends.add(Trend.of("threads", 1, "", samples, Sample::threads, COUNT_BOUND));
        trends.add(Trend.of("file descriptors", 1, "", samples, Sample::descriptors, COUNT_BOUND));
        trends.add(Trend.of("objects of our own", 1, "", samples, Sample::objects, OBJECTS_BOUND));
        trends.add(Trend.of("pending actions", 1, "", samples, Sample::pending, COUNT_BOUND));
        return trends;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
        camel.stop();
    }
}
