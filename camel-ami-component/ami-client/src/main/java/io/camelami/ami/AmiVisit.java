package io.camelami.ami;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A short stay at a gateway: one login, a few questions, and a log-off. It hears no events, so that nothing which others
 * can make the server print is read beside the answers. Nothing is tried again.
 *
 * @param <T> what the questions are to find out
 */
public final class AmiVisit<T> implements AutoCloseable {

    /** A gateway ends the connection itself after a log-off; one that does not is left after this. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final String gateway;
    private final AmiRuntime runtime;
    private final AmiConnector connector;
    private final Function<AmiVisit<T>, CompletableFuture<T>> questions;
    private final AmiSession session;
    private final CompletableFuture<T> end = new CompletableFuture<>();
    private volatile CompletableFuture<T> answers;

    /** @param questions begins to ask; called once logged in, on the thread that reads, which must not be blocked */
    public AmiVisit(
            AmiLinkConfig config,
            AmiRuntime runtime,
            AmiConnector connector,
            Function<AmiVisit<T>, CompletableFuture<T>> questions) {
        this.gateway = config.gateway();
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.connector = Objects.requireNonNull(connector, "connector");
        this.questions = Objects.requireNonNull(questions, "questions");
        AmiSession.Role role =
                new AmiSession.Role("visit", new ActionIds(config, runtime).eventSession(0), "off", true);
        this.session = new AmiSession(config, role, runtime, new Stay());
    }

    /**
     * Begins to connect and returns at once; to be called once.
     *
     * @return ends when the connection is gone, so that a gateway which admits one login at a time admits the next: with
     *     what the questions found out, or with the {@link AmiException} that kept them from it
     */
    public CompletableFuture<T> start() {
        session.open(connector);
        return end;
    }

    /** Sends an action, as {@link AmiLink#send} does. */
    public CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        return session.send(action, timeout);
    }

    /** The gateway's greeting. */
    public String banner() {
        return Printable.of(session.banner());
    }

    /** Gives the visit up. */
    @Override
    public void close() {
        session.shut(new AmiUnreachableException("Gateway " + gateway + ": the visit was ended by us"));
        session.failPending();
    }

    private void logOff() {
        if (session.ended()) {
            return;
        }
        session.send(AmiAction.of("Logoff"), FAREWELL);
        try {
            ScheduledFuture<?> patience =
                    runtime.timers().schedule(this::leave, FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
            end.whenComplete((found, failure) -> patience.cancel(false));
        } catch (RejectedExecutionException e) {
            leave();
        }
    }

    private void leave() {
        session.shut(new AmiUnreachableException("Gateway " + gateway + ": we have left"));
    }

    private final class Stay implements AmiSession.Owner {

        @Override
        public void ready(AmiSession ready) {
            answers = CompletableFuture.completedFuture(AmiVisit.this).thenCompose(questions);
            answers.whenComplete((found, failure) -> logOff());
        }

        @Override
        public Runnable events(AmiSession from, List<AmiEvent> batch) {
            // Logged in with events off; what a gateway sends all the same is no answer.
            return null;
        }

        @Override
        public void ended(AmiSession from, AmiException why) {
            CompletableFuture<T> told = answers;
            if (told == null || !told.isDone()) {
                end.completeExceptionally(why);
                return;
            }
            told.whenComplete((found, failure) -> {
                if (failure == null) {
                    end.complete(found);
                } else {
                    end.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
                }
            });
        }
    }
}
