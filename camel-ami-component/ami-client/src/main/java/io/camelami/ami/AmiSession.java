package io.camelami.ami;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection and the login on it: greeting, login, actions and their answers, events, until it ends for whatever
 * reason. Does no I/O: bytes come in through the receiver's methods and go out through the connection.
 *
 * <p>Answers end their futures as they are decoded, before the events of the same read are handed on, so they never wait
 * behind events.
 */
final class AmiSession implements AmiConnector.Receiver {

    /** Who opened the session. Called on the thread that reads, one call at a time, but for {@link #stopping}. */
    interface Owner {

        void ready(AmiSession session);

        /**
         * May wait until there is room for them, and until {@link #stopping} at the longest.
         *
         * @return what the session is to run, and may take its time; null for nothing
         */
        Runnable events(AmiSession session, List<AmiEvent> batch);

        /** The session is being ended, by whichever thread: nothing more of it is worth waiting for. */
        default void stopping() {}

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
    private final Intake intake;
    private final Teller teller;
    private final Login login;
    private final Reading reading;
    private final KeepAlive keepAlive;
    private final Farewell farewell;

    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private final AtomicReference<AmiException> end = new AtomicReference<>();
    private volatile AmiConnector.Connection connection;
    private volatile boolean wasReady;
    private volatile boolean runsCommands;

    AmiSession(AmiLinkConfig config, Role role, AmiRuntime runtime, Owner owner) {
        this.config = config;
        this.role = role;
        this.runtime = runtime;
        this.owner = owner;
        this.runsCommands = role.runsCommands();
        this.threads = new Threads(runtime, config.gateway());
        this.actions = new SessionActions(config, role.idPrefix(), runtime, this::shut);
        this.intake = new Intake(config, actions);
        this.teller = new Teller(runtime, threads, actions);
        this.login = new Login(config, role.eventMask(), runtime, this);
        this.reading = new Reading(config.keepAlive(), runtime);
        this.keepAlive = new KeepAlive(config.keepAlive(), runtime, this, reading);
        this.farewell = new Farewell(config, runtime, this);
    }

    /** Starts to connect and returns at once; the owner hears the rest. */
    void open(AmiConnector connector) {
        String refusal = runtime.permit().refusal();
        if (refusal != null) {
            threads.run(role.name(), () -> refused(refusal));
            return;
        }
        String thread = threads.name(role.name());
        AmiConnector.Connection opening = connector.open(
                new AmiConnector.Target(config.host(), config.port(), config.connectTimeout(), thread), runtime, this);
        connection = opening;
        if (ended()) {
            opening.close();
        }
    }

    private void refused(String why) {
        shut(new AmiUnreachableException("Gateway " + config.gateway() + ": " + why));
        owner.ended(this, end.get());
    }

    /** Sends an action; fails unless the session is logged in. Never blocks. */
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
        return actions.send(connection, action, timeout);
    }

    /** Sends from the timers' thread, which does no I/O at all. */
    CompletableFuture<AmiResponse> sendElsewhere(AmiAction action, Duration timeout) {
        return actions.sendElsewhere(connection, action, timeout);
    }

    @Override
    public void opened(AmiConnector.Connection open) {
        connection = open;
        if (state.compareAndSet(State.CONNECTING, State.LOGGING_IN)) {
            login.opened();
        }
    }

    /** Called by the login, on the reading thread. */
    void loggedIn() {
        if (!state.compareAndSet(State.LOGGING_IN, State.READY)) {
            return;
        }
        wasReady = true;
        login.over();
        reading.loggedIn();
        owner.ready(this);
        keepAlive.start();
    }

    @Override
    public ByteBuffer input() {
        return intake.input();
    }

    @Override
    public void received() {
        reading.pause();
        AmiProtocolException broken = null;
        actions.gather();
        try {
            intake.read(state.get() == State.READY);
        } catch (AmiProtocolException e) {
            broken = new AmiProtocolException("Gateway " + config.gateway() + ": " + e.getMessage(), e);
        } finally {
            actions.settle(connection);
        }
        if (intake.banner() != null) {
            login.greeted();
        }
        if (intake.unsettled()) {
            sendElsewhere(AmiAction.of("Ping"), config.keepAlive().window());
        }
        Runnable telling = deliver(intake.events());
        try {
            reading.goOn(intake.heard());
            AmiEvent shutdown = intake.shutdown();
            if (shutdown != null) {
                farewell.heard(shutdown);
            }
            if (broken != null) {
                shut(broken);
            }
        } finally {
            // Whatever happens: nobody else will tell these.
            if (telling != null) {
                teller.tell(telling, connection);
            }
        }
    }

    private Runnable deliver(List<AmiEvent> events) {
        if (events.isEmpty() || !wasReady) {
            return null;
        }
        reading.delivering(true);
        Runnable telling = owner.events(this, events);
        reading.delivering(false);
        return telling;
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
            case LOGGING_IN -> login.cutOff();
            default ->
                (cause == null ? "the gateway closed the connection" : "the connection was lost")
                        + farewell.announced();
        };
    }

    /** Ends the session; the first reason counts. Never blocks and calls no user, so any thread may. */
    void shut(AmiException why) {
        if (stop(why)) {
            disconnect();
        }
    }

    /** Ends the session with a Logoff if the connection takes that without waiting; else as {@link #shut} does. */
    void leave(AmiException why) {
        boolean loggedIn = state.get() == State.READY;
        if (stop(why)) {
            if (loggedIn) {
                actions.logOff(connection);
            }
            disconnect();
        }
    }

    private boolean stop(AmiException why) {
        if (!end.compareAndSet(null, why)) {
            return false;
        }
        state.set(State.ENDED);
        actions.stop(why);
        keepAlive.stop();
        login.over();
        owner.stopping();
        return true;
    }

    private void disconnect() {
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

    boolean loggingIn() {
        return state.get() == State.LOGGING_IN;
    }

    /** From now on it runs what was meant for command sessions. */
    void runCommands() {
        runsCommands = true;
    }

    /** Whether an action of ours may be keeping the gateway from answering. */
    boolean blockedByAction() {
        return runsCommands && actions.mayKeepSilent(reading.lastMessage());
    }

    /** Null unless we are kept from reading. */
    Reading.Stall stall() {
        return ended() ? null : reading.stall();
    }

    /** Null if nothing came yet. */
    Instant lastReceived() {
        return reading.lastReceived();
    }

    String gateway() {
        return config.gateway();
    }

    /** Empty before the greeting. */
    String banner() {
        return intake.banner() == null ? "" : intake.banner();
    }

    LinkCounters counters() {
        return actions.counters(intake.filtered());
    }
}
