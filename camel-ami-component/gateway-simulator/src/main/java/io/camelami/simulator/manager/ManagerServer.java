package io.camelami.simulator.manager;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients and hands events to their sessions. Can be stopped and started again on its port. */
public final class ManagerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);

    private final String host;
    private final ManagerProfile profile;
    private final ActionTable actions;
    private final ManagerListener listener;
    private final ServerThreads threads = new ServerThreads();
    private final Set<ManagerSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionCounter = new AtomicInteger();
    private int port;
    private ServerSocket serverSocket;

    /**
     * @param port the port to listen on; 0 takes a free one at the first {@link #listen} and keeps it
     */
    public ManagerServer(String host, int port, ManagerProfile profile, ActionTable actions, ManagerListener listener) {
        this.host = host;
        this.port = port;
        this.profile = profile;
        this.actions = actions;
        this.listener = listener;
    }

    public synchronized void listen() throws IOException {
        if (serverSocket != null) {
            return;
        }
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        serverSocket = socket;
        port = socket.getLocalPort();
        threads.start("gateway-simulator/" + port + "/accept", () -> acceptLoop(socket));
    }

    /** Stops listening and cuts all connections. */
    public synchronized void stop() {
        if (serverSocket == null) {
            return;
        }
        closeListening();
        dropConnections();
    }

    private void closeListening() {
        try {
            serverSocket.close();
        } catch (IOException e) {
            LOG.debug("Closing the listening socket failed: {}", e.toString());
        }
        serverSocket = null;
    }

    /** Stops, and waits until no thread of this server is left. */
    @Override
    public void close() {
        stop();
        threads.stopAll();
    }

    /** Stops, but has the sessions write an event before they end. */
    public synchronized void shutDown(ManagerEvent farewell) {
        if (serverSocket == null) {
            return;
        }
        closeListening();
        sessions.forEach(session -> session.endAfter(farewell));
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

    public synchronized int port() {
        return port;
    }

    public int connections() {
        return (int) sessions.stream().filter(session -> !session.isEnded()).count();
    }

    private void acceptLoop(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                accept(listening.accept(), listening);
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.warn("Accepting a connection failed: {}", e.toString());
                }
            }
        }
    }

    private void accept(Socket socket, ServerSocket listening) throws IOException {
        socket.setTcpNoDelay(true);
        ManagerSession[] self = new ManagerSession[1];
        ManagerSession session = new ManagerSession(socket, profile, actions, listener, () -> sessions.remove(self[0]));
        self[0] = session;
        sessions.add(session);
        String name = "gateway-simulator/" + listening.getLocalPort() + "/session-" + sessionCounter.incrementAndGet();
        threads.start(name + "/work", session::workLoop);
        threads.start(name + "/read", session::readLoop);
        if (listening.isClosed()) {
            // Accepted while the server was being stopped: the stop may have missed it.
            session.cut();
        }
    }
}
