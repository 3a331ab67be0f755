package io.camelami.simulator.manager;

import io.camelami.simulator.fault.FaultyLink;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a client's actions one ahead of who runs them, and gives up on a client that does not log in. */
final class ActionFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ActionFeed.class);

    /** Who runs the actions. */
    interface Sink {
        void action(ManagerAction action);

        boolean isEnded();

        /** Nothing more comes. */
        void end(boolean broken);
    }

    private final FaultyLink link;
    private final ActionReader reader;
    private final BooleanSupplier loggedIn;
    private final long authDeadline;
    // More than one action ahead would let a client fill the memory.
    private final Semaphore slot = new Semaphore(1);
    private final CountDownLatch done = new CountDownLatch(1);

    ActionFeed(FaultyLink link, ManagerProfile profile, BooleanSupplier loggedIn) {
        this.link = link;
        this.reader = new ActionReader(this::read, profile.modern());
        this.loggedIn = loggedIn;
        this.authDeadline = System.nanoTime() + profile.authTimeout().toNanos();
    }

    void run(Sink sink) {
        boolean broken = false;
        try {
            for (ManagerAction action = reader.next(); action != null; action = reader.next()) {
                // Reading goes on after the end: closing a socket with unread input makes the system send a reset,
                // which can destroy the last reply on its way.
                if (!sink.isEnded()) {
                    slot.acquire();
                    sink.action(action);
                }
            }
        } catch (IOException e) {
            LOG.debug("Connection ended: {}", e.toString());
            broken = true;
        } catch (InterruptedException e) {
            broken = true;
        } finally {
            done.countDown();
            sink.end(broken);
        }
    }

    /** The next action may come. */
    void proceed() {
        slot.release();
    }

    /** Waits until nothing more comes. */
    void awaitEnd() throws InterruptedException {
        done.await();
    }

    void awaitEnd(long nanos) throws InterruptedException {
        done.await(nanos, TimeUnit.NANOSECONDS);
    }

    private int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            int timeout = 0;
            if (!loggedIn.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(authDeadline - System.nanoTime());
                if (left <= 0) {
                    return -1;
                }
                timeout = (int) Math.min(left, Integer.MAX_VALUE);
            }
            try {
                return link.read(buffer, offset, length, timeout);
            } catch (SocketTimeoutException e) {
                // Either a login came meanwhile, or the next round finds the time used up.
                LOG.trace("No input within {} ms", timeout);
            }
        }
    }
}
