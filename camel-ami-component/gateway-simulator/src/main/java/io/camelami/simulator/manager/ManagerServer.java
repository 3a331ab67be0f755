package io.camelami.simulator.manager;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPlan;
import io.camelami.simulator.fault.FaultTrigger;
import io.camelami.simulator.fault.FaultyLink;
import io.camelami.simulator.net.PortListener;
import io.camelami.simulator.net.ServerThreads;
import io.camelami.simulator.net.Timer;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens for clients and hands events to their sessions. Can be stopped and started again on its port. */
public final class ManagerServer implements AutoCloseable {
    private final ManagerProfile profile;
    private final ActionTable actions;
    private final ManagerListener listener;
    private final Timer timer;
    private final FaultPlan faults = new FaultPlan();
    private final ServerThreads threads = new ServerThreads();
    private final PortListener port;
    private final Set<ManagerSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionCounter = new AtomicInteger();

    /**
     * @param port the port to listen on; 0 takes a free one at the first {@link #listen} and keeps it
     */
    public ManagerServer(
            String host, int port, ManagerProfile profile, ActionTable actions, ManagerListener listener, Timer timer) {
        this.profile = profile;
        this.actions = actions;
        this.listener = listener;
        this.timer = timer;
        this.port = new PortListener(host, port, threads, this::accept);
    }

    public void listen() throws IOException {
        port.open();
    }

    /** Stops listening and cuts all connections. */
    public void stop() {
        if (port.close()) {
            dropConnections();
        }
    }

    /** Stops, and waits until no thread of this server is left. */
    @Override
    public void close() {
        port.close();
        dropConnections();
        threads.stopAll();
    }

    /** Stops, but has the sessions write an event before they end. */
    public void shutDown(ManagerEvent farewell) {
        if (port.close()) {
            sessions.forEach(session -> session.endAfter(farewell));
        }
    }

    /** Has a fault strike at some point. */
    public void plan(FaultTrigger trigger, Fault fault) {
        faults.arm(trigger, fault);
    }

    /** Does a fault to all connections at once. */
    public void inflict(Fault fault) {
        sessions.forEach(session -> session.inflict(fault));
    }

    public void dropConnections() {
        sessions.forEach(ManagerSession::cut);
    }

    public void broadcast(ManagerEvent event) {
        sessions.forEach(session -> session.offer(event));
    }

    public void broadcastRaw(String wire) {
        sessions.forEach(session -> session.offerRaw(wire));
    }

    public int port() {
        return port.port();
    }

    public int connections() {
        return (int) sessions.stream().filter(session -> !session.isEnded()).count();
    }

    private void accept(Socket socket) {
        ManagerSession[] self = new ManagerSession[1];
        FaultyLink link = new FaultyLink(socket, timer, profile.pace());
        ManagerSession session =
                new ManagerSession(link, profile, actions, listener, faults, () -> sessions.remove(self[0]));
        self[0] = session;
        sessions.add(session);
        String name = "gateway-simulator/" + port() + "/session-" + sessionCounter.incrementAndGet();
        threads.start(name + "/work", session::workLoop);
        threads.start(name + "/read", session::readLoop);
    }
}
