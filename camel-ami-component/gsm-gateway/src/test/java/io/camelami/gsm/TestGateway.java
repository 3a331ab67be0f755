package io.camelami.gsm;

import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.simulator.GatewaySimulator;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A gateway on a simulator, with what it told so far. */
public final class TestGateway implements AutoCloseable {
    private final SystemRuntime runtime = AmiRuntime.system();
    private final List<GatewayEvent> events = new CopyOnWriteArrayList<>();
    private final GsmGateway gateway;

    public TestGateway(GatewaySimulator simulator, String dialect, UnaryOperator<GatewayConfig.Builder> options) {
        this(options.apply(GatewayConfig.builder(simulator.host())
                        .name("gw")
                        .port(simulator.port())
                        .username(simulator.user())
                        .secret(simulator.secret())
                        .dialect(dialect)
                        .zone(ZoneId.of("Europe/Berlin"))
                        .pacing(Duration.ZERO)
                        .reconnectMin(Duration.ofMillis(10))
                        .reconnectMax(Duration.ofMillis(50)))
                .build());
    }

    public TestGateway(GatewayConfig config) {
        gateway = GsmGateways.create(config, runtime);
        gateway.subscribe(events::add);
    }

    public GsmGateway gateway() {
        return gateway;
    }

    public TestGateway start() {
        gateway.start();
        return this;
    }

    public TestGateway up() {
        start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> gateway.status()
                .up());
        return this;
    }

    public CompletableFuture<SmsResult> sending(SmsRequest request) {
        return gateway.sendSms(request);
    }

    public SmsResult send(SmsRequest request) {
        return result(gateway.sendSms(request));
    }

    public static SmsResult result(CompletableFuture<SmsResult> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    public <E extends GatewayEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <E extends GatewayEvent> List<E> told(Class<E> type, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> events(type).size() >= count);
        return events(type);
    }

    @Override
    public void close() {
        gateway.close();
        runtime.close();
    }
}
