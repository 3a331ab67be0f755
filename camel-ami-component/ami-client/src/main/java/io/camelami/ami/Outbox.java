package io.camelami.ami;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;

/**
 * Actions on their way out. Writers append; the first of them writes what has gathered until nothing is left, so that
 * 256 callers cost a handful of system calls. Nothing is written under the lock.
 */
final class Outbox {

    private static final int COMMON = 16 << 10;

    /** What may wait behind a gateway that takes nothing; more is refused, not written and safe to repeat. */
    private static final int MAX_WAITING = 4 << 20;

    private final Lock lock;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private byte[] gathered = new byte[1 << 10];
    private int waitingBytes;
    private boolean writing;
    private boolean closed;

    /** @param lock the session's, which also guards the actions */
    Outbox(Lock lock) {
        this.lock = lock;
    }

    /** Under the lock. False if the session is over or too much is waiting. */
    boolean offer(Pending action) {
        if (closed || waitingBytes + action.bytes.length > MAX_WAITING) {
            return false;
        }
        waiting.add(action);
        waitingBytes += action.bytes.length;
        return true;
    }

    /** Under the lock. True if nothing of the action was written and nothing will be. */
    boolean withdraw(Pending action) {
        if (action.wire == Pending.Wire.QUEUED && waiting.remove(action)) {
            waitingBytes -= action.bytes.length;
            action.wire = Pending.Wire.WITHDRAWN;
        }
        return action.wire == Pending.Wire.WITHDRAWN;
    }

    /** Under the lock. From now on nothing is taken to be written. */
    void close() {
        closed = true;
    }

    /** Without the lock. Writes what waits, unless another thread is doing it; may block with the connection. */
    void flush(AmiConnector.Connection connection) throws IOException {
        int length = gather(false);
        while (length > 0) {
            boolean written = false;
            try {
                connection.write(gathered, 0, length);
                written = true;
            } finally {
                if (!written) {
                    stopWriting();
                }
            }
            length = gather(true);
        }
    }

    private int gather(boolean again) {
        lock.lock();
        try {
            if (writing && !again) {
                return 0;
            }
            if (closed || waiting.isEmpty()) {
                writing = false;
                return 0;
            }
            writing = true;
            if (gathered.length < waitingBytes) {
                gathered = new byte[Math.max(waitingBytes, 2 * gathered.length)];
            } else if (gathered.length > COMMON && waitingBytes <= COMMON) {
                gathered = new byte[COMMON];
            }
            int length = 0;
            for (Pending action = waiting.poll(); action != null; action = waiting.poll()) {
                System.arraycopy(action.bytes, 0, gathered, length, action.bytes.length);
                length += action.bytes.length;
                action.wire = Pending.Wire.WRITTEN;
            }
            waitingBytes = 0;
            return length;
        } finally {
            lock.unlock();
        }
    }

    private void stopWriting() {
        lock.lock();
        try {
            writing = false;
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
