package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiCredentials;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiLinkConfig;
import io.camelami.ami.AmiLinkListener;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkStatus;
import io.camelami.ami.SystemRuntime;
import io.camelami.ami.TcpConnector;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Our client. Its listener is quick, and so is told by the thread that reads; with a queue it hands each batch to one thread
 * more, as users of the client may.
 */
final class OurClient implements Subject {

    /** How the events come to where they are counted. */
    enum Way {
        LISTENER,
        QUEUE,
        FILTER
    }

    private static final int QUEUED_BATCHES = 64;

    private final Way way;
    private final SystemRuntime runtime = AmiRuntime.system();
    private final BlockingQueue<List<AmiEvent>> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
    private final CountDownLatch up = new CountDownLatch(1);
    private final Touch touch = new Touch();
    private volatile long events;
    private AmiLink link;

    OurClient(Way way) {
        this.way = way;
    }

    @Override
    public void connect(String host, int port) throws InterruptedException {
        AmiLinkConfig.Builder config = AmiLinkConfig.builder("bench", host, port, AmiCredentials.of("bench", "bench"));
        if (way == Way.FILTER) {
            config.eventFilter(Mix.WANTED::equals);
        }
        if (way == Way.QUEUE) {
            Thread taker = new Thread(this::takeAll, "queue/take");
            taker.setDaemon(true);
            taker.start();
        }
        link = new AmiLink(config.build(), runtime, TcpConnector.plain(), new Listener());
        link.start();
        if (!up.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The link did not come up: " + link.status());
        }
    }

    AmiLink link() {
        return link;
    }

    private final class Listener implements AmiLinkListener {
        @Override
        public void linkUp(LinkStatus status) {
            up.countDown();
        }

        @Override
        public void events(List<AmiEvent> batch, long epoch) {
            if (way != Way.QUEUE) {
                read(batch);
                return;
            }
            try {
                queue.put(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void takeAll() {
        try {
            while (true) {
                read(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(List<AmiEvent> batch) {
        for (AmiEvent event : batch) {
            touch.read(event);
        }
        events = touch.count();
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public int wanted(int burst) {
        return way == Way.FILTER ? burst / 10 : burst;
    }

    @Override
    public void close() {
        link.close();
        runtime.close();
    }
}
