package io.camelami.smscenter.gateway;

import io.camelami.gsm.GatewayConfig;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway of the settings, or a simulated one if they name none. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    /** The bean that {@code ami-gsm:gateway} in the routes refers to, so that the secret is in no URI. */
    @Bean("gateway")
    GatewayConfig gatewayConfig(GatewayProperties given, ObjectProvider<GatewaySimulator> simulator) {
        GatewaySimulator simulated = simulator.getIfAvailable();
        GatewayConfig.Builder config = simulated == null
                ? GatewayConfig.builder(given.host())
                        .port(given.port())
                        .username(given.username())
                        .secret(given.secret())
                        .dialect(given.dialect())
                : GatewayConfig.builder(simulated.host())
                        // Its port is another one each time.
                        .name("simulator")
                        .port(simulated.port())
                        .username(simulated.user())
                        .secret(simulated.secret())
                        .dialect("openvox");
        return config.spans(given.spans()).build();
    }

    @Bean
    Gateway gatewayInfo(GatewayConfig config, GatewayProperties given) {
        return new Gateway(
                config.name(),
                config.host() + ":" + config.port(),
                config.dialect(),
                config.spans(),
                given.simulated());
    }

    @Configuration(proxyBeanMethods = false)
    @Simulated
    static class SimulatedGateway {

        @Bean
        GatewaySimulator simulator(GatewayProperties given, Handset handset) {
            GatewaySimulator simulator = GatewaySimulator.builder(Personality.OPENVOX)
                    .spans(given.spans())
                    .listener(handset::on)
                    .start();
            simulator.ussdNetwork(new DemoNetwork());
            return simulator;
        }
    }
}
