package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.asterisk.RealAsterisk;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TlsRouteIT {

    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_gateway_whose_certificate_is_trusted_is_heard() throws Exception {
        context.getRegistry().bind("tls", trusting());
        AmiGsmEndpoint endpoint = start("&sslContextParameters=#tls");
        await().untilAsserted(() -> assertThat(endpoint.isGatewayUp())
                .as(endpoint.getGatewayReason())
                .isTrue());
    }

    @Test
    void the_contexts_own_tls_parameters_are_used_where_the_component_is_told_so() throws Exception {
        context.setSSLContextParameters(trusting());
        context.getComponent("ami-gsm", AmiGsmComponent.class).setUseGlobalSslContextParameters(true);
        AmiGsmEndpoint endpoint = start("");
        await().untilAsserted(() -> assertThat(endpoint.isGatewayUp())
                .as(endpoint.getGatewayReason())
                .isTrue());
    }

    @Test
    void a_gateway_whose_certificate_is_not_trusted_is_down_and_says_why() throws Exception {
        context.getRegistry().bind("tls", new SSLContextParameters());
        AmiGsmEndpoint endpoint = start("&sslContextParameters=#tls");
        await().untilAsserted(() -> assertThat(endpoint.getGatewayReason())
                .contains("certificate is not trusted", "option sslContextParameters"));
        assertThat(endpoint.isGatewayUp()).isFalse();
    }

    /** As the documentation shows it. */
    @Test
    void a_certificate_that_nobody_vouches_for_is_pinned_by_a_trust_store_that_holds_nothing_else(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("gateway.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trustStore().store(out, "changeit".toCharArray());
        }
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword("changeit");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters pinned = new SSLContextParameters();
        pinned.setTrustManagers(trust);
        context.getRegistry().bind("pinned", pinned);
        AmiGsmEndpoint endpoint = start("&sslContextParameters=#pinned&verifyHostname=false");
        await().untilAsserted(() -> assertThat(endpoint.isGatewayUp())
                .as(endpoint.getGatewayReason())
                .isTrue());
    }

    private AmiGsmEndpoint start(String options) throws Exception {
        String uri = "ami-gsm:" + ASTERISK.host() + ":" + ASTERISK.tlsPort() + "?username=admin&secret="
                + RealAsterisk.SECRET + "&dialect=asterisk" + options;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:sms");
            }
        });
        context.start();
        return context.getEndpoint(uri, AmiGsmEndpoint.class);
    }

    private static KeyStore trustStore() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(ASTERISK.certificate())) {
            store.setCertificateEntry(
                    "asterisk", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        return store;
    }

    private static SSLContextParameters trusting() throws Exception {
        KeyStoreParameters keyStore = new KeyStoreParameters();
        keyStore.setKeyStore(trustStore());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(keyStore);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
