package io.camelami.simulator.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and hands on who connects. Can be closed and opened again on its port. */
public final class PortListener {
    private static final Logger LOG = LoggerFactory.getLogger(PortListener.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Takes a connection; must not wait. */
    @FunctionalInterface
    public interface Acceptor {
        void accept(Socket socket) throws IOException;
    }

    private final String host;
    private final ServerThreads threads;
    private final Acceptor acceptor;
    private volatile int port;
    private ServerSocket serverSocket;
    private Thread acceptThread;

    /**
     * @param port the port to listen on; 0 takes a free one at the first {@link #open} and keeps it
     */
    public PortListener(String host, int port, ServerThreads threads, Acceptor acceptor) {
        this.host = host;
        this.port = port;
        this.threads = threads;
        this.acceptor = acceptor;
    }

    public synchronized void open() throws IOException {
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
        acceptThread = threads.start("gateway-simulator/" + port + "/accept", () -> acceptLoop(socket));
    }

    /** Takes nobody any more; those who are there stay. Returns whether it was open. */
    public synchronized boolean close() {
        if (serverSocket == null) {
            return false;
        }
        try {
            serverSocket.close();
        } catch (IOException e) {
            LOG.debug("Closing the listening socket failed: {}", e.toString());
        }
        serverSocket = null;
        try {
            // As long as the thread waits in the system, the system may take another connection.
            acceptThread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** The port it listens on, or listened on when it is closed. */
    public int port() {
        return port;
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
        try {
            socket.setTcpNoDelay(true);
            acceptor.accept(socket);
        } catch (IOException e) {
            Sockets.close(socket);
            throw e;
        }
        if (listening.isClosed()) {
            // Accepted while the port was being closed: whoever did that may have missed it.
            Sockets.reset(socket);
        }
    }
}
