package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiAction;
import java.time.Duration;

/** Our client. */
final class OurPing implements PingSubject {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AmiAction action;
    private final OurClient client = new OurClient(OurClient.Way.LISTENER);

    /** @param action what is asked, over and over */
    OurPing(AmiAction action) {
        this.action = action;
    }

    @Override
    public void connect(String host, int port) throws InterruptedException {
        client.connect(host, port);
    }

    @Override
    public void ping() {
        client.link().send(action, TIMEOUT).join();
    }

    @Override
    public void ping(Runnable answered) {
        client.link().send(action, TIMEOUT).thenRun(answered);
    }

    @Override
    public void close() {
        client.close();
    }
}
