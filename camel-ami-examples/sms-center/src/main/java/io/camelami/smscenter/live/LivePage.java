package io.camelami.smscenter.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open page: what it is told is written by a thread of its own, so that a slow page holds up nobody. */
final class LivePage {

    private static final int MOST_WAITING = 500;
    private static final long NO_TIMEOUT = 0;

    private final String session;
    private final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
    private final Executor writers;
    private final Consumer<LivePage> gone;
    private final Queue<SseEmitter.SseEventBuilder> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean closed;

    LivePage(String session, Executor writers, Consumer<LivePage> gone) {
        this.session = session;
        this.writers = writers;
        this.gone = gone;
        emitter.onCompletion(this::forget);
        emitter.onError(error -> forget());
    }

    /** The session it was opened in; null for a program, which brings its password with each request. */
    String session() {
        return session;
    }

    SseEmitter emitter() {
        return emitter;
    }

    void send(SseEmitter.SseEventBuilder event) {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            if (waiting.size() < MOST_WAITING) {
                waiting.add(event);
                if (!writing) {
                    writing = start();
                }
                return;
            }
        }
        close();
    }

    void close() {
        forget();
        emitter.complete();
    }

    private boolean start() {
        try {
            writers.execute(this::write);
            return true;
        } catch (RejectedExecutionException shuttingDown) {
            return false;
        }
    }

    private void write() {
        for (SseEmitter.SseEventBuilder event = next(); event != null; event = next()) {
            try {
                emitter.send(event);
            } catch (IOException | IllegalStateException disconnected) {
                forget();
            }
        }
    }

    private SseEmitter.SseEventBuilder next() {
        synchronized (waiting) {
            SseEmitter.SseEventBuilder event = waiting.poll();
            writing = event != null;
            return event;
        }
    }

    private void forget() {
        synchronized (waiting) {
            closed = true;
            waiting.clear();
        }
        gone.accept(this);
    }
}
