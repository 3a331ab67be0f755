package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiAction;
import java.time.Duration;

/** Our client. */
final class OurPing implements PingSubject {

    private static final AmiAction PING = AmiAction.of("Ping");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final OurClient client = new OurClient(OurClient.Way.LISTENER);

    @Override
    public void connect(String host, int port) throws InterruptedException {
        client.connect(host, port);
    }

    @Override
    public void ping() {
        client.link().send(PING, TIMEOUT).join();
    }

    @Override
    public void ping(Runnable answered) {
        client.link().send(PING, TIMEOUT).thenRun(answered);
    }

    @Override
    public void close() {
        client.close();
    }
}
