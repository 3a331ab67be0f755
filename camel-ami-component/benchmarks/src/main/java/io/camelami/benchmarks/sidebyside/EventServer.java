package io.camelami.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server of all comparisons: it answers what a client needs to log in, answers Ping, and writes bursts of events that
 * are encoded beforehand to all that are logged in. Bursts are asked for on a port of their own, in the same way for every
 * subject: a line {@code <mix> <events>} is answered by {@code ok} when the burst begins.
 */
final class EventServer implements AutoCloseable {

    private static final byte[] PING = ascii("Action: Ping\r\n");
    private static final byte[] SUCCESS = ascii("Response: Success\r\n");
    private static final byte[] MESSAGE_SEND = ascii("Action: MessageSend\r\n");
    private static final byte[] MESSAGE_SENT = ascii("Message: Message successfully sent\r\n\r\n");
    private static final byte[] PONG = ascii("Ping: Pong\r\nTimestamp: 1764250000.123456\r\n\r\n");

    private final ServerSocketChannel clients;
    private final ServerSocket control;
    private final Map<Mix, byte[]> blocks = new EnumMap<>(Mix.class);
    private final Set<Client> loggedIn = ConcurrentHashMap.newKeySet();

    /** @param port of the clients, 0 for a free one */
    EventServer(InetAddress address, int port) throws IOException {
        for (Mix mix : Mix.values()) {
            blocks.put(mix, mix.block());
        }
        clients = ServerSocketChannel.open().bind(new InetSocketAddress(address, port));
        control = new ServerSocket(0, 10, address);
        start("accept", this::acceptClients);
        start("control", this::acceptControls);
    }

    /** @param args address and port; tells {@code port <clients> <control>} and ends with its standard input */
    public static void main(String[] args) throws IOException {
        try (EventServer server = new EventServer(InetAddress.getByName(args[0]), Integer.parseInt(args[1]))) {
            System.out.println("port " + server.port() + " " + server.controlPort());
            while (System.in.read() >= 0) {
                // Until whoever started it is gone.
            }
        }
    }

    int port() {
        return clients.socket().getLocalPort();
    }

    int controlPort() {
        return control.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        clients.close();
        control.close();
        for (Client client : loggedIn) {
            client.channel.close();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void start(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException e) {
                        // The other end has gone, or the server is closed.
                    }
                },
                "event-server/" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Loop {
        void run() throws IOException;
    }

    private void acceptClients() throws IOException {
        while (true) {
            SocketChannel channel = clients.accept();
            channel.socket().setTcpNoDelay(true);
            Client client = new Client(channel);
            start("client", client::serve);
        }
    }

    private void acceptControls() throws IOException {
        while (true) {
            Socket socket = control.accept();
            start("bursts", () -> bursts(socket));
        }
    }

    private void bursts(Socket socket) throws IOException {
        try (socket;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                byte[] block = blocks.get(Mix.valueOf(words[0]));
                int count = Integer.parseInt(words[1]) / Mix.BLOCK;
                out.write(ascii("ok\n"));
                for (Client client : loggedIn) {
                    client.write(block, count);
                }
            }
        }
    }

    /** One connection. */
    private final class Client {
        final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20);

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        void serve() throws IOException {
            try (channel) {
                answer("Asterisk Call Manager/6.0.0\r\n");
                flush();
                ByteBuffer in = ByteBuffer.allocate(256 << 10);
                while (channel.read(in) >= 0) {
                    in.flip();
                    takeActions(in);
                    in.compact();
                    flush();
                }
            } finally {
                loggedIn.remove(this);
            }
        }

        private void takeActions(ByteBuffer in) {
            byte[] bytes = in.array();
            int start = in.position();
            for (int i = start; i + 3 < in.limit(); i++) {
                if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                    if (!quick(bytes, start, i + 2)) {
                        act(new String(bytes, start, i + 2 - start, StandardCharsets.ISO_8859_1));
                    }
                    start = i + 4;
                    i = start - 1;
                }
            }
            in.position(start);
        }

        /**
         * Answers what comes in great numbers without building anything, since otherwise the server would be the limit; all
         * clients write the action's name first and then the ActionID.
         */
        private boolean quick(byte[] bytes, int from, int to) {
            return quick(bytes, from, to, PING, PONG) || quick(bytes, from, to, MESSAGE_SEND, MESSAGE_SENT);
        }

        private boolean quick(byte[] bytes, int from, int to, byte[] name, byte[] end) {
            int id = from + name.length;
            if (!Arrays.equals(bytes, from, Math.min(id, to), name, 0, name.length)) {
                return false;
            }
            int next = id;
            while (next < to && bytes[next++] != '\n') {
                // To the end of the line.
            }
            synchronized (this) {
                out.put(SUCCESS).put(bytes, id, next - id).put(end);
            }
            return true;
        }

        private void act(String action) {
            String id = header(action, "ActionID");
            String head = "Response: Success\r\n" + (id.isEmpty() ? "" : "ActionID: " + id + "\r\n");
            switch (header(action, "Action").toLowerCase(Locale.ROOT)) {
                case "challenge" -> answer(head + "Challenge: 123456789\r\n\r\n");
                case "login" -> {
                    answer(head + "Message: Authentication accepted\r\n\r\n");
                    loggedIn.add(this);
                }
                case "listcommands" ->
                    answer(head + "MessageSend: Send an out of call message (Priv: message,all)\r\n\r\n");
                case "coresettings" -> answer(head + "AMIversion: 6.0.0\r\nAsteriskVersion: 18.9.0\r\n\r\n");
                default -> answer(head + "Message: Done\r\n\r\n");
            }
        }

        private static String header(String action, String name) {
            for (String line : action.split("\r\n")) {
                if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }

        private synchronized void answer(String text) {
            out.put(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private synchronized void flush() throws IOException {
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            out.clear();
        }

        /** A burst, in pieces as large as a socket takes at once. */
        synchronized void write(byte[] block, int times) throws IOException {
            for (int i = 0; i < times; i++) {
                for (int at = 0; at < block.length; ) {
                    int length = Math.min(block.length - at, 256 << 10);
                    out.put(block, at, length);
                    flush();
                    at += length;
                }
            }
        }
    }
}
