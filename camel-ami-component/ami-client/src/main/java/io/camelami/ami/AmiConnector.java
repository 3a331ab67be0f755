package io.camelami.ami;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Opens connections to a gateway: the seam between the sessions, which do no I/O, and what carries their bytes.
 */
public interface AmiConnector {

    /** The bytes that a connection takes without waiting, beyond those that the gateway has read. */
    int ROOM = 16 << 10;

    /**
     * Starts to connect and returns at once.
     *
     * @param target where to, how long the connecting may take, and the name for the thread that reads
     * @param receiver told of the connection, its bytes and its end, by one thread at a time
     * @return the connection, not yet open; closing it gives up the attempt too
     */
    Connection open(Target target, AmiRuntime runtime, Receiver receiver);

    /** @param connectTimeout for the TCP connection to each address of the host, and the TLS handshake */
    record Target(String host, int port, Duration connectTimeout, String threadName) {}

    /** Our side of one connection. */
    interface Connection {

        /**
         * Writes all of these bytes; called by one thread at a time, after {@link Receiver#opened}. May block while the
         * gateway has not read more than {@link #ROOM} bytes, these included, until {@link #close()}.
         */
        void write(byte[] bytes, int offset, int length) throws IOException;

        /**
         * Runs a task on the thread that reads, after {@link Receiver#received} and before the next read, so that a short
         * one costs no thread. Called by that thread, at most once in each {@code received}. A task that takes its time has
         * another thread read on; it throws nothing.
         *
         * @return false if the connection does not do that, as here
         */
        default boolean runBetweenReads(Runnable task) {
            return false;
        }

        /** Has another thread read on at once if the one that reads is at a task. Never blocks, and any thread may. */
        default void readOn() {}

        /** Ends the connection at once; never blocks, may be called by any thread and repeatedly. */
        void close();
    }

    /** The owner of a connection. Calls come one after the other. */
    interface Receiver {

        /** The connection can be written to. May come before {@code open} has returned; not called if it failed. */
        void opened(Connection connection);

        /** Where the next bytes go: from position to limit, at least one. Valid until {@link #received}. */
        ByteBuffer input();

        /** Bytes were put into {@link #input()}, whose position tells how many. */
        void received();

        /**
         * The end of the connection or of the attempt: always called, exactly once, and the last call.
         *
         * @param cause null if the gateway ended it in good order
         */
        void closed(Throwable cause);
    }
}
