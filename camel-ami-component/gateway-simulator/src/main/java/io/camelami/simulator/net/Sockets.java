package io.camelami.simulator.net;

import java.io.IOException;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to end a connection for good. */
public final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private Sockets() {}

    /** The other side sees a reset, whatever was still on its way to it. */
    public static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.trace("Socket was closed before it could be reset", e);
        }
        close(socket);
    }

    public static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("Closing a socket failed", e);
        }
    }
}
