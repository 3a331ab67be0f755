package io.camelami.benchmarks.fleet;

import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.GsmGateways;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The gateways themselves, without Camel. */
final class GatewayFleet implements Fleet {

    private final Watch watch;
    private final SystemRuntime runtime;
    private final List<GsmGateway> gateways = new ArrayList<>();

    GatewayFleet(Watch watch, boolean virtual) {
        this.watch = watch;
        this.runtime = virtual ? AmiRuntime.system(virtualThreads()) : AmiRuntime.system();
    }

    /** By name, since this is compiled for Java 17. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java " + Runtime.version() + " has no virtual threads", e);
        }
    }

    @Override
    public void add(int port) {
        GatewayConfig config = GatewayConfig.builder("127.0.0.1")
                .port(port)
                .username("fleet")
                .secret("fleet")
                .dialect("asterisk")
                .build();
        GsmGateway gateway = GsmGateways.create(config, runtime);
        gateway.subscribe(watch::hear);
        gateway.start();
        gateways.add(gateway);
    }

    @Override
    public void close() {
        gateways.forEach(GsmGateway::close);
        runtime.close();
    }
}
