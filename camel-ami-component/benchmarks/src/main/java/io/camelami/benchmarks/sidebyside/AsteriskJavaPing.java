package io.camelami.benchmarks.sidebyside;

import org.asteriskjava.manager.action.PingAction;

/** asterisk-java. */
final class AsteriskJavaPing implements PingSubject {

    private static final long TIMEOUT_MILLIS = 30_000;

    private final AsteriskJava client = new AsteriskJava();

    @Override
    public void connect(String host, int port) throws Exception {
        client.connect(host, port);
    }

    @Override
    public void ping() throws Exception {
        client.connection().sendAction(new PingAction(), TIMEOUT_MILLIS);
    }

    @Override
    public void ping(Runnable answered) throws Exception {
        client.connection().sendAction(new PingAction(), response -> answered.run());
    }

    @Override
    public void close() {
        client.close();
    }
}
