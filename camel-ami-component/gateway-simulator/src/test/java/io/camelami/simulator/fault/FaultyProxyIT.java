package io.camelami.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.WireClient;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The proxy before a real Asterisk. */
class FaultyProxyIT {
    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    private FaultyProxy proxy;

    @BeforeEach
    void start() {
        proxy = FaultyProxy.to(ASTERISK.host(), ASTERISK.port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void what_asterisk_says_arrives_whole_in_pieces_or_not_at_all() throws IOException {
        String whole;
        try (WireClient client = loggedIn()) {
            client.command("core show help");
            whole = client.readUntil("\r\n\r\n");
            assertThat(whole.length()).isGreaterThan(10_000);
        }
        proxy.fault(Direction.TO_CLIENT.at(0), Fault.FRAGMENTS);
        try (WireClient client = loggedIn()) {
            client.command("core show help");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo(whole);
        }
        try (WireClient client = loggedIn()) {
            proxy.fault(Direction.TO_CLIENT, Fault.BLACK_HOLE);
            client.command("core show help");
            client.expectSilence();
        }
    }

    @Test
    void asterisk_keeps_a_half_open_session_and_loses_a_cut_one() throws IOException {
        try (WireClient client = loggedIn()) {
            proxy.fault(Direction.TO_CLIENT, Fault.HALF_OPEN);
            client.send("Action: Ping\n\n");
            client.expectSilence();
        }
        assertThat(sessions()).isEqualTo(1);
        proxy.fault(Direction.TO_CLIENT, Fault.RESET);
        await().atMost(Duration.ofSeconds(10)).until(() -> sessions() == 0);
    }

    private static long sessions() {
        return ASTERISK.cli("manager show connected")
                .lines()
                .filter(line -> line.strip().startsWith("admin"))
                .count();
    }

    private WireClient loggedIn() throws IOException {
        WireClient client = WireClient.connect(proxy.host(), proxy.port());
        client.send("Action: Login\nUsername: admin\nSecret: " + RealAsterisk.SECRET + "\nEvents: off\n\n");
        client.readUntil("Authentication accepted\r\n\r\n");
        return client;
    }
}
