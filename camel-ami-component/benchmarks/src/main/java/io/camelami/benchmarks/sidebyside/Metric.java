package io.camelami.benchmarks.sidebyside;

import static io.camelami.benchmarks.sidebyside.Subjects.*;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One figure of the table.
 *
 * @param must what it has to reach
 * @param goal what would be good
 * @param most whether the two are upper bounds
 * @param quick whether a quick run tells it
 */
record Metric(
        String name,
        String what,
        double must,
        double goal,
        boolean most,
        boolean quick,
        ToDoubleFunction<Round> value) {

    static final List<Metric> ALL = List.of(
            least(
                            "events_per_asterisk_java",
                            "events/s to a listener ÷ asterisk-java",
                            12,
                            20,
                            ratio(LISTENER, ASTERISK_JAVA, "rate"))
                    .alsoQuick(),
            least(
                    "queue_events_per_asterisk_java",
                    "events/s through a queue to another thread ÷ asterisk-java",
                    10,
                    16,
                    ratio(QUEUE, ASTERISK_JAVA, "rate")),
            most(
                            "cpu_per_asterisk_java",
                            "CPU per event ÷ asterisk-java",
                            1 / 15.0,
                            1 / 24.0,
                            ratio(LISTENER, ASTERISK_JAVA, "cpu"))
                    .alsoQuick(),
            most(
                            "bytes_per_event",
                            "bytes allocated per event, 3 values read",
                            800,
                            600,
                            round -> round.of(LISTENER, "bytes"))
                    .alsoQuick(),
            least("events_per_scan", "events/s ÷ scan limit", 0.45, 0.65, ratio(LISTENER, SCAN, "rate")),
            most("cpu_per_scan", "CPU per event ÷ scan limit", 2.2, 1.6, ratio(LISTENER, SCAN, "cpu"))
                    .alsoQuick(),
            least(
                    "filtered_per_scan",
                    "filtered stream (1 in 10 kept) ÷ scan limit",
                    0.85,
                    0.95,
                    ratio(FILTER, SCAN_MIXED, "rate")),
            least("events_per_one_pass", "events/s ÷ one pass and no client", 1, 1, ratio(LISTENER, ONE_PASS, "rate")),
            least(
                    "filtered_per_one_pass",
                    "filtered stream (1 in 10 kept) ÷ one pass and no client",
                    1,
                    1,
                    ratio(FILTER, ONE_PASS_FILTER, "rate")),
            least(
                    "exchanges_per_bare_consumer",
                    "Exchanges/s through `ami-gsm:` ÷ the bare consumer",
                    0.7,
                    0.9,
                    ratio(AMI_GSM, MEMORY, "rate")),
            least(
                    "exchanges_per_camel_asterisk",
                    "Exchanges/s through `ami-gsm:` ÷ camel-asterisk",
                    5,
                    10,
                    ratio(AMI_GSM, CAMEL_ASTERISK, "rate")),
            most(
                    "ping_p50_per_raw",
                    "Ping p50, one in flight ÷ raw ping-pong",
                    2.0,
                    1.6,
                    ratio(PingRun.Who.OURS, PingRun.Who.RAW, "p50")),
            least(
                    "ping_256_per_raw",
                    "Pings/s, 256 in flight ÷ raw ping-pong",
                    0.4,
                    0.8,
                    ratio(PingRun.Who.OURS, PingRun.Who.RAW, "deep")),
            least(
                    "ping_256_per_asterisk_java",
                    "Pings/s, 256 in flight ÷ asterisk-java",
                    5,
                    10,
                    ratio(PingRun.Who.OURS, PingRun.Who.ASTERISK_JAVA, "deep")),
            least(
                    "sms_per_bare_action",
                    "SEND_SMS through Camel, 256 spans in flight ÷ bare actions",
                    0.4,
                    0.7,
                    ratio(PingRun.Who.CAMEL_SMS, PingRun.Who.BARE_SMS, "deep")));

    private static Metric least(String name, String what, double must, double goal, ToDoubleFunction<Round> value) {
        return new Metric(name, what, must, goal, false, false, value);
    }

    private static Metric most(String name, String what, double must, double goal, ToDoubleFunction<Round> value) {
        return new Metric(name, what, must, goal, true, false, value);
    }

    private Metric alsoQuick() {
        return new Metric(name, what, must, goal, most, true, value);
    }

    private static ToDoubleFunction<Round> ratio(Enum<?> one, Enum<?> other, String field) {
        return round -> round.of(one, field) / round.of(other, field);
    }

    String reached(double median) {
        if (most ? median <= goal : median >= goal) {
            return "goal";
        }
        return (most ? median <= must : median >= must) ? "must" : "**missed**";
    }
}
