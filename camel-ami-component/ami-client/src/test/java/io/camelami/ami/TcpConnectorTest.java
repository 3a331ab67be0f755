package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where a connection goes. */
class TcpConnectorTest {

    private static TcpConnector resolving(String... addresses) {
        return TcpConnector.plain(host -> {
            assertThat(host).isEqualTo("gateway.example");
            return Arrays.stream(addresses).map(TcpConnectorTest::address).toArray(InetAddress[]::new);
        });
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LinkFixture to(TcpConnector connector, int port) {
        return LinkFixture.to(
                connector,
                "gateway.example",
                port,
                AmiCredentials.of("a", "b"),
                config -> config.connectTimeout(Duration.ofSeconds(2)));
    }

    @Test
    void all_addresses_of_a_host_name_are_tried() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.stayDeaf();
                });
                // Every 127.x.x.x is this machine, and nobody listens at the others.
                LinkFixture gw = to(resolving("127.0.0.3", "127.0.0.2", "127.0.0.1"), gateway.port())) {
            gw.up();
            assertThat(gw.link.status().epoch()).isEqualTo(1);
        }
    }

    @Test
    void a_host_none_of_whose_addresses_answers_is_away_and_the_reason_names_them_all() throws Exception {
        int port;
        try (ScriptedGateway gone = ScriptedGateway.start(peer -> {})) {
            port = gone.port();
        }
        try (LinkFixture gw = to(resolving("127.0.0.3", "127.0.0.2"), port)) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason())
                    .isEqualTo("Gateway gw1: cannot connect to gateway.example:" + port + " (ConnectException, none of"
                            + " its addresses: 127.0.0.3: Connection refused; 127.0.0.2: Connection refused)");
        }
    }

    @Test
    void a_connection_closed_while_it_looks_for_the_host_asks_no_address() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        TcpConnector slowNames = TcpConnector.plain(host -> {
            asked.countDown();
            try {
                answer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[] {address("127.0.0.1")};
        });
        try (ScriptedGateway gateway = ScriptedGateway.start(ScriptedGateway.Peer::stayDeaf);
                LinkFixture gw = to(slowNames, gateway.port())) {
            gw.link.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            gw.link.close();
            answer.countDown();
            LinkFixture.awaitNoThread();
            assertThat(gateway.peers()).isEmpty();
        } finally {
            answer.countDown();
        }
    }
}
