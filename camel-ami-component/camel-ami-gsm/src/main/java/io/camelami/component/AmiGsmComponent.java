package io.camelami.component;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.GsmGateways;
import io.camelami.gsm.dialect.Dialect;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/** The scheme {@code ami-gsm}: GSM gateways over the Asterisk Manager Interface. */
@Component("ami-gsm")
public final class AmiGsmComponent extends HealthCheckComponent implements SSLContextParametersAware {

    @Metadata
    private AmiGsmConfiguration configuration = new AmiGsmConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the context's global SSLContextParameters for TLS to the gateways.")
    private boolean useGlobalSslContextParameters;

    private final GatewayFactory gatewayFactory;
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

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        gateways = new SharedGateways(getCamelContext(), gatewayFactory);
        gatewayConfigs = new GatewayConfigs(getCamelContext());
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
