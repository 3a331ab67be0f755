package io.camelami.simulator.fault;

import io.camelami.simulator.net.PortListener;
import io.camelami.simulator.net.ServerThreads;
import io.camelami.simulator.net.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Stands before a server, such as a real Asterisk, and does faults to the connections that pass through it. Without any it
 * hands on every byte, and ends each side as the other was ended.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private record Planned(ByteMark mark, List<Fault> faults) {}

    private final InetSocketAddress server;
    private final String host;
    private final BiConsumer<ByteMark, Fault> onStrike;
    private final Timer timer = new Timer("gateway-simulator/proxy-timer");
    private final ServerThreads threads = new ServerThreads();
    private final PortListener port;
    private final List<Planned> plan = new CopyOnWriteArrayList<>();
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger counter = new AtomicInteger();

    private FaultyProxy(InetSocketAddress server, String host, int port, BiConsumer<ByteMark, Fault> onStrike) {
        this.server = server;
        this.host = host;
        this.onStrike = onStrike;
        this.port = new PortListener(host, port, threads, this::accept);
    }

    /** Starts a proxy on a free loopback port. */
    public static FaultyProxy to(String server, int serverPort) {
        return to(server, serverPort, LOOPBACK, 0, (mark, fault) -> {});
    }

    /**
     * Starts a proxy.
     *
     * @param port to listen on; 0 takes a free one
     * @param onStrike hears of each fault that was planned, when it strikes
     * @throws UncheckedIOException if the port is taken
     */
    public static FaultyProxy to(
            String server, int serverPort, String host, int port, BiConsumer<ByteMark, Fault> onStrike) {
        FaultyProxy proxy = new FaultyProxy(new InetSocketAddress(server, serverPort), host, port, onStrike);
        try {
            proxy.port.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Proxy cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        return proxy;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port.port();
    }

    /** Has faults strike once, one after the other, in the first connection that comes to that position. */
    public void fault(ByteMark mark, Fault... faults) {
        plan.add(new Planned(mark, List.of(faults)));
    }

    /** Does a fault to all connections that are open, now. */
    public void fault(Direction direction, Fault fault) {
        connections.forEach(connection -> connection.inflict(direction, fault));
    }

    /** How many connections are open, those that a fault has left half-open among them. */
    public int connections() {
        return connections.size();
    }

    /** How many connections there were up to now. */
    public int accepted() {
        return counter.get();
    }

    /** Resets all connections and stops for good; no thread and no socket is left. */
    @Override
    public void close() {
        port.close();
        connections.forEach(ProxyConnection::reset);
        threads.stopAll();
        timer.close();
    }

    private void accept(Socket client) {
        ProxyConnection[] self = new ProxyConnection[1];
        FaultyLink toClient = new FaultyLink(client, timer, Pace.AS_IT_IS);
        ProxyConnection connection =
                new ProxyConnection(toClient, timer, this::strike, () -> connections.remove(self[0]));
        self[0] = connection;
        connections.add(connection);
        String name = "gateway-simulator/" + port() + "/proxy-" + counter.incrementAndGet();
        threads.start(name + "/to-server", () -> {
            if (connection.connect(server)) {
                threads.start(name + "/to-client", () -> connection.pump(Direction.TO_CLIENT));
                connection.pump(Direction.TO_SERVER);
            }
        });
    }

    /** The first faults whose mark is among the next bytes. */
    private synchronized Optional<ProxyConnection.Strike> strike(Direction direction, long from, long to) {
        Optional<Planned> next = plan.stream()
                .filter(p -> p.mark().direction() == direction
                        && p.mark().position() >= from
                        && p.mark().position() <= to)
                .min(Comparator.comparingLong(p -> p.mark().position()));
        next.ifPresent(struck -> {
            plan.remove(struck);
            struck.faults().forEach(fault -> onStrike.accept(struck.mark(), fault));
        });
        return next.map(p -> new ProxyConnection.Strike(p.mark().position(), p.faults()));
    }
}
