package io.camelami.ami;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Keeps one gateway reachable. */
public final class AmiLink implements AutoCloseable {

    public AmiLink(AmiLinkConfig config, AmiRuntime runtime, AmiConnector connector, AmiLinkListener listener) {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(runtime, "runtime");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(listener, "listener");
    }

    /** Begins to connect and returns at once, whether the gateway is there or not. */
    public void start() {
        throw new UnsupportedOperationException("not yet");
    }

    public LinkStatus status() {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Sends on the event session. The future ends with the answer, or with {@link AmiNotWrittenException} (safe to
     * repeat), {@link AmiNoAnswerException} (unknown) or {@link AmiEncodingException}, on a thread that must not be
     * blocked.
     *
     * @param timeout from now to the complete answer
     */
    public CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * The same on a session of its own for one action at a time, so that an action that blocks its session delays
     * neither events nor others; waits, within the timeout, for one of {@link AmiLinkConfig#commandSessions()}.
     */
    public CompletableFuture<AmiResponse> sendOnCommandSession(AmiAction action, Duration timeout) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("not yet");
    }
}
