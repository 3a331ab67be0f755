package io.camelami.simulator.transcript;

import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.net.PortListener;
import io.camelami.simulator.net.ServerThreads;
import io.camelami.simulator.net.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the server of a recording to each client that connects, from the beginning: it waits for the actions of the recorded
 * client by their names and in their order, takes any secret, and writes what the server wrote, as fast as it can and with
 * the client's own ActionIDs. An action that is not the next one is answered as unknown, a Ping as Asterisk does.
 *
 * <p>Where the recorded client sent several actions at once, all of them have to come before the first is answered.
 */
public final class TranscriptGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TranscriptGateway.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final TranscriptListener NOBODY = new TranscriptListener() {
        @Override
        public void unexpected(String action) {
            // It is kept to be asked for.
        }

        @Override
        public void played() {
            // It is counted.
        }
    };

    private final Script script;
    private final String host;
    private final TranscriptListener listener;
    private final ServerThreads threads = new ServerThreads();
    private final PortListener port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final AtomicInteger played = new AtomicInteger();
    private final AtomicInteger counter = new AtomicInteger();

    private TranscriptGateway(Transcript transcript, String host, int port, TranscriptListener listener) {
        this.script = Script.of(transcript);
        this.host = host;
        this.listener = listener;
        this.port = new PortListener(host, port, threads, this::accept);
    }

    /** Plays a recording on a free loopback port. */
    public static TranscriptGateway of(Path file) throws IOException {
        return of(Transcript.read(file));
    }

    /** Plays a recording on a free loopback port. */
    public static TranscriptGateway of(Transcript transcript) {
        return of(transcript, LOOPBACK, 0, NOBODY);
    }

    /**
     * Plays a recording.
     *
     * @param port 0 takes a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static TranscriptGateway of(Transcript transcript, String host, int port, TranscriptListener listener) {
        TranscriptGateway gateway = new TranscriptGateway(transcript, host, port, listener);
        try {
            gateway.port.open();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Transcript cannot be played on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        return gateway;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port.port();
    }

    /** The names of the actions that came although others were due, Pings left out, in order. */
    public List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** To how many clients all of it was played. */
    public int played() {
        return played.get();
    }

    /** Resets all connections and stops for good; no thread and no socket is left. */
    @Override
    public void close() {
        port.close();
        sockets.forEach(Sockets::reset);
        threads.stopAll();
    }

    private void accept(Socket socket) {
        sockets.add(socket);
        Replay replay = new Replay(socket, script, this::unexpected, this::allPlayed);
        threads.start("gateway-simulator/" + port() + "/transcript-" + counter.incrementAndGet(), () -> {
            try {
                replay.run();
            } catch (IOException e) {
                LOG.debug("Connection ended: {}", e.toString());
            } finally {
                Sockets.close(socket);
                sockets.remove(socket);
            }
        });
    }

    private void unexpected(ManagerAction action) {
        LOG.info("Transcript on port {}: action {} is not the next one", port(), Wire.text(action.name()));
        unexpected.add(Wire.text(action.name()));
        listener.unexpected(Wire.text(action.name()));
    }

    private void allPlayed() {
        played.incrementAndGet();
        listener.played();
    }
}
