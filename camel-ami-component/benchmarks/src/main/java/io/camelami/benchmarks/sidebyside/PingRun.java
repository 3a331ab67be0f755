package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One subject's Pings, in a JVM of its own: one in flight and then {@link #DEEP} in flight, each warm before it is measured. */
final class PingRun {

    static final int DEEP = 256;

    private static final int MOST_SAMPLES = 2_000_000;

    /** Who asks. */
    enum Who {
        RAW("raw ping-pong"),
        OURS("our client"),
        ASTERISK_JAVA("asterisk-java"),
        BARE_SMS("our client, MessageSend instead of Ping"),
        CAMEL_SMS("`ami-gsm:`, SEND_SMS over 256 spans instead of Ping");

        final String title;

        Who(String title) {
            this.title = title;
        }

        PingSubject create() {
            return switch (this) {
                case RAW -> new RawPing();
                case OURS -> new OurPing(AmiAction.of("Ping"));
                case ASTERISK_JAVA -> new AsteriskJavaPing();
                case BARE_SMS ->
                    new OurPing(AmiAction.of("MessageSend")
                            .with("To", CamelSms.DESTINATION.replace("{to}", CamelSms.TO))
                            .with("Base64Body", CamelSms.TEXT_BASE64));
                case CAMEL_SMS -> new CamelSms();
            };
        }
    }

    private PingRun() {}

    /** @param args who, host, port, milliseconds of warm-up, milliseconds measured; each for either depth */
    public static void main(String[] args) throws Exception {
        try (PingSubject subject = Who.valueOf(args[0]).create()) {
            subject.connect(args[1], Integer.parseInt(args[2]));
            one(subject, Long.parseLong(args[3]));
            long[] times = one(subject, Long.parseLong(args[4]));
            Arrays.sort(times);
            deep(subject, Long.parseLong(args[3]));
            Usage before = Usage.now();
            long done = deep(subject, Long.parseLong(args[4]));
            Usage used = Usage.now().since(before);
            System.out.printf(
                    Locale.ROOT,
                    "result p50 %.2f p99 %.2f deep %.0f cpu %.3f bytes %.0f%n",
                    times[times.length / 2] / 1e3,
                    times[times.length * 99 / 100] / 1e3,
                    done * 1e9 / used.nanos(),
                    used.cpuNanos() / 1e3 / done,
                    (double) used.allocated() / done);
        }
        System.exit(0);
    }

    /** Nanoseconds that each took. */
    static long[] one(PingSubject subject, long millis) throws Exception {
        long[] times = new long[MOST_SAMPLES];
        int count = 0;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long start = System.nanoTime(); start < end && count < times.length; ) {
            subject.ping();
            long now = System.nanoTime();
            times[count++] = now - start;
            start = now;
        }
        return Arrays.copyOf(times, count);
    }

    /** One caller that keeps so many on their way. @return how many were answered */
    static long deep(PingSubject subject, long millis) throws Exception {
        Semaphore free = new Semaphore(DEEP);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long sent = 0;
        while (System.nanoTime() < end) {
            if (free.tryAcquire()) {
                sent++;
                subject.ping(free::release);
            } else {
                subject.flush();
                free.acquire();
                sent++;
                subject.ping(free::release);
            }
        }
        while (free.availablePermits() < DEEP) {
            subject.flush();
            if (free.tryAcquire(DEEP, 10, TimeUnit.MILLISECONDS)) {
                free.release(DEEP);
            }
        }
        return sent;
    }
}
