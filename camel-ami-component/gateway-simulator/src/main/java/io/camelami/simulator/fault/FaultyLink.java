package io.camelami.simulator.fault;

import io.camelami.simulator.net.Sockets;
import io.camelami.simulator.net.Timer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** One end of a connection, to which faults can be done; without any it hands on bytes as they come. */
public final class FaultyLink {
    private static final int GARBAGE_BYTES = 64;

    private final Socket socket;
    private final Timer timer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Pace pace;
    private volatile boolean deaf;
    private volatile boolean mute;

    public FaultyLink(Socket socket, Timer timer, Pace pace) {
        this.socket = socket;
        this.timer = timer;
        this.pace = pace;
    }

    /**
     * Reads as an input stream does, until a fault ends that: then it waits until the link is closed, whatever arrives.
     *
     * @param timeout how long to wait for something, in milliseconds; 0 for ever
     */
    public int read(byte[] buffer, int offset, int length, int timeout) throws IOException {
        if (!deaf) {
            socket.setSoTimeout(timeout);
            int count = socket.getInputStream().read(buffer, offset, length);
            if (!deaf) {
                return count;
            }
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        throw new SocketException("Link was closed");
    }

    /** Writes in the pace of this link, which may take its time. */
    public void write(byte[] bytes) throws IOException {
        Pace now = pace;
        pause(now.before());
        int start = 0;
        while (start < bytes.length) {
            int end = now.end(bytes, start);
            put(bytes, start, end);
            start = end;
            if (start < bytes.length) {
                pause(now.between());
            }
        }
    }

    private void put(byte[] bytes, int start, int end) throws IOException {
        if (!mute) {
            socket.getOutputStream().write(bytes, start, end - start);
        }
    }

    private void pause(Duration time) throws IOException {
        try {
            timer.pause(time);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Link was given up");
    }

    /** Does a fault to this end of the connection, from any thread. */
    public void inflict(Fault fault) throws IOException {
        switch (fault.kind()) {
            case CLOSE -> endOutput();
            case RESET -> reset();
            case HALF_OPEN -> {
                mute = true;
                deaf = true;
            }
            case BLACK_HOLE -> deaf = true;
            case GARBAGE -> {
                byte[] garbage = new byte[GARBAGE_BYTES];
                new Random(fault.seed()).nextBytes(garbage);
                put(garbage, 0, garbage.length);
            }
            case TRICKLE, FRAGMENTS, DELAY -> pace = Pace.of(fault);
        }
    }

    /** The other side reads the end after what was written; it may go on writing. */
    public void endOutput() throws IOException {
        mute = true;
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
    }

    public void reset() {
        Sockets.reset(socket);
        ended.countDown();
    }

    public void close() {
        Sockets.close(socket);
        ended.countDown();
    }
}
