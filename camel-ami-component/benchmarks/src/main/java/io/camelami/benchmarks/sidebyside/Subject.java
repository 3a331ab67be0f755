package io.camelami.benchmarks.sidebyside;

import java.io.IOException;

/** One that takes events, and how it is made to. */
interface Subject extends AutoCloseable {

    /** Connects and logs in; returns when events would be heard. */
    void connect(String host, int port) throws Exception;

    /** How many events it has handed to its user. */
    long events();

    /** Has the server tell some events; returns before they have come. */
    default void burst(Bursts bursts, Mix mix, int events) throws IOException {
        bursts.ask(mix, events);
    }

    /** How many of a burst's events reach the user. */
    default int wanted(int events) {
        return events;
    }

    @Override
    default void close() throws IOException {}
}
