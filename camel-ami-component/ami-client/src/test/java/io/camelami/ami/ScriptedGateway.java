package io.camelami.ami;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * A gateway that does what a test says, byte by byte, so that it can stop at any point of a conversation. Each
 * connection runs the script from its beginning; the script's end closes the connection.
 */
final class ScriptedGateway implements AutoCloseable {

    interface Script {
        void run(Peer peer) throws IOException;
    }

    static final String BANNER = "Asterisk Call Manager/1.1\r\n";

    private final ServerSocket server;
    private final Script script;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final Thread acceptor = new Thread(this::accept, "scripted-gateway");

    private ScriptedGateway(ServerSocketFactory sockets, int port, Script script) throws IOException {
        this.script = script;
        this.server = sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static ScriptedGateway start(Script script) throws IOException {
        return new ScriptedGateway(ServerSocketFactory.getDefault(), 0, script);
    }

    static ScriptedGateway start(ServerSocketFactory sockets, Script script) throws IOException {
        return new ScriptedGateway(sockets, 0, script);
    }

    /** At the address of one that was closed. */
    static ScriptedGateway restart(int port, Script script) throws IOException {
        return new ScriptedGateway(ServerSocketFactory.getDefault(), port, script);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every connection so far, ended ones too. */
    List<Peer> peers() {
        return peers;
    }

    long open() {
        return peers.stream().filter(peer -> !peer.ended).count();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Peer peer = new Peer(server.accept(), peers.size() + 1);
                peers.add(peer);
                Thread thread = new Thread(() -> peer.run(script), "scripted-gateway-" + peer.number);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed by the test.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Peer peer : peers) {
            peer.end();
        }
    }

    /** The gateway's side of one connection. */
    static final class Peer {

        final int number;
        final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
        private final Socket socket;
        private final InputStream in;
        /** Fair, so that who answers gets his turn beside who sends events all the time. */
        private final ReentrantLock sending = new ReentrantLock(true);

        private volatile boolean ended;

        Peer(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        private void run(Script script) {
            try {
                if (socket instanceof SSLSocket secured) {
                    secured.startHandshake();
                }
                script.run(this);
            } catch (IOException e) {
                // The client went away, or the test ended.
            } finally {
                end();
            }
        }

        void end() {
            ended = true;
            try {
                socket.close();
            } catch (IOException e) {
                // Ended all the same.
            }
        }

        /** Ends the connection with a reset instead of a FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            end();
        }

        void send(String text) throws IOException {
            sending.lock();
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } finally {
                sending.unlock();
            }
        }

        /** The next action's headers; fails at the end of the connection. */
        Map<String, String> action() throws IOException {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            while (true) {
                String line = line();
                if (line.isEmpty()) {
                    actions.add(headers);
                    return headers;
                }
                int colon = line.indexOf(':');
                headers.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }

        private String line() throws IOException {
            var line = new java.io.ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("end of connection");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }

        /** Greets, and lets in whoever tells the secret itself; answers Challenge as a server without MD5 does. */
        Map<String, String> letIn() throws IOException {
            send(BANNER);
            Map<String, String> action = action();
            while (!action.get("Action").equalsIgnoreCase("Login")) {
                answer(action, "Error", "Message: Invalid/unknown command");
                action = action();
            }
            answer(action, "Success", "Message: Authentication accepted");
            return action;
        }

        /** One answer with the action's ActionID in its place. */
        void answer(Map<String, String> action, String status, String... headers) throws IOException {
            StringBuilder text = new StringBuilder("Response: " + status + "\r\n");
            if (action.containsKey("ActionID")) {
                text.append("ActionID: ").append(action.get("ActionID")).append("\r\n");
            }
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            send(text.append("\r\n").toString());
        }

        /** Answers every Ping and hands the other actions over, until the client goes. */
        void serve(Reply reply) throws IOException {
            while (true) {
                Map<String, String> action = action();
                if (action.get("Action").equals("Ping")) {
                    answer(action, "Success", "Ping: Pong");
                } else {
                    reply.to(action);
                }
            }
        }

        /** Takes so many bytes and no more. */
        void read(int bytes) throws IOException {
            if (in.readNBytes(bytes).length < bytes) {
                throw new IOException("end of connection");
            }
        }

        /** Says nothing until the client goes. */
        void stayDeaf() throws IOException {
            while (in.read() >= 0) {
                // Taken and ignored.
            }
        }

        interface Reply {
            void to(Map<String, String> action) throws IOException;
        }
    }
}
