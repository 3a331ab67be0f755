package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A link with a runtime of its own and a listener that remembers; quick to reconnect. */
final class LinkFixture implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);

    final SystemRuntime runtime = AmiRuntime.system();
    final RecordingListener listener = new RecordingListener();
    final AmiLink link;

    private LinkFixture(AmiLinkConfig config, AmiConnector connector, AmiLinkListener other) {
        link = new AmiLink(config, runtime, connector, other == null ? listener : other);
    }

    static LinkFixture to(int port) {
        return to(port, config -> config);
    }

    static LinkFixture to(int port, UnaryOperator<AmiLinkConfig.Builder> settings) {
        return to(port, AmiCredentials.of("ami", "secret"), settings);
    }

    /** With a listener of the test's own; {@link #listener} hears nothing. */
    static LinkFixture to(int port, AmiLinkListener listener, UnaryOperator<AmiLinkConfig.Builder> settings) {
        return new LinkFixture(
                settings.apply(builder("127.0.0.1", port, AmiCredentials.of("ami", "secret")))
                        .build(),
                TcpConnector.plain(),
                listener);
    }

    static LinkFixture to(int port, AmiCredentials credentials, UnaryOperator<AmiLinkConfig.Builder> settings) {
        return to(TcpConnector.plain(), "127.0.0.1", port, credentials, settings);
    }

    static LinkFixture to(
            AmiConnector connector,
            String host,
            int port,
            AmiCredentials credentials,
            UnaryOperator<AmiLinkConfig.Builder> settings) {
        return new LinkFixture(settings.apply(builder(host, port, credentials)).build(), connector, null);
    }

    private static AmiLinkConfig.Builder builder(String host, int port, AmiCredentials credentials) {
        return AmiLinkConfig.builder("gw1", host, port, credentials)
                .reconnect(new AmiReconnect(
                        Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(30)));
    }

    /** Starts the link and waits until it is up. */
    LinkFixture up() {
        link.start();
        awaitState(LinkState.UP);
        return this;
    }

    void awaitState(LinkState state) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> link.status().state() == state);
    }

    CompletableFuture<AmiResponse> send(AmiAction action) {
        return link.send(action, SOON);
    }

    AmiResponse answer(AmiAction action) {
        return answerOf(send(action));
    }

    static AmiResponse answerOf(CompletableFuture<AmiResponse> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** How the future failed, waiting for it. */
    static Throwable failureOf(CompletableFuture<AmiResponse> future) {
        try {
            AmiResponse answer = future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("answered: " + answer.lines());
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("neither answered nor failed", e);
        }
    }

    /** Threads of gateway gw1 that are alive. */
    static List<String> threads() {
        Set<Thread> alive = Thread.getAllStackTraces().keySet();
        return alive.stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ami-gsm/gw1/"))
                .sorted()
                .toList();
    }

    static void awaitNoThread() {
        await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Override
    public void close() {
        link.close();
        runtime.close();
    }
}
