package io.camelami.component;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.GsmGateways;
import io.camelami.gsm.dialect.Dialect;
import java.time.Clock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.PropertiesHelper;

/** The scheme {@code ami-gsm}: GSM gateways over the Asterisk Manager Interface. */
@Component("ami-gsm")
public final class AmiGsmComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private static final int KEYS_IN_MEMORY = 10_000;

    @Metadata
    private AmiGsmConfiguration configuration = new AmiGsmConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the context's global SSLContextParameters for TLS to the gateways.")
    private boolean useGlobalSslContextParameters;

    private final GatewayFactory gatewayFactory;
    /** One for each repository, so that producers which share it see each other's sends under way. */
    private final Map<IdempotentRepository, SendOnce> sendOnce = Collections.synchronizedMap(new IdentityHashMap<>());

    private final IdempotentRepository inMemory = MemoryIdempotentRepository.memoryIdempotentRepository(KEYS_IN_MEMORY);
    private SharedGateways gateways;
    private GatewayConfigs gatewayConfigs;

    public AmiGsmComponent() {
        gatewayFactory = this::createGateway;
    }

    public AmiGsmComponent(CamelContext context) {
        this();
        setCamelContext(context);
    }

    AmiGsmComponent(GatewayFactory gatewayFactory) {
        this.gatewayFactory = gatewayFactory;
    }

    /** Dialects in the registry count as those that are found by {@link java.util.ServiceLoader}, and before them. */
    private GsmGateway createGateway(GatewayConfig config, AmiRuntime runtime) {
        return GsmGateways.create(
                config, runtime, getCamelContext().getRegistry().findByType(Dialect.class));
    }

    /** Not only when it is initialised: Camel shows a new component to other threads, which make endpoints, before that. */
    @Override
    public void setCamelContext(CamelContext context) {
        super.setCamelContext(context);
        if (gateways == null) {
            gateways = new SharedGateways(context, gatewayFactory);
            gatewayConfigs = new GatewayConfigs(context);
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        gatewayConfigs.requireNoConnectionOptionsBesideBean(remaining, parameters.keySet());
        AmiGsmEndpoint endpoint = new AmiGsmEndpoint(uri, this, configuration.copy());
        endpoint.setGateway(remaining);
        endpoint.getConfiguration()
                .getDialectOptions()
                .putAll(PropertiesHelper.extractProperties(parameters, ConnectionOption.DIALECT_PREFIX));
        setProperties(endpoint, parameters);
        if (endpoint.getConfiguration().getSslContextParameters() == null) {
            endpoint.getConfiguration().setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        return endpoint;
    }

    GatewayConfig gatewayConfig(String gateway, AmiGsmConfiguration options) throws Exception {
        return gatewayConfigs.of(gateway, options);
    }

    /** @param repository null for the one that is kept in memory */
    SendOnce sendOnce(IdempotentRepository repository) {
        return sendOnce.computeIfAbsent(repository == null ? inMemory : repository, kept -> {
            CamelContextAware.trySetCamelContext(kept, getCamelContext());
            ServiceHelper.startService(kept);
            return new SendOnce(kept, Clock.systemUTC());
        });
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(sendOnce.keySet());
        sendOnce.clear();
        super.doStop();
    }

    SharedGateways gateways() {
        return gateways;
    }

    public AmiGsmConfiguration getConfiguration() {
        return configuration;
    }

    /** Defaults for all endpoints. */
    public void setConfiguration(AmiGsmConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
