package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.asterisk.RealAsterisk;
import java.io.InputStream;
import java.nio.file.Files;
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
        await().untilAsserted(() -> assertThat(endpoint.getGatewayReason()).containsIgnoringCase("certif"));
        assertThat(endpoint.isGatewayUp()).isFalse();
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

    private static SSLContextParameters trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(ASTERISK.certificate())) {
            store.setCertificateEntry(
                    "asterisk", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        KeyStoreParameters keyStore = new KeyStoreParameters();
        keyStore.setKeyStore(store);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(keyStore);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
