package io.camelami.benchmarks.fleet;

/** Many gateways that one process listens to. */
interface Fleet extends AutoCloseable {

    /** Begins to listen to one more gateway and returns at once. */
    void add(int port) throws Exception;

    @Override
    void close();
}
