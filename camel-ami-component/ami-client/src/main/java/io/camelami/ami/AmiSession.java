package io.camelami.ami;

import java.io.IOException;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One connection and the login on it: greeting, login, actions and their answers, events, until it ends for whatever
 * reason. Does no I/O: bytes come in through the receiver's methods and go out through the connection.
 *
 * <p>Answers end their futures as they are decoded, before the events of the same read are handed on, so they never wait
 * behind events. Nothing of others is called under the lock. The timers' thread runs neither callbacks nor writes, which
 * may block: it only closes the connection, and the reading thread does the rest.
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
    private final AmiEncoder encoder;
    private final AmiDecoder decoder;
    private final KeepAlive keepAlive;
    private final Consumer<AmiMessage> intake = this::message;

    private final ReentrantLock lock = new ReentrantLock();
    private final PendingActions pending;
    private final Outbox outbox = new Outbox(lock);
    private final DeadlineTimer deadlines;
    private State state = State.CONNECTING;
    private long actionCount;
    private long timeouts;
    private AmiException end;
    private ScheduledFuture<?> loginTimer;

    private volatile AmiConnector.Connection connection;
    private volatile long lastMessage;
    private volatile boolean anyMessage;
    private volatile boolean wasReady;
    private volatile boolean reading;

    // The reading thread's own.
    private boolean loginStarted;
    private boolean listsOpen;
    private int messages;
    private int lastBatch = 8;
    private List<AmiEvent> batch;
    private volatile long events;
    private volatile long filteredHere;

    AmiSession(AmiLinkConfig config, Role role, AmiRuntime runtime, Owner owner) {
        this.config = config;
        this.role = role;
        this.runtime = runtime;
        this.owner = owner;
        this.encoder = AmiEncoder.of(config.charset());
        this.decoder = new AmiDecoder(config.limits(), config.charset(), config.eventFilter());
        this.pending = new PendingActions(role.idPrefix(), config.limits().listEvents());
        this.deadlines = new DeadlineTimer(runtime, this::actionsDue);
        this.lastMessage = runtime.nanoTime();
        this.keepAlive = new KeepAlive(config.keepAlive(), runtime, this);
    }

    /** Starts to connect and returns at once; the owner hears the rest. */
    void open(AmiConnector connector) {
        AmiConnector.Connection opening = connector.open(
                new AmiConnector.Target(config.host(), config.port(), config.connectTimeout(), threadName(role.name())),
                runtime,
                this);
        connection = opening;
        if (ended()) {
            opening.close();
        }
    }

    /** Sends an action of a user: the session must be logged in. */
    CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        return submit(action, timeout, State.READY, false);
    }

    /** Sends an action of the login. */
    CompletableFuture<AmiResponse> sendForLogin(AmiAction action, Duration timeout) {
        return submit(action, timeout, State.LOGGING_IN, false);
    }

    /** Sends from a thread that must not be blocked by a full connection. */
    CompletableFuture<AmiResponse> sendFromTimer(AmiAction action, Duration timeout) {
        return submit(action, timeout, State.READY, true);
    }

    private CompletableFuture<AmiResponse> submit(
            AmiAction action, Duration timeout, State needed, boolean flushElsewhere) {
        String own = action.get(AmiEncoder.ACTION_ID);
        String id = own != null ? own : role.idPrefix() + Long.toString(nextAction(), Character.MAX_RADIX);
        Pending sent;
        try {
            long deadline = runtime.nanoTime() + saturatedNanos(timeout);
            sent = new Pending(action, id, encoder.encode(action, id), deadline);
        } catch (AmiEncodingException e) {
            return CompletableFuture.failedFuture(e);
        }
        String obstacle = enqueue(sent, needed);
        if (obstacle != null) {
            return CompletableFuture.failedFuture(new AmiNotWrittenException(
                    "Gateway " + config.gateway() + ": " + sent + " not written: " + obstacle));
        }
        // However it ends, by an answer or by its owner's cancelling it, nothing of it stays.
        sent.future.whenComplete((answer, failure) -> forget(sent));
        if (flushElsewhere) {
            elsewhere("writer", this::flush);
        } else {
            flush();
        }
        return sent.future;
    }

    private String enqueue(Pending sent, State needed) {
        lock.lock();
        try {
            if (state != needed) {
                return end != null ? end.getMessage() : "not logged in";
            }
            if (!pending.add(sent)) {
                return "another action with this ActionID has no answer yet";
            }
            if (!outbox.offer(sent)) {
                pending.giveUp(sent);
                return "the gateway takes nothing more";
            }
            deadlines.at(sent.deadline);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        try {
            outbox.flush(connection);
        } catch (IOException e) {
            shut(new AmiUnreachableException(
                    "Gateway " + config.gateway() + ": writing failed: " + Printable.of(e), e));
        }
    }

    private long nextAction() {
        lock.lock();
        try {
            return ++actionCount;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Pending action) {
        lock.lock();
        try {
            outbox.withdraw(action);
            pending.giveUp(action);
        } finally {
            lock.unlock();
        }
    }

    // The connection's calls, all on the reading thread.

    @Override
    public void opened() {
        lock.lock();
        try {
            if (state != State.CONNECTING) {
                return;
            }
            state = State.LOGGING_IN;
            loginTimer = runtime.timers()
                    .schedule(this::loginDue, saturatedNanos(config.loginTimeout()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The runtime is being shut down; the link's close follows.
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ByteBuffer input() {
        return decoder.input();
    }

    @Override
    public void received() {
        reading = true;
        AmiProtocolException broken = null;
        messages = 0;
        long filteredBefore = decoder.filtered();
        listsOpen = listsOpen && stillOpen();
        decoder.filtering(!listsOpen);
        try {
            decoder.decode(intake);
        } catch (AmiProtocolException e) {
            broken = new AmiProtocolException("Gateway " + config.gateway() + ": " + e.getMessage(), e);
        }
        if (!loginStarted && decoder.banner() != null) {
            loginStarted = true;
            new Login(config, role.eventMask(), this).start();
        }
        deliver();
        if (messages > 0 || decoder.filtered() != filteredBefore) {
            anyMessage = true;
            // After the events, so that a slow listener is not taken for a silent gateway.
            lastMessage = runtime.nanoTime();
        }
        reading = false;
        if (broken != null) {
            shut(broken);
        }
    }

    private boolean stillOpen() {
        lock.lock();
        try {
            return pending.listsOpen();
        } finally {
            lock.unlock();
        }
    }

    private void message(AmiMessage message) {
        messages++;
        if (message instanceof AmiResponse response) {
            answer(response);
        } else if (message instanceof AmiEvent event) {
            event(event);
        }
    }

    private void answer(AmiResponse response) {
        Pending answered;
        lock.lock();
        try {
            answered = pending.answer(response);
            listsOpen = pending.listsOpen();
        } finally {
            lock.unlock();
        }
        decoder.filtering(!listsOpen);
        if (answered != null) {
            answered.future.complete(response);
        }
    }

    private void event(AmiEvent event) {
        if (!listsOpen && !event.hasActionId()) {
            add(event);
            return;
        }
        PendingActions.Membership membership;
        Pending list;
        lock.lock();
        try {
            membership = pending.event(event);
            list = pending.ended();
            listsOpen = pending.listsOpen();
        } finally {
            lock.unlock();
        }
        decoder.filtering(!listsOpen);
        switch (membership) {
            case NONE -> add(event);
            case ITEM -> {}
            case END -> list.future.complete(list.wholeAnswer());
            case OVERFLOW ->
                list.future.completeExceptionally(
                        new AmiProtocolException("Gateway " + config.gateway() + ": the answer to " + list
                                + " has more than " + config.limits().listEvents() + " events (limit listEvents)"));
        }
    }

    private void add(AmiEvent event) {
        if (config.eventFilter() != null && !config.eventFilter().test(event.name())) {
            filteredHere++;
            return;
        }
        if (batch == null) {
            batch = new ArrayList<>(lastBatch);
        }
        batch.add(event);
    }

    private void deliver() {
        List<AmiEvent> full = batch;
        if (full == null) {
            return;
        }
        batch = null;
        lastBatch = Math.min(1024, full.size() + 1);
        if (!ended()) {
            events += full.size();
            owner.events(this, Collections.unmodifiableList(full));
        }
    }

    @Override
    public void closed(Throwable cause) {
        shut(whyClosed(cause));
        failPending();
        AmiException why;
        lock.lock();
        try {
            why = end;
        } finally {
            lock.unlock();
        }
        owner.ended(this, why);
    }

    private AmiException whyClosed(Throwable cause) {
        String what;
        lock.lock();
        try {
            what = switch (state) {
                case CONNECTING -> "cannot connect to " + config.host() + ":" + config.port();
                case LOGGING_IN ->
                    decoder.banner() == null
                            ? "the connection ended before the greeting; does the gateway allow our address and so many"
                                    + " sessions"
                            : "the connection ended during the login";
                default -> cause == null ? "the gateway closed the connection" : "the connection was lost";
            };
        } finally {
            lock.unlock();
        }
        return new AmiUnreachableException(
                "Gateway " + config.gateway() + ": " + what + (cause == null ? "" : " (" + Printable.of(cause) + ")"),
                cause);
    }

    // Ends.

    /** Ends the session; the first reason counts. Never blocks and calls nobody, so any thread may. */
    void shut(AmiException why) {
        lock.lock();
        try {
            if (state == State.ENDED) {
                return;
            }
            state = State.ENDED;
            end = why;
            outbox.close();
            deadlines.close();
            if (loginTimer != null) {
                loginTimer.cancel(false);
            }
        } finally {
            lock.unlock();
        }
        keepAlive.stop();
        AmiConnector.Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** Ends the futures of all actions that have no answer. After {@link #shut}; on a thread that may run callbacks. */
    void failPending() {
        List<Pending> unanswered;
        List<AmiException> failures = new ArrayList<>();
        lock.lock();
        try {
            unanswered = pending.drain();
            for (Pending action : unanswered) {
                failures.add(outbox.withdraw(action) ? notWritten(action, end.getMessage()) : linkLost(action));
            }
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < unanswered.size(); i++) {
            unanswered.get(i).future.completeExceptionally(failures.get(i));
        }
    }

    private void actionsDue() {
        List<Pending> due;
        List<AmiException> failures = new ArrayList<>();
        lock.lock();
        try {
            deadlines.fired();
            due = pending.due(runtime.nanoTime());
            for (Pending action : due) {
                failures.add(
                        outbox.withdraw(action) ? notWritten(action, "its time was over first") : timedOut(action));
                pending.giveUp(action);
            }
            timeouts += due.size();
            pending.all().forEach(action -> deadlines.at(action.deadline));
        } finally {
            lock.unlock();
        }
        if (!due.isEmpty()) {
            elsewhere("timeouts", () -> {
                for (int i = 0; i < due.size(); i++) {
                    due.get(i).future.completeExceptionally(failures.get(i));
                }
            });
        }
    }

    private AmiException notWritten(Pending action, String why) {
        return new AmiNotWrittenException("Gateway " + config.gateway() + ": " + action + " not written: " + why);
    }

    private AmiException linkLost(Pending action) {
        return new AmiNoAnswerException(
                AmiNoAnswerException.Reason.LINK_LOST,
                "Gateway " + config.gateway() + ": " + action + " was written and has no answer: " + end.getMessage());
    }

    private AmiException timedOut(Pending action) {
        return new AmiNoAnswerException(
                AmiNoAnswerException.Reason.TIMEOUT,
                "Gateway " + config.gateway() + ": " + action + " was written and has no "
                        + (action.listOpen() ? "complete list" : "answer") + " within the timeout of its call");
    }

    private void loginDue() {
        shut(new AmiUnreachableException("Gateway " + config.gateway() + ": "
                + (decoder.banner() == null ? "no greeting" : "no answer to the login") + " within "
                + config.loginTimeout().toMillis() + " ms; is this an AMI port? (option loginTimeout)"));
    }

    /** Called by the login. */
    void loggedIn() {
        lock.lock();
        try {
            if (state != State.LOGGING_IN) {
                return;
            }
            state = State.READY;
            wasReady = true;
            loginTimer.cancel(false);
        } finally {
            lock.unlock();
        }
        lastMessage = runtime.nanoTime();
        owner.ready(this);
        keepAlive.start();
    }

    // What others ask.

    String threadName(String part) {
        return "ami-gsm/" + config.gateway() + "/" + part;
    }

    String gateway() {
        return config.gateway();
    }

    String banner() {
        return decoder.banner() == null ? "" : decoder.banner();
    }

    /** Whether the login had succeeded before the session ended. */
    boolean wasReady() {
        return wasReady;
    }

    boolean ended() {
        lock.lock();
        try {
            return state == State.ENDED;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the reading thread is at work on what it has read, so that silence is no sign of the gateway. */
    boolean reading() {
        return reading;
    }

    /** When the last complete message came, on the runtime's monotonic clock. */
    long lastMessage() {
        return lastMessage;
    }

    /** Null if nothing came yet. */
    Instant lastReceived() {
        return anyMessage ? runtime.clock().instant().minusNanos(runtime.nanoTime() - lastMessage) : null;
    }

    /** Whether an action of ours may be keeping the gateway from answering. */
    boolean blockedByAction() {
        lock.lock();
        try {
            return role.runsCommands() && pending.size() > 0;
        } finally {
            lock.unlock();
        }
    }

    LinkCounters counters() {
        lock.lock();
        try {
            return new LinkCounters(
                    events,
                    decoder.filtered() + filteredHere,
                    timeouts,
                    pending.late(),
                    pending.unmatched(),
                    pending.size());
        } finally {
            lock.unlock();
        }
    }

    private void elsewhere(String part, Runnable task) {
        try {
            runtime.execute(threadName(part), task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return Math.min(Long.MAX_VALUE / 4, duration.toNanos());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 4;
        }
    }
}
