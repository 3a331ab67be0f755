package io.camelami.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way from the component to a server that stays as it is: it can be cut, and what the server says can be held back. */
final class Cable implements AutoCloseable {

    private final ServerSocket near;
    private final String host;
    private final int port;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean mute;

    Cable(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Where the component connects to. */
    int port() {
        return near.getLocalPort();
    }

    /** From now on nothing that the server says arrives, until the cable is cut. */
    void mute() {
        mute = true;
    }

    /** Ends all connections; new ones are heard again. */
    void cut() {
        List<Socket> cut = List.copyOf(ends);
        ends.removeAll(cut);
        cut.forEach(Cable::close);
        mute = false;
    }

    private void accept() {
        while (!near.isClosed()) {
            try {
                Socket client = near.accept();
                Socket server = new Socket(host, port);
                ends.addAll(List.of(client, server));
                start(() -> carry(client, server, false));
                start(() -> carry(server, client, true));
            } catch (IOException e) {
                // Closed, or the server is away.
            }
        }
    }

    private void carry(Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (!(fromServer && mute)) {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // One end is closed, and with it the other.
        }
        close(from);
        close(to);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed all the same.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        cut();
    }
}
