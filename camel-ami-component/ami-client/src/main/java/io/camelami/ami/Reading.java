package io.camelami.ami;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What a session's reading thread is at: when it heard the gateway last, and whether it is reading or kept from it by us.
 * Written by that thread alone, read by any.
 */
final class Reading {

    /** Nothing is read, because of us. */
    record Stall(Instant since, String reason) {}

    private final AmiRuntime runtime;
    private final long window;
    private volatile boolean busy;
    private volatile long busySince;
    private volatile boolean delivering;
    private volatile boolean anyMessage;
    private volatile long lastMessage;
    private volatile long lastRead;

    Reading(AmiKeepAlive config, AmiRuntime runtime) {
        this.runtime = runtime;
        this.window = config.window().toNanos();
        this.lastMessage = runtime.nanoTime();
    }

    /** Something was read, and is worked on now. */
    void pause() {
        busySince = runtime.nanoTime();
        busy = true;
    }

    /** The work is to wait for the listener's queue. */
    void delivering(boolean now) {
        delivering = now;
    }

    /**
     * All is done, and the next is read.
     *
     * @param heard whether what was read had a complete message
     */
    void goOn(boolean heard) {
        if (heard) {
            lastRead = busySince;
            anyMessage = true;
            // Not when it was read, so that our own slowness is not taken for a silent gateway.
            lastMessage = runtime.nanoTime();
        }
        busy = false;
    }

    /** The login counts as a message. */
    void loggedIn() {
        lastMessage = runtime.nanoTime();
    }

    /** How long the thread has been kept from reading, in nanoseconds; 0 while it reads. */
    long busyFor() {
        // In this order: while it is busy, the beginning of that was written before.
        return busy ? Math.max(1, runtime.nanoTime() - busySince) : 0;
    }

    /** Null unless the thread has been kept from reading for a whole liveness window. */
    Stall stall() {
        long since = busyFor();
        if (since < window) {
            return null;
        }
        return new Stall(
                runtime.clock().instant().minusNanos(since),
                "nothing has been read for " + TimeUnit.NANOSECONDS.toMillis(since) + " ms: "
                        + (delivering
                                ? "the listener takes nothing, and as much waits as may (option eventQueue)"
                                : "a callback of an action does not return"));
    }

    /** When the last complete message was done with, on the runtime's monotonic clock. */
    long lastMessage() {
        return lastMessage;
    }

    /**
     * When the last complete message was read; null if none was yet. What the gateway told while we were kept from reading
     * may be lost with the connection, so that time is none in which it was heard.
     */
    Instant lastReceived() {
        return anyMessage ? runtime.clock().instant().minusNanos(runtime.nanoTime() - lastRead) : null;
    }
}
