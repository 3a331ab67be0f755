package io.camelami.ami;

import java.time.Duration;
import java.time.Instant;
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
 * twice by the link.
 */
public final class AmiLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);

    private final AmiLinkConfig config;
    private final AmiRuntime runtime;
    private final AmiConnector connector;
    private final AmiLinkListener listener;
    private final ActionIds actionIds;
    private final Backoff backoff;
    private final AmiSession.Owner owner = new EventSession();

    private final ReentrantLock lock = new ReentrantLock();
    private LinkState state = LinkState.NEW;
    private Instant since;
    private long epoch;
    private String reason = "not started";
    private int attempts;
    private String banner = "";
    private Instant lastReceived;
    private long upAt;
    private AmiSession session;
    private CommandSessions commands;
    private ScheduledFuture<?> retry;
    private LinkCounters endedCounters = LinkCounters.ZERO;

    public AmiLink(AmiLinkConfig config, AmiRuntime runtime, AmiConnector connector, AmiLinkListener listener) {
        this.config = Objects.requireNonNull(config, "config");
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.connector = Objects.requireNonNull(connector, "connector");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.actionIds = new ActionIds(config, runtime);
        this.backoff = new Backoff(config.reconnect(), runtime.random());
        this.since = runtime.clock().instant();
    }

    /**
     * Begins to connect and returns at once, whether the gateway is there or not. A second call changes nothing.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public void start() {
        lock.lock();
        try {
            if (state == LinkState.CLOSED) {
                throw new IllegalStateException("The link to gateway " + config.gateway() + " is closed");
            }
            if (state != LinkState.NEW) {
                return;
            }
            become(LinkState.CONNECTING, "first attempt");
        } finally {
            lock.unlock();
        }
        connect();
    }

    /** How things stand now. */
    public LinkStatus status() {
        lock.lock();
        try {
            Instant last = session == null ? null : session.lastReceived();
            return new LinkStatus(
                    config.gateway(),
                    state,
                    since,
                    epoch,
                    reason,
                    attempts,
                    banner,
                    last == null ? lastReceived : last);
        } finally {
            lock.unlock();
        }
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
        if (current != null) {
            sum = sum.plus(current.counters());
        }
        return currentCommands == null ? sum : sum.plus(currentCommands.counters());
    }

    /**
     * Sends an action on the event session.
     *
     * <p>The future ends with the complete answer, whatever it says, or with {@link AmiNotWrittenException} (safe to
     * repeat), {@link AmiNoAnswerException} (unknown whether it was done), {@link AmiEncodingException} (cannot be told)
     * or {@link AmiProtocolException} (the answer passes a limit). It ends on the reading thread, which must not be
     * blocked: hand over where that takes time. Cancelling it forgets the action.
     *
     * @param timeout from now to the complete answer, its list included
     */
    public CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        AmiSession current;
        lock.lock();
        try {
            current = state == LinkState.UP ? session : null;
        } finally {
            lock.unlock();
        }
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
            current = state == LinkState.UP ? commands : null;
        } finally {
            lock.unlock();
        }
        return current == null ? down(action) : current.send(action, timeout);
    }

    private CompletableFuture<AmiResponse> down(AmiAction action) {
        LinkStatus status = status();
        return CompletableFuture.failedFuture(new AmiNotWrittenException("Gateway " + config.gateway() + ": action "
                + action.name() + " not written: the link is " + status.state() + ": " + status.reason()));
    }

    /**
     * Ends the sessions and the futures of all actions; the listener hears no more of it than a call already under way.
     * No attempt follows. May be called repeatedly.
     */
    @Override
    public void close() {
        AmiException why = new AmiUnreachableException("Gateway " + config.gateway() + ": the link was closed by us");
        AmiSession open;
        CommandSessions openCommands;
        lock.lock();
        try {
            if (state == LinkState.CLOSED) {
                return;
            }
            become(LinkState.CLOSED, "closed by us");
            open = session;
            openCommands = commands;
            if (retry != null) {
                retry.cancel(false);
            }
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.shut(why);
            open.failPending();
        }
        if (openCommands != null) {
            openCommands.close(why);
        }
        LOG.info("{}: link closed", config.gateway());
    }

    private void connect() {
        AmiSession fresh;
        lock.lock();
        try {
            if (state == LinkState.CLOSED) {
                return;
            }
            // The state of a link that was down stays so until it is up: an attempt is no improvement to report.
            fresh = new AmiSession(config, eventRole(), runtime, owner);
            session = fresh;
        } finally {
            lock.unlock();
        }
        fresh.open(connector);
    }

    private AmiSession.Role eventRole() {
        return new AmiSession.Role(
                "events", actionIds.eventSession(epoch + 1), config.eventMask(), config.commandSessions() == 0);
    }

    private void become(LinkState next, String why) {
        if (state != next) {
            since = runtime.clock().instant();
        }
        state = next;
        reason = why;
    }

    /** Runs a listener's method; what it throws must not end the session. */
    private void tell(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: the listener failed at {}", config.gateway(), what, e);
        }
    }

    private final class EventSession implements AmiSession.Owner {

        @Override
        public void ready(AmiSession ready) {
            int failed;
            lock.lock();
            try {
                if (state == LinkState.CLOSED || ready != session) {
                    return;
                }
                epoch++;
                failed = attempts;
                attempts = 0;
                banner = Printable.of(ready.banner());
                upAt = runtime.nanoTime();
                become(LinkState.UP, "logged in");
                if (config.commandSessions() > 0) {
                    commands = new CommandSessions(config, runtime, connector, actionIds.commandSessions(epoch));
                }
            } finally {
                lock.unlock();
            }
            LinkStatus status = status();
            LOG.info(
                    "{}: up, epoch {}{}: {}",
                    config.gateway(),
                    status.epoch(),
                    failed == 0 ? "" : ", after " + failed + " failed attempts",
                    status.banner());
            tell("linkUp", () -> listener.linkUp(status));
        }

        @Override
        public void events(AmiSession from, List<AmiEvent> batch) {
            long current;
            lock.lock();
            try {
                if (state == LinkState.CLOSED) {
                    return;
                }
                current = epoch;
            } finally {
                lock.unlock();
            }
            tell("events", () -> listener.events(batch, current));
        }

        @Override
        public void ended(AmiSession from, AmiException why) {
            CommandSessions orphaned;
            Duration delay;
            boolean wasUp;
            boolean firstAttempt;
            boolean news;
            int failed;
            lock.lock();
            try {
                endedCounters = endedCounters.plus(from.counters());
                lastReceived = from.lastReceived() != null ? from.lastReceived() : lastReceived;
                session = null;
                if (state == LinkState.CLOSED) {
                    return;
                }
                wasUp = state == LinkState.UP;
                firstAttempt = state == LinkState.CONNECTING;
                if (wasUp
                        && runtime.nanoTime() - upAt
                                >= config.reconnect().proven().toNanos()) {
                    backoff.reset();
                }
                if (!wasUp) {
                    attempts++;
                }
                boolean refused = why instanceof AmiLoginRefusedException || why instanceof AmiEncodingException;
                LinkState next = refused ? LinkState.REFUSED : LinkState.DOWN;
                news = state != next;
                become(next, why.getMessage());
                delay = refused ? backoff.afterRefusal() : backoff.afterLoss();
                failed = attempts;
                orphaned = commands;
                commands = null;
            } finally {
                lock.unlock();
            }
            if (orphaned != null) {
                orphaned.close(why);
                keep(orphaned.counters());
            }
            if (news) {
                LOG.info("{}: down: {}; next attempt in {} ms", config.gateway(), why.getMessage(), delay.toMillis());
            } else {
                LOG.debug("{}: attempt {} failed: {}", config.gateway(), failed, why.getMessage());
            }
            LinkStatus status = status();
            if (wasUp || firstAttempt) {
                tell("linkDown", () -> listener.linkDown(status));
            }
            // Only now, so that the listener hears of an end before it hears of the next beginning.
            retryAfter(delay);
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
                if (state != LinkState.CLOSED) {
                    retry = runtime.timers().schedule(AmiLink.this::connect, delay.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (RejectedExecutionException e) {
                become(LinkState.DOWN, "the runtime is closed: no further attempt");
            } finally {
                lock.unlock();
            }
        }
    }
}
