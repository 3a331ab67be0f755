package io.camelami.benchmarks.sidebyside;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One subject, in a JVM of its own: bursts until it is warm, and then bursts that are measured. */
final class StreamRun {

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private StreamRun() {}

    /** @param args subject, host, port, control port, milliseconds of warm-up, milliseconds measured */
    public static void main(String[] args) throws Exception {
        Subjects which = Subjects.valueOf(args[0]);
        try (Subject subject = which.create();
                Bursts bursts = new Bursts(args[1], Integer.parseInt(args[3]))) {
            subject.connect(args[1], Integer.parseInt(args[2]));
            run(which, subject, bursts, Long.parseLong(args[4]));
            Usage before = Usage.now();
            long events = run(which, subject, bursts, Long.parseLong(args[5]));
            Usage used = Usage.now().since(before);
            System.out.printf(
                    Locale.ROOT,
                    "result rate %.1f cpu %.4f bytes %.1f%n",
                    events * 1e9 / used.nanos(),
                    used.cpuNanos() / 1e3 / events,
                    (double) used.allocated() / events);
        }
        System.exit(0);
    }

    /** Bursts for some time. @return the events that the server wrote, all of which came as far as they were wanted */
    static long run(Subjects which, Subject subject, Bursts bursts, long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long events = 0;
        do {
            long target = subject.events() + subject.wanted(which.burst);
            subject.burst(bursts, which.mix, which.burst);
            awaitEvents(subject, target);
            events += which.burst;
        } while (System.nanoTime() < end);
        return events;
    }

    private static void awaitEvents(Subject subject, long target) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (subject.events() < target) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        subject.events() - target + " events are missing, and none came within a minute");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
