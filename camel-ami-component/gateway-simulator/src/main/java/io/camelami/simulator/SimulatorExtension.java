package io.camelami.simulator;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test a simulator of its own:
 *
 * <pre>{@code
 * @RegisterExtension
 * SimulatorExtension simulator = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX));
 * }</pre>
 */
public final class SimulatorExtension implements BeforeEachCallback, AfterEachCallback {
    private final SimulatorBuilder builder;
    private GatewaySimulator gateway;

    private SimulatorExtension(SimulatorBuilder builder) {
        this.builder = builder;
    }

    public static SimulatorExtension of(SimulatorBuilder builder) {
        return new SimulatorExtension(builder);
    }

    /**
     * The running simulator.
     *
     * @throws IllegalStateException outside a test
     */
    public GatewaySimulator gateway() {
        if (gateway == null) {
            throw new IllegalStateException("The simulator runs only while a test does");
        }
        return gateway;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        gateway = builder.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }
}
