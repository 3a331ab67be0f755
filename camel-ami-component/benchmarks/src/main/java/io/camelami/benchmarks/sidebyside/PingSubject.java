package io.camelami.benchmarks.sidebyside;

import java.io.IOException;

/** One that asks for a sign of life, one after the other or many at once. */
interface PingSubject extends AutoCloseable {

    void connect(String host, int port) throws Exception;

    /** Asks and waits for the answer. */
    void ping() throws Exception;

    /** Asks without waiting. @param answered is run when the answer is there, on any thread */
    void ping(Runnable answered) throws Exception;

    /** Sends what was asked for, where the subject gathers it. */
    default void flush() throws Exception {}

    @Override
    void close() throws IOException;
}
