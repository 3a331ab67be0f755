package io.camelami.ami;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One connection and the login on it: greeting, login, actions and their answers, events, until it ends for whatever
 * reason. Does no I/O: bytes come in through the receiver's methods and go out through the connection.
 *
 * <p>Answers end their futures as they are decoded, before the events of the same read are handed on, so they never wait
 * behind events.
 */
final class AmiSession implements AmiConnector.Receiver {

    /** Who opened the session. Called on the thread that reads, one call at a time. */
    interface Owner {

        void ready(AmiSession session);

        void events(AmiSession session, List<AmiEvent> batch);

        /** Called once, after everything else; also if the session never became ready. */
        void ended(AmiSession session, AmiException why);
    }

    /**
     * What distinguishes the sessions of one gateway.
     *
     * @param name last part of the thread's name
     * @param idPrefix the beginning of its ActionIDs, shared with no other session of any process
     * @param eventMask for the login
     * @param runsCommands whether actions may block it, so that silence while one runs is no sign of a dead gateway
     */
    record Role(String name, String idPrefix, String eventMask, boolean runsCommands) {}

    private enum State {
        CONNECTING,
        LOGGING_IN,
        READY,
        ENDED
    }

    private final AmiLinkConfig config;
    private final Role role;
    private final AmiRuntime runtime;
    private final Owner owner;
    private final Threads threads;
    private final SessionActions actions;
    private final AmiDecoder decoder;
    private final KeepAlive keepAlive;
    private final Consumer<AmiMessage> intake = this::message;

    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private final AtomicReference<AmiException> end = new AtomicReference<>();
    private volatile AmiConnector.Connection connection;
    private volatile ScheduledFuture<?> loginTimer;
    private volatile boolean wasReady;
    private volatile boolean reading;
    private volatile boolean anyMessage;
    private volatile long lastMessage;

    // Changed by the reading thread alone.
    private volatile long events;
    private volatile long filtered;
    private boolean loginStarted;
    private boolean listsOpen;
    private int messages;
    private int usualBatch = 8;
    private List<AmiEvent> batch;

    AmiSession(AmiLinkConfig config, Role role, AmiRuntime runtime, Owner owner) {
        this.config = config;
        this.role = role;
        this.runtime = runtime;
        this.owner = owner;
        this.threads = new Threads(runtime, config.gateway());
        this.actions = new SessionActions(config, role.idPrefix(), runtime);
        this.decoder = new AmiDecoder(config.limits(), config.charset(), config.eventFilter());
        this.keepAlive = new KeepAlive(config.keepAlive(), runtime, this);
        this.lastMessage = runtime.nanoTime();
    }

    /** Starts to connect and returns at once; the owner hears the rest. */
    void open(AmiConnector connector) {
        String thread = threads.name(role.name());
        AmiConnector.Connection opening = connector.open(
                new AmiConnector.Target(config.host(), config.port(), config.connectTimeout(), thread), runtime, this);
        connection = opening;
        if (ended()) {
            opening.close();
        }
    }

    /** Sends an action; fails unless the session is logged in. */
    CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        if (state.get() != State.READY) {
            AmiException why = end.get();
            return CompletableFuture.failedFuture(new AmiNotWrittenException("Gateway " + config.gateway() + ": action "
                    + action.name() + " not written: " + (why == null ? "not logged in" : why.getMessage())));
        }
        return sendNow(action, timeout);
    }

    /** Sends an action whatever the state, for the login. */
    CompletableFuture<AmiResponse> sendNow(AmiAction action, Duration timeout) {
        CompletableFuture<AmiResponse> answer = actions.add(action, timeout);
        flush();
        return answer;
    }

    /** Sends from the timers' thread, which must not be blocked by a connection that takes nothing. */
    CompletableFuture<AmiResponse> sendElsewhere(AmiAction action, Duration timeout) {
        CompletableFuture<AmiResponse> answer = actions.add(action, timeout);
        threads.run("writer", this::flush);
        return answer;
    }

    private void flush() {
        actions.flush(
                connection,
                e -> shut(new AmiUnreachableException(
                        "Gateway " + config.gateway() + ": writing failed (" + Printable.of(e) + ")", e)));
    }

    @Override
    public void opened(AmiConnector.Connection open) {
        connection = open;
        if (!state.compareAndSet(State.CONNECTING, State.LOGGING_IN)) {
            return;
        }
        try {
            loginTimer = runtime.timers()
                    .schedule(this::loginDue, DeadlineTimer.nanos(config.loginTimeout()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            shut(new AmiUnreachableException("Gateway " + config.gateway() + ": the runtime is closed", e));
        }
    }

    private void loginDue() {
        if (state.get() == State.LOGGING_IN) {
            shut(new AmiUnreachableException("Gateway " + config.gateway() + ": "
                    + (decoder.banner() == null ? "no greeting; is this an AMI port?" : "no answer to the login")
                    + " within " + config.loginTimeout().toMillis() + " ms (option loginTimeout)"));
        }
    }

    /** Called by the login, on the reading thread. */
    void loggedIn() {
        if (!state.compareAndSet(State.LOGGING_IN, State.READY)) {
            return;
        }
        wasReady = true;
        loginTimer.cancel(false);
        lastMessage = runtime.nanoTime();
        owner.ready(this);
        keepAlive.start();
    }

    @Override
    public ByteBuffer input() {
        return decoder.input();
    }

    @Override
    public void received() {
        reading = true;
        long skipped = decoder.filtered();
        long empty = decoder.emptyMessages();
        messages = 0;
        watchLists(listsOpen && actions.listsOpen());
        AmiProtocolException broken = null;
        try {
            decoder.decode(intake);
        } catch (AmiProtocolException e) {
            broken = new AmiProtocolException("Gateway " + config.gateway() + ": " + e.getMessage(), e);
        }
        if (!loginStarted && decoder.banner() != null) {
            loginStarted = true;
            new Login(config, role.eventMask(), this).start();
        }
        if (decoder.emptyMessages() != empty) {
            bare(null);
        }
        deliver();
        if (messages > 0 || decoder.filtered() != skipped) {
            anyMessage = true;
            // After the listener, so that a slow one is not taken for a silent gateway.
            lastMessage = runtime.nanoTime();
        }
        reading = false;
        if (broken != null) {
            shut(broken);
        }
    }

    private void message(AmiMessage message) {
        messages++;
        if (message instanceof AmiResponse response) {
            actions.answered(response);
            watchLists(actions.listsOpen());
        } else if (message instanceof AmiEvent event && !isListItem(event)) {
            if (event.name().isEmpty()) {
                bare(event.block);
            }
            add(event);
        }
    }

    /** What may be the answer to an action, although it does not say so; null for an empty line. */
    private void bare(HeaderBlock block) {
        if (state.get() == State.READY && actions.bare(block)) {
            sendElsewhere(AmiAction.of("Ping"), config.keepAlive().window());
        }
    }

    private boolean isListItem(AmiEvent event) {
        if (!listsOpen && !event.hasActionId()) {
            return false;
        }
        PendingActions.Membership membership = actions.takes(event);
        watchLists(actions.listsOpen());
        if (membership == PendingActions.Membership.ANSWER) {
            bare(event.block);
        }
        return membership != PendingActions.Membership.NONE;
    }

    private void watchLists(boolean open) {
        listsOpen = open;
        decoder.filtering(!open);
    }

    private void add(AmiEvent event) {
        // The decoder does not ask the filter while a list is open, nor for what has no name.
        boolean unasked = listsOpen || event.name().isEmpty();
        if (unasked && config.eventFilter() != null && !config.eventFilter().test(event.name())) {
            filtered++;
            return;
        }
        if (batch == null) {
            batch = new ArrayList<>(usualBatch);
        }
        batch.add(event);
    }

    private void deliver() {
        List<AmiEvent> full = batch;
        batch = null;
        if (full != null && !ended()) {
            usualBatch = Math.min(1024, full.size() + 1);
            events += full.size();
            owner.events(this, Collections.unmodifiableList(full));
        }
    }

    @Override
    public void closed(Throwable cause) {
        shut(new AmiUnreachableException(
                "Gateway " + config.gateway() + ": " + whatEnded(cause)
                        + (cause == null ? "" : " (" + Printable.of(cause) + ")"),
                cause));
        actions.failAll();
        owner.ended(this, end.get());
    }

    private String whatEnded(Throwable cause) {
        return switch (state.get()) {
            case CONNECTING -> "cannot connect to " + config.host() + ":" + config.port();
            case LOGGING_IN ->
                decoder.banner() == null
                        ? "the connection ended before the greeting; does the gateway allow our address and so many sessions?"
                        : "the connection ended during the login";
            default -> cause == null ? "the gateway closed the connection" : "the connection was lost";
        };
    }

    /** Ends the session; the first reason counts. Never blocks and calls no user, so any thread may. */
    void shut(AmiException why) {
        if (!end.compareAndSet(null, why)) {
            return;
        }
        state.set(State.ENDED);
        actions.stop(why);
        keepAlive.stop();
        ScheduledFuture<?> timer = loginTimer;
        if (timer != null) {
            timer.cancel(false);
        }
        AmiConnector.Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** After {@link #shut}, on a thread that may run callbacks: all actions without an answer end now. */
    void failPending() {
        actions.failAll();
    }

    boolean ended() {
        return end.get() != null;
    }

    /** Whether the login had succeeded, also after the end. */
    boolean wasReady() {
        return wasReady;
    }

    /** Whether the reading thread is at work on what it has read, so that silence tells nothing of the gateway. */
    boolean reading() {
        return reading;
    }

    /** Whether an action of ours may be keeping the gateway from answering. */
    boolean blockedByAction() {
        return role.runsCommands() && actions.anyPending();
    }

    /** When the last complete message came, on the runtime's monotonic clock. */
    long lastMessage() {
        return lastMessage;
    }

    /** Null if nothing came yet. */
    Instant lastReceived() {
        return anyMessage ? runtime.clock().instant().minusNanos(runtime.nanoTime() - lastMessage) : null;
    }

    String gateway() {
        return config.gateway();
    }

    /** Empty before the greeting. */
    String banner() {
        return decoder.banner() == null ? "" : decoder.banner();
    }

    LinkCounters counters() {
        return actions.counters(events, decoder.filtered() + filtered);
    }
}
