package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate for the name {@code localhost} that nobody but the test trusts. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext trusting;
    private static ScriptedGateway gateway;

    @BeforeAll
    static void startGateway() throws Exception {
        Path file = folder.resolve("gateway.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("gateway", store.getCertificate("gateway"));

        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext serving = SSLContext.getInstance("TLS");
        serving.init(keys.getKeyManagers(), null, null);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);

        gateway = ScriptedGateway.start(serving.getServerSocketFactory(), peer -> {
            peer.letIn();
            peer.serve(action -> peer.answer(action, "Success", "Message: over TLS"));
        });
    }

    @AfterAll
    static void stopGateway() throws Exception {
        gateway.close();
    }

    private static LinkFixture link(AmiConnector connector, String host) {
        return LinkFixture.to(connector, host, gateway.port(), AmiCredentials.of("ami", "secret"), config -> config);
    }

    @Test
    void a_trusted_certificate_for_the_host_is_accepted() {
        try (LinkFixture gw = link(TcpConnector.tls(trusting), "localhost").up()) {
            assertThat(gw.answer(AmiAction.of("Hello")).message()).isEqualTo("over TLS");
        }
    }

    @Test
    void a_trusted_certificate_for_another_host_is_refused_by_default() {
        try (LinkFixture gw = link(TcpConnector.tls(trusting), "127.0.0.1")) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason())
                    .contains("cannot connect", "127.0.0.1", "not for this host", "option verifyHostname")
                    .doesNotContain("not trusted");
            await().untilAsserted(() -> assertThat(gw.listener.story).containsExactly("down 0"));
        }
    }

    @Test
    void without_the_host_name_check_it_is_accepted_and_still_must_be_trusted() throws Exception {
        try (LinkFixture gw = link(TcpConnector.tlsWithoutHostNameCheck(trusting), "127.0.0.1")
                .up()) {
            assertThat(gw.answer(AmiAction.of("Hello")).message()).isEqualTo("over TLS");
        }
        try (LinkFixture gw = link(TcpConnector.tlsWithoutHostNameCheck(SSLContext.getDefault()), "127.0.0.1")) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason())
                    .contains("SSLHandshakeException", "is not trusted", "option sslContextParameters")
                    .doesNotContain("verifyHostname");
        }
    }

    @Test
    void a_gateway_that_talks_no_tls_is_no_endless_handshake() throws Exception {
        try (ScriptedGateway plain = ScriptedGateway.start(ScriptedGateway.Peer::stayDeaf);
                LinkFixture gw = LinkFixture.to(
                        TcpConnector.tls(trusting),
                        "localhost",
                        plain.port(),
                        AmiCredentials.of("ami", "secret"),
                        config -> config.connectTimeout(Duration.ofMillis(200)))) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason()).contains("cannot connect");
        }
    }

    @Test
    void closing_a_link_over_tls_ends_its_thread() {
        LinkFixture gw = link(TcpConnector.tls(trusting), "localhost").up();
        gw.close();
        await().atMost(LinkFixture.SOON)
                .untilAsserted(() -> assertThat(LinkFixture.threads()).isEmpty());
    }
}
