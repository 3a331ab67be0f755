package io.camelami.ami;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The way of actions through one session: encoded, written, answered; or given up with the exception that tells whether
 * they may be repeated. However an action ends, nothing of it stays.
 *
 * <p>Futures end and bytes are written outside the lock. The timers' thread does neither: what it finds due it hands to
 * another thread, since callbacks of users and a connection that takes nothing may both block.
 */
final class SessionActions {

    private final String gateway;
    private final String idPrefix;
    private final AmiRuntime runtime;
    private final Threads threads;
    private final AmiEncoder encoder;

    private final ReentrantLock lock = new ReentrantLock();
    private final PendingActions pending;
    private final Outbox outbox;
    private final DeadlineTimer deadlines;
    private final AtomicLong count = new AtomicLong();
    private long timeouts;
    private boolean silentTimeout;
    private long silentTimeoutAt;
    private AmiConnector.Connection writingTo;
    private AmiException end;

    private final Consumer<Pending> forget = this::forget;

    /** The reading thread between {@link #gather} and {@link #settle}, or null. */
    private volatile Thread gathering;

    /** In the order of the answers. For the reading thread alone. */
    private final List<Pending> answered = new ArrayList<>();

    /**
     * @param idPrefix the beginning of all ActionIDs that this session gives out
     * @param broken told that nothing can be written any more
     */
    SessionActions(AmiLinkConfig config, String idPrefix, AmiRuntime runtime, Consumer<AmiException> broken) {
        this.gateway = config.gateway();
        this.idPrefix = idPrefix;
        this.runtime = runtime;
        this.threads = new Threads(runtime, gateway);
        this.encoder = AmiEncoder.of(config.charset());
        this.pending = new PendingActions(idPrefix, config.limits(), config.charset());
        this.outbox = new Outbox(lock, pending, config, runtime, this::late, broken);
        this.deadlines = new DeadlineTimer(runtime, this::due);
    }

    /** Sends an action; never blocks. */
    CompletableFuture<AmiResponse> send(AmiConnector.Connection connection, AmiAction action, Duration timeout) {
        return send(connection, action, timeout, true);
    }

    /** Sends an action without writing a byte on this thread. */
    CompletableFuture<AmiResponse> sendElsewhere(
            AmiConnector.Connection connection, AmiAction action, Duration timeout) {
        return send(connection, action, timeout, false);
    }

    private CompletableFuture<AmiResponse> send(
            AmiConnector.Connection connection, AmiAction action, Duration timeout, boolean here) {
        String own = action.get(AmiEncoder.ACTION_ID);
        String id = own != null ? own : idPrefix + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
        Pending added;
        try {
            added = new Pending(action, id, encoder.encode(action, id), DeadlineTimer.after(runtime, timeout), forget);
        } catch (AmiEncodingException e) {
            return CompletableFuture.failedFuture(e);
        }
        String obstacle;
        Outbox.Writer writer = Outbox.Writer.NOBODY;
        lock.lock();
        try {
            writingTo = connection;
            obstacle = queue(added);
            if (obstacle == null && gathering != Thread.currentThread()) {
                writer = here ? outbox.nextWriter() : outbox.elsewhere();
            }
        } finally {
            lock.unlock();
        }
        if (obstacle != null) {
            return CompletableFuture.failedFuture(notWritten(added, obstacle));
        }
        outbox.write(connection, writer);
        connection.readOn();
        return added;
    }

    private String queue(Pending action) {
        if (end != null) {
            return end.getMessage();
        }
        if (!pending.add(action)) {
            return "another action with this ActionID has no answer yet";
        }
        if (!outbox.offer(action)) {
            pending.giveUp(action);
            return "the gateway takes nothing, and as much waits to be written as may (option outboxBytes)";
        }
        deadlines.at(action.deadline);
        return null;
    }

    /**
     * Until {@link #settle}, the calling thread, which reads, ends no future and writes nothing of what it sends. One read
     * may bring many answers, and who waits for one often sends the next action then. So the answers are ended together,
     * when all of the read is decoded: a caller that waits for them is woken once and finds many, and what is sent then is
     * written together, too.
     */
    void gather() {
        gathering = Thread.currentThread();
    }

    /** Ends the futures of all actions that were answered since {@link #gather}, and writes what was sent from there. */
    void settle(AmiConnector.Connection connection) {
        answered.forEach(Pending::answered);
        answered.clear();
        Outbox.Writer writer;
        lock.lock();
        try {
            gathering = null;
            writer = outbox.readersWriter();
        } finally {
            lock.unlock();
        }
        outbox.write(connection, writer);
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

    /** No answer came soon, see {@link Outbox}. */
    private void late() {
        Outbox.Writer writer;
        AmiConnector.Connection connection;
        lock.lock();
        try {
            connection = writingTo;
            writer = outbox.lateWriter();
        } finally {
            lock.unlock();
        }
        outbox.write(connection, writer);
    }

    /** After {@link #stop}: the last word on a connection that takes it without waiting. */
    void logOff(AmiConnector.Connection connection) {
        outbox.last(connection, encoder.encode(AmiAction.of("Logoff"), null));
    }

    /** Notes the answer for {@link #settle}, unless a list follows. For the reading thread. */
    void answered(AmiResponse response) {
        lock.lock();
        try {
            Pending action = pending.answer(response);
            if (action == null) {
                return;
            }
            outbox.answered(action);
            for (Pending before : pending.answeredBefore(action)) {
                outbox.answered(before);
                answered.add(before);
            }
            if (!action.listOpen()) {
                action.head = response;
                answered.add(action);
            }
        } finally {
            lock.unlock();
        }
    }

    /** See {@link PendingActions#bare}. */
    boolean bare(HeaderBlock block) {
        lock.lock();
        try {
            return pending.bare(block);
        } finally {
            lock.unlock();
        }
    }

    /** What the event is to an action; if anything, it is none for the listener. */
    PendingActions.Membership takes(AmiEvent event) {
        PendingActions.Membership membership;
        Pending list;
        lock.lock();
        try {
            membership = pending.event(event);
            list = pending.ended();
        } finally {
            lock.unlock();
        }
        if (membership == PendingActions.Membership.END) {
            list.closeList();
            answered.add(list);
        } else if (membership == PendingActions.Membership.OVERFLOW) {
            list.failed(new AmiProtocolException(
                    "Gateway " + gateway + ": the answer to " + list + " has " + pending.listLimit()));
        }
        return membership;
    }

    /** Whether somebody waits for an answer. */
    boolean awaited() {
        lock.lock();
        try {
            return pending.size() > 0;
        } finally {
            lock.unlock();
        }
    }

    boolean listsOpen() {
        return pending.listsOpen();
    }

    /**
     * Whether the gateway may be at work on an action and therefore silent. Not any more if the one that it would have
     * been at work on got no answer in time and nothing else was heard: what is queued behind it then explains nothing.
     *
     * @param lastMessage when anything was heard last
     */
    boolean mayKeepSilent(long lastMessage) {
        lock.lock();
        try {
            return pending.size() > 0 && !(silentTimeout && silentTimeoutAt - lastMessage >= 0);
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is taken or written. Calls nobody. */
    void stop(AmiException why) {
        lock.lock();
        try {
            end = why;
            outbox.close();
            deadlines.close();
        } finally {
            lock.unlock();
        }
    }

    /** After {@link #stop}: ends the futures of all actions without an answer. */
    void failAll() {
        List<Runnable> failures;
        lock.lock();
        try {
            failures = giveUp(pending.drain(), this::notWritten, this::linkLost);
        } finally {
            lock.unlock();
        }
        failures.forEach(Runnable::run);
    }

    private void due() {
        List<Runnable> failures;
        lock.lock();
        try {
            deadlines.fired();
            long now = runtime.nanoTime();
            List<Pending> due = pending.due(now);
            timeouts += due.size();
            if (!due.isEmpty() && due.get(0) == pending.oldest()) {
                silentTimeout = true;
                silentTimeoutAt = now;
            }
            failures = giveUp(due, (action, why) -> notWritten(action, "its time was over first"), this::timedOut);
            pending.all().forEach(action -> deadlines.at(action.deadline));
        } finally {
            lock.unlock();
        }
        if (!failures.isEmpty()) {
            threads.run("timeouts", () -> failures.forEach(Runnable::run));
        }
    }

    /** Under the lock. What is returned ends the futures, without it. */
    private List<Runnable> giveUp(
            List<Pending> actions,
            BiFunction<Pending, String, AmiException> unwritten,
            BiFunction<Pending, String, AmiException> written) {
        List<Runnable> failures = new ArrayList<>();
        String why = end == null ? "" : end.getMessage();
        for (Pending action : actions) {
            boolean withdrawn = outbox.withdraw(action);
            AmiException failure = (withdrawn ? unwritten : written).apply(action, why);
            pending.giveUp(action);
            failures.add(() -> action.failed(failure));
        }
        return failures;
    }

    LinkCounters counters(long filtered) {
        lock.lock();
        try {
            return new LinkCounters(0, 0, 0, filtered, timeouts, pending.late(), pending.unmatched(), pending.size());
        } finally {
            lock.unlock();
        }
    }

    private AmiException notWritten(Pending action, String why) {
        return new AmiNotWrittenException("Gateway " + gateway + ": " + action + " not written: " + why);
    }

    private AmiException linkLost(Pending action, String why) {
        return new AmiNoAnswerException(
                AmiNoAnswerException.Reason.LINK_LOST,
                "Gateway " + gateway + ": " + action + " was written and has no answer: " + why);
    }

    private AmiException timedOut(Pending action, String why) {
        return new AmiNoAnswerException(
                AmiNoAnswerException.Reason.TIMEOUT,
                "Gateway " + gateway + ": " + action + " was written and has no "
                        + (action.listOpen() ? "complete list" : "answer") + " within the timeout of its call");
    }
}
