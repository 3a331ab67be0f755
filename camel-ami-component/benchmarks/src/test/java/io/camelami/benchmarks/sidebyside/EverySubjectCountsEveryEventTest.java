package io.camelami.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EverySubjectCountsEveryEventTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PANORAMISK", "CAMEL_ASTERISK"})
    void of_two_bursts_and_not_one_more(Subjects which) throws Exception {
        try (EventServer server = new EventServer(InetAddress.getLoopbackAddress(), 0)) {
            countsAll(which, server, "127.0.0.1");
        }
    }

    /** It knows one port only, so it needs an address on which that is free. */
    @ParameterizedTest
    @EnumSource(names = "CAMEL_ASTERISK")
    void also_the_one_that_knows_one_port_only(Subjects which) throws Exception {
        String address = "127.83.19.201";
        try (EventServer server = serverWithThatPort(address)) {
            countsAll(which, server, address);
        }
    }

    private static EventServer serverWithThatPort(String address) {
        try {
            return new EventServer(InetAddress.getByName(address), 5038);
        } catch (IOException e) {
            return Assumptions.abort("Port 5038 of " + address + " is not free: " + e.getMessage());
        }
    }

    private static void countsAll(Subjects which, EventServer server, String address) throws Exception {
        int events = 2 * Mix.BLOCK;
        try (Subject subject = which.create();
                Bursts bursts = new Bursts(address, server.controlPort())) {
            subject.connect(address, server.port());
            for (int burst = 1; burst <= 2; burst++) {
                subject.burst(bursts, which.mix, events);
                long expected = (long) burst * subject.wanted(events);
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> subject.events() >= expected);
                assertThat(subject.events()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_ping_of_one_and_of_many_in_flight_is_answered(PingRun.Who who) throws Exception {
        try (EventServer server = new EventServer(InetAddress.getLoopbackAddress(), 0);
                PingSubject subject = who.create()) {
            subject.connect("127.0.0.1", server.port());
            AtomicInteger answered = new AtomicInteger();

            subject.ping();
            for (int i = 0; i < 100; i++) {
                subject.ping(answered::incrementAndGet);
            }

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                if (answered.get() < 100) {
                    subject.flush();
                }
                return answered.get() == 100;
            });
        }
    }
}
