package io.camelami.ami;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/**
 * Actions on their way out. Callers append; one of them, or a thread for it, writes what has gathered until nothing is
 * left, so that 256 callers cost a handful of system calls. Nothing is written under the lock.
 *
 * <p>No caller is kept by a gateway that takes nothing: callers write only what the connection surely takes at once, which
 * is {@link AmiConnector#ROOM} beyond what the gateway has read. An answer shows that all up to its action was read. What
 * goes beyond is left to a thread that may block.
 *
 * <p><b>Many at once.</b> A caller that keeps hundreds of actions on their way would spend its time in writing them one by
 * one, and the gateway in reading them so. So while {@link #MANY} are written and have no answer yet, callers write
 * nothing: an answer will come soon, and the thread that reads it writes all that has gathered by then, as far as the
 * connection surely takes it. The answers set the pace, whatever the distance to the gateway is. If none comes, a timer
 * sees to it that nothing waits longer than twice {@link #LINGER}.
 */
final class Outbox {

    /** Who has to write. */
    enum Writer {
        /** Nothing waits, or somebody is at it or will be soon. */
        NOBODY,
        /** The caller, which will not be kept. */
        CALLER,
        /** A thread that may block. */
        THREAD
    }

    /** Written in one piece, and so either all or none of it surely not written; a longer action is one by itself. */
    private static final int CHUNK = AmiConnector.ROOM;

    /** Pieces that may be under way at once; each takes some room of its own in the system's buffer. */
    private static final int SURE_WRITES = 32;

    /** As many are written and have no answer yet: the next one can wait for one of them. */
    private static final int MANY = 4;

    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(1);

    /** What comes next is left to a thread that may block. */
    private static final int ELSEWHERE = -1;

    /** We may not write any more, see {@link AmiPermit}; what waits was not written. */
    private static final int REFUSED = -2;

    private final AmiLinkConfig config;
    private final AmiRuntime runtime;
    private final Consumer<AmiException> broken;
    private final Lock lock;
    private final PendingActions pending;
    private final DeadlineTimer timer;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private byte[] chunk = new byte[1 << 8];
    private int waitingBytes;
    private boolean writing;
    private boolean closed;
    private String refusal;
    private long bytes;
    private long writes;
    private long readBytes;
    private long readWrites;

    /** The first of those that waited when the timer was set. */
    private Pending lingering;

    /**
     * @param lock the session's, which also guards the actions
     * @param pending all actions without an answer, those that wait here included
     * @param late called on the timers' thread without the lock, to ask for {@link #lateWriter}
     * @param broken told that nothing can be written any more
     */
    Outbox(
            Lock lock,
            PendingActions pending,
            AmiLinkConfig config,
            AmiRuntime runtime,
            Runnable late,
            Consumer<AmiException> broken) {
        this.lock = lock;
        this.pending = pending;
        this.timer = new DeadlineTimer(runtime, late);
        this.config = config;
        this.runtime = runtime;
        this.broken = broken;
    }

    /** Under the lock. False if the session is over or too much is waiting. */
    boolean offer(Pending action) {
        if (closed || waitingBytes + action.length > config.outboxBytes()) {
            return false;
        }
        waiting.add(action);
        waitingBytes += action.length;
        return true;
    }

    /** Under the lock. True if nothing of the action was written and nothing will be. */
    boolean withdraw(Pending action) {
        if (action.wire == Pending.Wire.QUEUED && waiting.remove(action)) {
            waitingBytes -= action.length;
            action.wire = Pending.Wire.WITHDRAWN;
        }
        return action.wire == Pending.Wire.WITHDRAWN;
    }

    /** Under the lock. The gateway has read all up to this action. */
    void answered(Pending action) {
        readBytes = Math.max(readBytes, action.bytesWritten);
        readWrites = Math.max(readWrites, action.writes);
    }

    /** Under the lock. From now on nothing is taken to be written. */
    void close() {
        closed = true;
        timer.close();
    }

    /** Writes what waits: here as far as that cannot block, or on a thread of its own. */
    void write(AmiConnector.Connection connection, Writer writer) {
        switch (writer) {
            case CALLER -> write(connection, false);
            case THREAD -> onThread(connection);
            case NOBODY -> {}
        }
    }

    /** After {@link #close}: writes this if it is taken without waiting and nobody is at it. */
    void last(AmiConnector.Connection connection, byte[] word) {
        lock.lock();
        try {
            if (writing || !surelyTaken(word.length)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            connection.write(word, 0, word.length);
        } catch (IOException e) {
            // The connection is being closed anyway.
        }
    }

    private void onThread(AmiConnector.Connection connection) {
        try {
            runtime.execute(AmiRuntime.threadName(config.gateway(), "writer"), () -> write(connection, true));
        } catch (RejectedExecutionException e) {
            broken.accept(new AmiUnreachableException("Gateway " + config.gateway() + ": the runtime is closed", e));
        }
    }

    private void write(AmiConnector.Connection connection, boolean mayBlock) {
        int length = next(mayBlock);
        while (length > 0) {
            try {
                connection.write(chunk, 0, length);
            } catch (IOException | RuntimeException e) {
                broken.accept(new AmiUnreachableException(
                        "Gateway " + config.gateway() + ": writing failed (" + Printable.of(e) + ")", e));
                return;
            }
            length = next(mayBlock);
        }
        if (length == ELSEWHERE) {
            onThread(connection);
        } else if (length == REFUSED) {
            broken.accept(new AmiUnreachableException("Gateway " + config.gateway() + ": " + refusal));
        }
    }

    /**
     * Under the lock, after an action was offered. Who is named writes, see {@link #write(AmiConnector.Connection, Writer)};
     * nobody else is until that has come to its end.
     */
    Writer nextWriter() {
        if (!writing && many()) {
            linger();
            return Writer.NOBODY;
        }
        return readersWriter();
    }

    /** As {@link #nextWriter} for the thread that has just read answers. */
    Writer readersWriter() {
        if (!mayWrite()) {
            return Writer.NOBODY;
        }
        boolean here = firstSurelyTaken();
        if (!here && many()) {
            linger();
            return Writer.NOBODY;
        }
        writing = true;
        return here ? Writer.CALLER : Writer.THREAD;
    }

    /** As {@link #nextWriter} for a thread that may not write. */
    Writer elsewhere() {
        if (!mayWrite()) {
            return Writer.NOBODY;
        }
        writing = true;
        return Writer.THREAD;
    }

    /** As {@link #nextWriter} for the timer. */
    Writer lateWriter() {
        timer.fired();
        Pending since = lingering;
        lingering = null;
        if (mayWrite() && waiting.peek() != since) {
            linger();
            return Writer.NOBODY;
        }
        return elsewhere();
    }

    private boolean mayWrite() {
        return !writing && !closed && !waiting.isEmpty();
    }

    /** Whether so many are on their way that an answer is sure to come. */
    private boolean many() {
        return pending.size() - waiting.size() >= MANY;
    }

    private void linger() {
        if (!timer.isSet()) {
            lingering = waiting.peek();
            timer.at(runtime.nanoTime() + LINGER);
        }
    }

    private boolean firstSurelyTaken() {
        return surelyTaken(waiting.peek().length);
    }

    private boolean surelyTaken(int length) {
        return length <= room() && writes - readWrites < SURE_WRITES;
    }

    /** How many bytes are surely taken at once. */
    private int room() {
        return (int) (AmiConnector.ROOM - (bytes - readBytes));
    }

    /** Fills the next piece and gives its length; 0 if nothing is left, or one of the two below it. */
    private int next(boolean mayBlock) {
        lock.lock();
        try {
            if (closed || waiting.isEmpty()) {
                writing = false;
                return 0;
            }
            if (!mayBlock && !firstSurelyTaken()) {
                if (many()) {
                    writing = false;
                    linger();
                    return 0;
                }
                return ELSEWHERE;
            }
            // As late as can be: from here to the write there is nothing to wait for.
            refusal = runtime.permit().refusal();
            if (refusal != null) {
                closed = true;
                writing = false;
                return REFUSED;
            }
            return fill(mayBlock ? CHUNK : room());
        } finally {
            lock.unlock();
        }
    }

    /** @param most bytes, unless the first action has more */
    private int fill(int most) {
        int size = Math.max(waiting.peek().length, Math.min(waitingBytes, most));
        if (size > chunk.length || chunk.length > CHUNK) {
            chunk = new byte[Math.max(size, Math.min(CHUNK, 2 * chunk.length))];
        }
        writes++;
        int length = 0;
        do {
            Pending action = waiting.poll();
            System.arraycopy(action.bytes, 0, chunk, length, action.length);
            length += action.length;
            action.bytes = null;
            action.wire = Pending.Wire.WRITTEN;
            action.bytesWritten = bytes + length;
            action.writes = writes;
        } while (!waiting.isEmpty() && length + waiting.peek().length <= Math.min(size, chunk.length));
        waitingBytes -= length;
        bytes += length;
        return length;
    }
}
