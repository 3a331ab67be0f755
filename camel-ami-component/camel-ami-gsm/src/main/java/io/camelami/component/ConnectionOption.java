package io.camelami.component;

import io.camelami.gsm.GatewayConfig;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An option that belongs to the link and not to one endpoint, so that endpoints that share a link must agree on it.
 *
 * @param secret whether its value must not be shown
 */
record ConnectionOption(String name, boolean secret, Function<GatewayConfig, Object> value) {

    /** Of the parameters that only the dialect knows. */
    static final String DIALECT_PREFIX = "dialect.";

    static final List<ConnectionOption> ALL = List.of(
            // The name is no option of a URI: it differs when one endpoint names a bean and another the bean's host.
            shown("name", GatewayConfig::name),
            shown("dialect", GatewayConfig::dialect),
            new ConnectionOption("secret", true, GatewayConfig::secret),
            shown("zone", GatewayConfig::zone),
            shown("spans", GatewayConfig::spans),
            shown("sslContextParameters", GatewayConfig::sslContext),
            shown("verifyHostname", GatewayConfig::verifyHostname),
            shown("connectTimeout", GatewayConfig::connectTimeout),
            shown("actionTimeout", GatewayConfig::actionTimeout),
            shown("sendTimeout", GatewayConfig::sendTimeout),
            shown("keepAlive", GatewayConfig::keepAlive),
            shown("livenessWindow", GatewayConfig::livenessWindow),
            shown("reconnectMin", GatewayConfig::reconnectMin),
            shown("reconnectMax", GatewayConfig::reconnectMax),
            shown("reassemblyTimeout", GatewayConfig::reassemblyTimeout),
            shown("pacing", GatewayConfig::pacing),
            shown("sendQueue", GatewayConfig::sendQueue),
            shown("spanChoice", config -> config.spanRules().choice()),
            shown("spanCheck", config -> config.spanRules().check()),
            shown("quotaPartsPerDay", config -> config.spanRules().quotaPartsPerDay()),
            shown("quotaRecipientsPerDay", config -> config.spanRules().quotaRecipientsPerDay()),
            shown("quotaRepository", ConnectionOption::quotaRepository),
            shown("dialectOptions", GatewayConfig::dialectOptions));

    private static final Set<String> URI_NAMES = ALL.stream()
            .map(ConnectionOption::name)
            .filter(name -> !"name".equals(name))
            .collect(Collectors.toUnmodifiableSet());

    private static ConnectionOption shown(String name, Function<GatewayConfig, Object> value) {
        return new ConnectionOption(name, false, value);
    }

    /** Null for counting in memory, however many memories there are. */
    private static Object quotaRepository(GatewayConfig config) {
        return config.spanRules().quotaStore() instanceof RepositoryQuotaStore store ? store : null;
    }

    /** Whether a URI parameter is an option of the connection, the user included. */
    static boolean isConnectionOption(String uriParameter) {
        return URI_NAMES.contains(uriParameter)
                || "username".equals(uriParameter)
                || uriParameter.startsWith(DIALECT_PREFIX);
    }

    boolean agrees(GatewayConfig one, GatewayConfig other) {
        return Objects.equals(value.apply(one), value.apply(other));
    }

    /** The option with its value, as it may be shown. */
    String describe(GatewayConfig config) {
        Object of = value.apply(config);
        if (secret) {
            return name + "=(hidden)";
        }
        if (of instanceof javax.net.ssl.SSLContext) {
            return name + "=(TLS context " + Integer.toHexString(System.identityHashCode(of)) + ")";
        }
        return name + "=" + (of == null ? "(none)" : of);
    }
}
