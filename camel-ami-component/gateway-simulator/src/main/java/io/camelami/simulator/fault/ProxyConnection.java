package io.camelami.simulator.fault;

import io.camelami.simulator.net.Timer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through a proxy: two links, and a thread for each direction between them. */
final class ProxyConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyConnection.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER_BYTES = 8_192;

    /** Faults that are due, and after how many bytes. */
    record Strike(long position, List<Fault> faults) {}

    /** Knows what is due. */
    @FunctionalInterface
    interface Plan {
        /** What is due between two positions, if anything is; it is not due again. */
        Optional<Strike> strike(Direction direction, long from, long to);
    }

    private final Socket serverSocket = new Socket();
    private final FaultyLink client;
    private final FaultyLink server;
    private final Plan plan;
    private final Runnable onEnd;
    private final AtomicInteger pumps = new AtomicInteger(2);

    ProxyConnection(FaultyLink client, Timer timer, Plan plan, Runnable onEnd) {
        this.client = client;
        this.server = new FaultyLink(serverSocket, timer, Pace.AS_IT_IS);
        this.plan = plan;
        this.onEnd = onEnd;
    }

    /** Connects to the server; if that fails the client is reset. */
    boolean connect(InetSocketAddress address) {
        try {
            serverSocket.setTcpNoDelay(true);
            serverSocket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            LOG.warn("Proxy cannot reach {}: {}", address, e.toString());
            reset();
            onEnd.run();
            return false;
        }
    }

    /** Hands on bytes in one direction until its source ends. */
    void pump(Direction direction) {
        FaultyLink from = direction == Direction.TO_CLIENT ? server : client;
        FaultyLink to = direction == Direction.TO_CLIENT ? client : server;
        byte[] buffer = new byte[BUFFER_BYTES];
        long passed = 0;
        try {
            for (int count = from.read(buffer, 0, buffer.length, 0);
                    count >= 0;
                    count = from.read(buffer, 0, buffer.length, 0)) {
                pass(direction, to, Arrays.copyOf(buffer, count), passed);
                passed += count;
            }
            to.endOutput();
        } catch (IOException e) {
            LOG.debug("Connection through the proxy ended: {}", e.toString());
            reset();
        } finally {
            if (pumps.decrementAndGet() == 0) {
                client.close();
                server.close();
                onEnd.run();
            }
        }
    }

    private void pass(Direction direction, FaultyLink to, byte[] bytes, long passed) throws IOException {
        int written = 0;
        Optional<Strike> strike = plan.strike(direction, passed, passed + bytes.length);
        while (strike.isPresent()) {
            int upTo = (int) (strike.get().position() - passed);
            write(to, bytes, written, upTo);
            written = upTo;
            strike.get().faults().forEach(fault -> inflict(direction, fault));
            strike = plan.strike(direction, passed + written, passed + bytes.length);
        }
        write(to, bytes, written, bytes.length);
    }

    private static void write(FaultyLink to, byte[] bytes, int from, int upTo) throws IOException {
        if (upTo > from) {
            to.write(Arrays.copyOfRange(bytes, from, upTo));
        }
    }

    /** Does a fault, from any thread. */
    void inflict(Direction direction, Fault fault) {
        FaultyLink from = direction == Direction.TO_CLIENT ? server : client;
        FaultyLink to = direction == Direction.TO_CLIENT ? client : server;
        try {
            switch (fault.kind()) {
                case CLOSE, RESET, HALF_OPEN -> {
                    client.inflict(fault);
                    server.inflict(fault);
                }
                case BLACK_HOLE -> from.inflict(fault);
                case GARBAGE, TRICKLE, FRAGMENTS, DELAY -> to.inflict(fault);
            }
        } catch (IOException e) {
            LOG.debug("Connection ended before a fault could be done to it: {}", e.toString());
        }
    }

    void reset() {
        client.reset();
        server.reset();
    }
}
