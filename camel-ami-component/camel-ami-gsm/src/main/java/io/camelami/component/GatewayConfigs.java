package io.camelami.component;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.QuotaStore;
import io.camelami.gsm.SpanRules;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes the gateway layer's configuration from what a URI names: a bean, or an address and options. */
final class GatewayConfigs {

    private static final int AMI_PORT = 5038;

    private final CamelContext context;
    /** One TLS context for the same parameters, so that endpoints with the same ones are seen to agree. */
    private final Map<SSLContextParameters, SSLContext> sslContexts = new IdentityHashMap<>();

    /** For all gateways without a repository, so that the quotas hold while a route is stopped and started. */
    private final QuotaStore quotasInMemory = QuotaStore.inMemory();

    GatewayConfigs(CamelContext context) {
        this.context = context;
    }

    /**
     * @param gateway what the URI has after the scheme
     * @throws IllegalArgumentException naming the option that is wrong
     */
    GatewayConfig of(String gateway, AmiGsmConfiguration options) throws GeneralSecurityException, java.io.IOException {
        GatewayConfig bean = bean(gateway);
        return bean != null ? bean : fromOptions(gateway, options);
    }

    /** A bean has its own connection options; others in the URI would be ignored, so they are refused. */
    void requireNoConnectionOptionsBesideBean(String gateway, Collection<String> parameters) {
        if (bean(gateway) == null) {
            return;
        }
        List<String> unwanted = parameters.stream()
                .filter(ConnectionOption::isConnectionOption)
                .sorted()
                .toList();
        if (!unwanted.isEmpty()) {
            throw new IllegalArgumentException("ami-gsm:" + gateway + " names a GatewayConfig bean, so the options "
                    + unwanted + " belong on that bean and not in the URI");
        }
    }

    private GatewayConfig bean(String name) {
        return context.getRegistry().lookupByName(name) instanceof GatewayConfig config ? config : null;
    }

    private GatewayConfig fromOptions(String gateway, AmiGsmConfiguration options)
            throws GeneralSecurityException, java.io.IOException {
        return addressed(gateway)
                .username(options.getUsername())
                .secret(options.getSecret())
                .dialect(options.getDialect())
                .zone(zone(options.getZone()))
                .spans(options.getSpans())
                .sslContext(sslContext(options.getSslContextParameters()))
                .verifyHostname(options.isVerifyHostname())
                .connectTimeout(Duration.ofMillis(options.getConnectTimeout()))
                .actionTimeout(Duration.ofMillis(options.getActionTimeout()))
                .sendTimeout(Duration.ofMillis(options.getSendTimeout()))
                .keepAlive(Duration.ofMillis(options.getKeepAlive()))
                .livenessWindow(Duration.ofMillis(options.getLivenessWindow()))
                .reconnectMin(Duration.ofMillis(options.getReconnectMin()))
                .reconnectMax(Duration.ofMillis(options.getReconnectMax()))
                .reassemblyTimeout(Duration.ofMillis(options.getReassemblyTimeout()))
                .pacing(options.getPacing() == null ? null : Duration.ofMillis(options.getPacing()))
                .sendQueue(options.getSendQueue())
                .spanRules(new SpanRules(
                        options.getSpanChoice(),
                        Duration.ofMillis(options.getSpanCheck()),
                        options.getQuotaPartsPerDay(),
                        options.getQuotaRecipientsPerDay(),
                        quotaStore(options.getQuotaRepository())))
                .dialectOptions(asText(options.getDialectOptions()))
                .build();
    }

    /** The repository is started here, and stopped with the context, as the one of an idempotent consumer. */
    private QuotaStore quotaStore(IdempotentRepository repository) {
        if (repository == null) {
            return quotasInMemory;
        }
        try {
            context.addService(repository, true, true);
        } catch (Exception e) {
            throw new RuntimeCamelException("Option quotaRepository: the repository does not start", e);
        }
        return new RepositoryQuotaStore(repository);
    }

    private static Map<String, String> asText(Map<String, Object> options) {
        return options.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, option -> String.valueOf(option.getValue())));
    }

    /** Reads {@code host}, {@code host:port}, {@code [IPv6]} and {@code [IPv6]:port}. */
    private static GatewayConfig.Builder addressed(String gateway) {
        int hostEnd = gateway.startsWith("[") ? gateway.indexOf(']') + 1 : gateway.indexOf(':');
        if (hostEnd < 0) {
            return GatewayConfig.builder(gateway).port(AMI_PORT);
        }
        String host = gateway.substring(0, hostEnd);
        String rest = gateway.substring(hostEnd);
        if (host.isEmpty() || !(rest.isEmpty() || rest.matches(":\\d{1,5}"))) {
            throw new IllegalArgumentException(
                    "ami-gsm:" + gateway + " is neither a GatewayConfig bean in the registry nor"
                            + " an address of the form host or host:port (an IPv6 address in brackets)");
        }
        return GatewayConfig.builder(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .port(rest.isEmpty() ? AMI_PORT : Integer.parseInt(rest.substring(1)));
    }

    private static ZoneId zone(String zone) {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Option zone=" + zone + " is no time zone; Europe/Berlin and +02:00 are examples", e);
        }
    }

    private synchronized SSLContext sslContext(SSLContextParameters parameters)
            throws GeneralSecurityException, java.io.IOException {
        if (parameters == null) {
            return null;
        }
        SSLContext known = sslContexts.get(parameters);
        if (known == null) {
            known = parameters.createSSLContext(context);
            sslContexts.put(parameters, known);
        }
        return known;
    }
}
