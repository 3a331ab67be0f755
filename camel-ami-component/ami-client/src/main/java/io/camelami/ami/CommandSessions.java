package io.camelami.ami;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extra sessions of one epoch for actions that block theirs: opened when needed, at most as many as configured, one
 * action at a time on each. Who finds all of them busy waits in line, within the time of the call.
 *
 * <p>A session whose action got no answer in time may still be at work on it, and what comes next on it would wait behind;
 * it is closed and another one opened in its place.
 *
 * <p>A gateway may admit one login of a user only, which the event session has: then all actions run there.
 */
final class CommandSessions {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSessions.class);

    private static final class Waiting {
        final AmiAction action;
        final long deadline;
        final CompletableFuture<AmiResponse> future = new CompletableFuture<>();

        Waiting(AmiAction action, long deadline) {
            this.action = action;
            this.deadline = deadline;
        }
    }

    private record Run(AmiSession session, Waiting waiting) {}

    private final AmiLinkConfig config;
    private final AmiRuntime runtime;
    private final AmiConnector connector;
    private final Threads threads;
    private final String idPrefix;
    private final AmiSession eventSession;
    private final AmiSession.Owner owner = new Sessions();

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final List<AmiSession> all = new ArrayList<>();
    private final Deque<AmiSession> idle = new ArrayDeque<>();
    private final DeadlineTimer deadlines;
    private final Backoff backoff;
    private LinkCounters endedCounters = LinkCounters.ZERO;
    private int opened;
    private int opening;
    private long nextOpen;
    private AmiException lastFailure;
    private AmiException end;
    private long timeouts;
    private boolean oneLoginOnly;

    /**
     * @param idPrefix the beginning of the ActionIDs of this epoch
     * @param eventSession which runs the actions where no other session is admitted
     */
    CommandSessions(
            AmiLinkConfig config,
            AmiRuntime runtime,
            AmiConnector connector,
            String idPrefix,
            AmiSession eventSession) {
        this.config = config;
        this.runtime = runtime;
        this.connector = connector;
        this.threads = new Threads(runtime, config.gateway());
        this.idPrefix = idPrefix;
        this.eventSession = eventSession;
        this.deadlines = new DeadlineTimer(runtime, this::waitingDue);
        this.backoff = new Backoff(config.reconnect(), runtime.random());
        this.nextOpen = runtime.nanoTime();
    }

    CompletableFuture<AmiResponse> send(AmiAction action, Duration timeout) {
        Waiting waiting = new Waiting(action, DeadlineTimer.after(runtime, timeout));
        String obstacle = null;
        boolean elsewhere;
        lock.lock();
        try {
            elsewhere = oneLoginOnly;
            if (elsewhere) {
                obstacle = null;
            } else if (end != null) {
                obstacle = end.getMessage();
            } else if (line.size() >= config.commandQueue()) {
                obstacle = line.size() + " others wait for a command session (options commandSessions, commandQueue)";
            } else if (all.isEmpty() && lastFailure != null && nextOpen - runtime.nanoTime() > 0) {
                obstacle = noSession();
            } else {
                line.add(waiting);
                deadlines.at(waiting.deadline);
            }
        } finally {
            lock.unlock();
        }
        if (elsewhere) {
            return eventSession.send(action, timeout);
        }
        if (obstacle != null) {
            return CompletableFuture.failedFuture(notWritten(waiting, obstacle));
        }
        waiting.future.whenComplete((answer, failure) -> leaveLine(waiting));
        dispatch();
        return waiting.future;
    }

    private void leaveLine(Waiting waiting) {
        lock.lock();
        try {
            line.remove(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Brings together who waits and what is idle, and opens another session if that is not enough. */
    private void dispatch() {
        List<Run> runs = new ArrayList<>();
        AmiSession fresh = null;
        lock.lock();
        try {
            while (!line.isEmpty() && !idle.isEmpty()) {
                runs.add(new Run(idle.poll(), line.poll()));
            }
            boolean more = end == null && line.size() > opening && all.size() < config.commandSessions();
            if (more && nextOpen - runtime.nanoTime() > 0) {
                deadlines.at(nextOpen);
            } else if (more) {
                fresh = new AmiSession(config, nextRole(), runtime, owner);
                all.add(fresh);
                opening++;
            }
        } finally {
            lock.unlock();
        }
        if (fresh != null) {
            fresh.open(connector);
        }
        runs.forEach(this::run);
    }

    private AmiSession.Role nextRole() {
        opened++;
        return new AmiSession.Role("command-" + opened, idPrefix + "c" + opened + "-", "off", true);
    }

    private void run(Run run) {
        endIfLate(run.waiting);
        if (run.waiting.future.isDone()) {
            release(run.session);
            return;
        }
        CompletableFuture<AmiResponse> answer = run(run.session, run.waiting);
        answer.whenComplete((response, failure) -> {
            if (failure instanceof AmiNoAnswerException || answer.isCancelled()) {
                run.session.shut(new AmiUnreachableException(
                        "Gateway " + config.gateway() + ": command session closed because its action got no answer"));
            } else if (!run.session.ended()) {
                release(run.session);
            }
            end(run.waiting, response, failure);
        });
    }

    /** The timer that ends it may itself be late, on a busy machine or one that was paused. */
    private void endIfLate(Waiting waiting) {
        if (waiting.deadline - runtime.nanoTime() > 0 || !waiting.future.completeExceptionally(outOfTime(waiting))) {
            return;
        }
        lock.lock();
        try {
            timeouts++;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<AmiResponse> run(AmiSession session, Waiting waiting) {
        Duration left = Duration.ofNanos(Math.max(1, waiting.deadline - runtime.nanoTime()));
        CompletableFuture<AmiResponse> answer = session.send(waiting.action, left);
        // A caller that gives up must not leave the session busy for ever.
        waiting.future.whenComplete((response, failure) -> answer.cancel(false));
        return answer;
    }

    private static void end(Waiting waiting, AmiResponse response, Throwable failure) {
        if (failure != null) {
            waiting.future.completeExceptionally(failure);
        } else {
            waiting.future.complete(response);
        }
    }

    private void release(AmiSession session) {
        lock.lock();
        try {
            if (all.contains(session)) {
                idle.add(session);
            }
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    /** Opens and runs nothing more, and ends what waits. @return the sessions, for the caller to end */
    List<AmiSession> close(AmiException why) {
        List<AmiSession> sessions;
        List<Waiting> waiting;
        lock.lock();
        try {
            if (end != null) {
                return List.of();
            }
            end = why;
            deadlines.close();
            sessions = List.copyOf(all);
            waiting = List.copyOf(line);
            line.clear();
            idle.clear();
        } finally {
            lock.unlock();
        }
        waiting.forEach(one -> one.future.completeExceptionally(notWritten(one, why.getMessage())));
        return sessions;
    }

    LinkCounters counters() {
        lock.lock();
        try {
            LinkCounters sum = endedCounters.plus(new LinkCounters(0, 0, 0, 0, timeouts, 0, 0, line.size()));
            for (AmiSession session : all) {
                sum = sum.plus(session.counters());
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    private void waitingDue() {
        List<Waiting> due = new ArrayList<>();
        boolean waiting;
        lock.lock();
        try {
            deadlines.fired();
            long now = runtime.nanoTime();
            for (Waiting one : line) {
                if (one.deadline - now <= 0) {
                    due.add(one);
                }
            }
            line.removeAll(due);
            timeouts += due.size();
            line.forEach(one -> deadlines.at(one.deadline));
            waiting = !line.isEmpty();
        } finally {
            lock.unlock();
        }
        if (due.isEmpty() && !waiting) {
            return;
        }
        threads.run("timeouts", () -> {
            due.forEach(one -> one.future.completeExceptionally(outOfTime(one)));
            dispatch();
        });
    }

    private AmiNotWrittenException outOfTime(Waiting waiting) {
        return notWritten(
                waiting, "no command session was free within the timeout of its call (option commandSessions)");
    }

    private AmiNotWrittenException notWritten(Waiting waiting, String why) {
        return new AmiNotWrittenException(
                "Gateway " + config.gateway() + ": action " + waiting.action.name() + " not written: " + why);
    }

    private String noSession() {
        return "no command session could be opened (option commandSessions): " + lastFailure.getMessage();
    }

    private final class Sessions implements AmiSession.Owner {

        @Override
        public void ready(AmiSession session) {
            lock.lock();
            try {
                opening--;
                lastFailure = null;
                backoff.reset();
                idle.add(session);
            } finally {
                lock.unlock();
            }
            dispatch();
        }

        @Override
        public Runnable events(AmiSession session, List<AmiEvent> batch) {
            // Logged in with events off; what a gateway sends all the same comes on the event session too.
            return null;
        }

        @Override
        public void ended(AmiSession session, AmiException why) {
            List<Waiting> stranded = List.of();
            String obstacle = null;
            boolean moved = false;
            lock.lock();
            try {
                all.remove(session);
                idle.remove(session);
                endedCounters = endedCounters.plus(session.counters());
                if (!session.wasReady()) {
                    opening--;
                    lastFailure = why;
                    nextOpen = runtime.nanoTime() + backoff.afterLoss().toNanos();
                    moved = why instanceof AmiLoginInUseException && all.isEmpty() && end == null;
                    oneLoginOnly |= moved;
                    if (all.isEmpty()) {
                        stranded = List.copyOf(line);
                        line.clear();
                        obstacle = noSession();
                    }
                }
            } finally {
                lock.unlock();
            }
            if (moved) {
                LOG.warn(
                        "{}: admits one login of the user only, so commands run on the event session and hold its events up"
                                + " while they last; allow it several (allowmultiplelogin in its manager.conf)",
                        config.gateway());
                eventSession.runCommands();
                stranded.forEach(this::runOnEventSession);
                return;
            }
            for (Waiting one : stranded) {
                one.future.completeExceptionally(notWritten(one, obstacle));
            }
            dispatch();
        }

        private void runOnEventSession(Waiting one) {
            endIfLate(one);
            if (!one.future.isDone()) {
                CommandSessions.this
                        .run(eventSession, one)
                        .whenComplete((answer, failure) -> end(one, answer, failure));
            }
        }
    }
}
