package io.camelami.ami;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one gateway reachable: one session for events and actions, and beside it, where configured, a few for commands
 * that block theirs. A lost session is opened again after a growing, random delay, until the link is closed. Each login
 * is an epoch; nothing of one epoch, no waiting action, no ActionID, lives on in the next, and no action is ever sent
 * twice by the link. While the runtime's {@link AmiPermit} refuses there is no session and no attempt.
 */
public final class AmiLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);

    private final AmiLinkConfig config;
    private final AmiRuntime runtime;
    private final AmiConnector connector;
    private final ListenerQueue queue;
    private final EventMask eventMask;
    private final ActionIds actionIds;
    private final AmiSession.Owner owner = new EventSession();
    private final Runnable permitWatch = this::obeyPermit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Standing standing;
    private final Backoff backoff;
    private long upAt;
    private long permittedSince;
    private AmiSession session;
    private long sessionEpoch;
    private CommandSessions commands;
    private ScheduledFuture<?> retry;

    /** The session while the state is UP, else null. Written under the lock, read by any. */
    private volatile AmiSession up;

    private volatile long upEpoch;

    private LinkCounters endedCounters = LinkCounters.ZERO;

    public AmiLink(AmiLinkConfig config, AmiRuntime runtime, AmiConnector connector, AmiLinkListener listener) {
        this.config = Objects.requireNonNull(config, "config");
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.connector = Objects.requireNonNull(connector, "connector");
        this.queue = new ListenerQueue(config, runtime, Objects.requireNonNull(listener, "listener"));
        this.eventMask = new EventMask(config);
        this.actionIds = new ActionIds(config, runtime);
        this.standing = new Standing(config.gateway(), runtime.clock());
        this.backoff = new Backoff(config.reconnect(), runtime.random());
        this.permittedSince = runtime.nanoTime();
    }

    /**
     * Begins to connect and returns at once, whether the gateway is there or not. A second call changes nothing.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public void start() {
        lock.lock();
        try {
            if (standing.is(LinkState.CLOSED)) {
                throw new IllegalStateException("The link to gateway " + config.gateway() + " is closed");
            }
            if (!standing.is(LinkState.NEW)) {
                return;
            }
            standing.become(LinkState.CONNECTING, "first attempt");
        } finally {
            lock.unlock();
        }
        runtime.permit().watch(permitWatch);
        connect();
    }

    /** Ends the session if we may not have one any more; begins to connect if we may again. */
    private void obeyPermit() {
        AmiSession ending = null;
        String refusal;
        lock.lock();
        try {
            refusal = runtime.permit().refusal();
            if (refusal != null) {
                permittedSince = runtime.nanoTime();
                ending = session;
            } else if (standing.is(LinkState.STANDBY)) {
                permittedSince = runtime.nanoTime();
                standing.become(LinkState.DOWN, "connecting: this process may use the gateway from now on");
            } else {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (refusal == null) {
            connect();
        } else if (ending != null) {
            ending.shut(new AmiUnreachableException("Gateway " + config.gateway() + ": " + refusal));
        }
    }

    /**
     * Since when no other process can have written to the gateway, in the runtime's nanoseconds: since this link was made,
     * or since its {@link AmiPermit} refused it last.
     */
    public long permittedSince() {
        lock.lock();
        try {
            return permittedSince;
        } finally {
            lock.unlock();
        }
    }

    /** How things stand now. */
    public LinkStatus status() {
        lock.lock();
        try {
            return standing.status(session);
        } finally {
            lock.unlock();
        }
    }

    /** Whether its state is {@link LinkState#UP} now. As {@link #status()} tells it, without the rest of that. */
    public boolean isUp() {
        return up != null;
    }

    /** The number of the last login, 0 before the first. As {@link #status()} tells it, without the rest of that. */
    public long epoch() {
        return upEpoch;
    }

    /** What was counted since the start. */
    public LinkCounters counters() {
        LinkCounters sum;
        AmiSession current;
        CommandSessions currentCommands;
        lock.lock();
        try {
            sum = endedCounters;
            current = session;
            currentCommands = commands;
        } finally {
            lock.unlock();
        }
        sum = sum.plus(queue.counters());
        if (current != null) {
            sum = sum.plus(current.counters());
        }
        return currentCommands == null ? sum : sum.plus(currentCommands.counters());
    }

    /**
     * Sends an action on the event session. Never blocks, even if the gateway takes nothing.
     *
     * <p>The future ends with the complete answer, whatever it says, or with {@link AmiNotWrittenException} (safe to
     * repeat), {@link AmiNoAnswerException} (unknown whether it was done), {@link AmiEncodingException} (cannot be told)
     * or {@link AmiProtocolException} (the answer passes a limit). It ends on the reading thread, which must not be
     * blocked: hand over where that takes time. Cancelling it forgets the action.
     *
     * @param timeout from now to the complete answer, its list included
     */
    public CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        AmiSession current = up;
        return current == null ? down(action) : current.send(action, timeout);
    }

    /**
     * Sends an action that may block its session, such as a modem command: on one of the
     * {@link AmiLinkConfig#commandSessions()}, which run one action at a time, or on the event session if there are none.
     * Ends as {@link #send} does.
     *
     * @param timeout from now to the complete answer, the waiting for a free session included
     */
    public CompletableFuture<AmiResponse> sendOnCommandSession(AmiAction action, Duration timeout) {
        if (config.commandSessions() == 0) {
            return send(action, timeout);
        }
        CommandSessions current;
        lock.lock();
        try {
            current = standing.is(LinkState.UP) ? commands : null;
        } finally {
            lock.unlock();
        }
        return current == null ? down(action) : current.send(action, timeout);
    }

    /**
     * Changes which classes of events the gateway is to tell, from now on and in every session to come. Never blocks. A
     * gateway that does not take it gets a new session, since its login says so too.
     *
     * @param mask as the AMI header {@code EventMask} takes it
     */
    public void eventMask(String mask) {
        AmiSession current;
        lock.lock();
        try {
            current = standing.is(LinkState.UP) ? session : null;
        } finally {
            lock.unlock();
        }
        eventMask.change(mask, current);
    }

    private CompletableFuture<AmiResponse> down(AmiAction action) {
        LinkStatus status = status();
        return CompletableFuture.failedFuture(new AmiNotWrittenException("Gateway " + config.gateway() + ": action "
                + action.name() + " not written: the link is " + status.state() + ": " + status.reason()));
    }

    /**
     * Ends the sessions, with a Logoff where the gateway takes it at once, and the futures of all actions; the listener
     * hears no more of it than a call already under way. No attempt follows. Waits for nobody; may be called repeatedly.
     */
    @Override
    public void close() {
        AmiException why = new AmiUnreachableException("Gateway " + config.gateway() + ": the link was closed by us");
        List<AmiSession> open = new ArrayList<>();
        CommandSessions openCommands;
        lock.lock();
        try {
            if (standing.is(LinkState.CLOSED)) {
                return;
            }
            standing.become(LinkState.CLOSED, "closed by us");
            up = null;
            if (session != null) {
                open.add(session);
            }
            openCommands = commands;
            if (retry != null) {
                retry.cancel(false);
            }
        } finally {
            lock.unlock();
        }
        runtime.permit().unwatch(permitWatch);
        queue.close();
        if (openCommands != null) {
            open.addAll(openCommands.close(why));
        }
        open.forEach(each -> each.leave(why));
        open.forEach(AmiSession::failPending);
        LOG.info("{}: link closed", config.gateway());
    }

    private void connect() {
        AmiSession fresh;
        lock.lock();
        try {
            if (standing.is(LinkState.CLOSED)) {
                return;
            }
            // The state of a link that was down stays so until it is up: an attempt is no improvement to report.
            sessionEpoch = runtime.permit().epochAfter(standing.epoch());
            fresh = new AmiSession(config, eventRole(), runtime, owner);
            session = fresh;
        } finally {
            lock.unlock();
        }
        fresh.open(connector);
    }

    private AmiSession.Role eventRole() {
        return new AmiSession.Role(
                "events", actionIds.eventSession(sessionEpoch), eventMask.forLogin(), config.commandSessions() == 0);
    }

    private final class EventSession implements AmiSession.Owner {

        @Override
        public void ready(AmiSession ready) {
            LinkStatus status;
            int failed;
            lock.lock();
            try {
                if (standing.is(LinkState.CLOSED) || ready != session) {
                    return;
                }
                failed = standing.attempts();
                standing.loggedIn(sessionEpoch, Printable.of(ready.banner()));
                upEpoch = sessionEpoch;
                up = ready;
                upAt = runtime.nanoTime();
                if (config.commandSessions() > 0) {
                    commands = new CommandSessions(
                            config, runtime, connector, actionIds.commandSessions(standing.epoch()), ready);
                }
                status = standing.status(ready);
            } finally {
                lock.unlock();
            }
            LOG.info(
                    "{}: up, epoch {}{}: {}",
                    config.gateway(),
                    status.epoch(),
                    failed == 0 ? "" : ", after " + failed + " failed attempts",
                    status.banner());
            queue.up(status);
            eventMask.loggedIn(ready);
        }

        @Override
        public Runnable events(AmiSession from, List<AmiEvent> batch) {
            long epoch;
            lock.lock();
            try {
                epoch = standing.epoch();
            } finally {
                lock.unlock();
            }
            return queue.events(batch, epoch, from::ended);
        }

        @Override
        public void stopping() {
            queue.wake();
        }

        @Override
        public void ended(AmiSession from, AmiException why) {
            CommandSessions orphaned;
            LinkStatus status;
            Duration delay;
            boolean wasUp;
            boolean firstAttempt;
            boolean news;
            String refusal;
            lock.lock();
            try {
                endedCounters = endedCounters.plus(from.counters());
                standing.received(from.lastReceived());
                session = null;
                up = null;
                if (standing.is(LinkState.CLOSED)) {
                    return;
                }
                wasUp = standing.is(LinkState.UP);
                firstAttempt = standing.is(LinkState.CONNECTING);
                if (wasUp
                        && runtime.nanoTime() - upAt
                                >= config.reconnect().proven().toNanos()) {
                    backoff.reset();
                }
                refusal = runtime.permit().refusal();
                delay = refusal != null ? null : backoff.after(why);
                news = refusal != null
                        ? standing.standBy(refusal)
                        : standing.lost(Backoff.refuses(why) ? LinkState.REFUSED : LinkState.DOWN, why);
                orphaned = commands;
                commands = null;
                status = standing.status(null);
            } finally {
                lock.unlock();
            }
            if (orphaned != null) {
                List<AmiSession> sessions = orphaned.close(why);
                sessions.forEach(each -> each.shut(why));
                sessions.forEach(AmiSession::failPending);
                keep(orphaned.counters());
            }
            if (news && refusal != null) {
                LOG.info("{}: standing by: {}", config.gateway(), refusal);
            } else if (news) {
                LOG.info("{}: down: {}; next attempt in {} ms", config.gateway(), why.getMessage(), delay.toMillis());
            } else {
                LOG.debug("{}: attempt {} failed: {}", config.gateway(), status.attempts(), why.getMessage());
            }
            if (wasUp || firstAttempt) {
                queue.down(status);
            }
            if (refusal == null) {
                retryAfter(delay);
            }
        }

        private void keep(LinkCounters counters) {
            lock.lock();
            try {
                endedCounters = endedCounters.plus(counters);
            } finally {
                lock.unlock();
            }
        }

        private void retryAfter(Duration delay) {
            lock.lock();
            try {
                if (!standing.is(LinkState.CLOSED)) {
                    retry = runtime.timers().schedule(AmiLink.this::connect, delay.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (RejectedExecutionException e) {
                standing.become(LinkState.DOWN, "the runtime is closed: no further attempt");
            } finally {
                lock.unlock();
            }
        }
    }
}
