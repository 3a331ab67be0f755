package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A link, its gateway and its time, all on the test's thread. */
final class VirtualLink {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    final VirtualRuntime runtime = new VirtualRuntime(1);
    final MemoryGateway gateway = new MemoryGateway();
    final RecordingListener listener = new RecordingListener();
    final AmiLink link;

    VirtualLink() {
        this(config -> config);
    }

    VirtualLink(UnaryOperator<AmiLinkConfig.Builder> settings) {
        this(settings, AmiCredentials.of("ami", "secret"));
    }

    VirtualLink(UnaryOperator<AmiLinkConfig.Builder> settings, AmiCredentials credentials) {
        AmiLinkConfig.Builder builder = AmiLinkConfig.builder("gw1", "gateway", 5038, credentials)
                .nodeId("node")
                .keepAlive(new AmiKeepAlive(Duration.ofSeconds(20), Duration.ofSeconds(30)));
        link = new AmiLink(settings.apply(builder).build(), runtime, gateway, listener);
    }

    /** A started link that has logged in. */
    static VirtualLink up() {
        return up(config -> config);
    }

    static VirtualLink up(UnaryOperator<AmiLinkConfig.Builder> settings) {
        VirtualLink virtual = new VirtualLink(settings);
        virtual.link.start();
        virtual.gateway.last().letIn();
        virtual.wire().heard();
        return virtual;
    }

    MemoryGateway.Wire wire() {
        return gateway.wires.get(0);
    }

    CompletableFuture<AmiResponse> send(String action) {
        return link.send(AmiAction.of(action), TIMEOUT);
    }

    CompletableFuture<AmiResponse> command(String command) {
        return link.sendOnCommandSession(AmiAction.of("Command").with("Command", command), TIMEOUT);
    }

    /** The answer that must be there by now: in virtual time there is nothing to wait for. */
    static AmiResponse now(CompletableFuture<AmiResponse> future) {
        assertThat(future).isDone();
        return future.join();
    }
}
