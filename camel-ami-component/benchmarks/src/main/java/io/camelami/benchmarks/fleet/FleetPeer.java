package io.camelami.benchmarks.fleet;

import io.camelami.benchmarks.CallEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The other side of a fleet: as many gateways as wanted, each with a port of its own, on one thread. A simulated gateway has
 * some threads for itself and notes what is done to it; a thousand of those would be most of what this machine has to do
 * while it is to be measured what our side costs.
 *
 * <p>It does as it is told by lines on its standard input, and answers each with one line. Gateways are counted from 0.
 *
 * <ul>
 *   <li>{@code events <gateways> <a second>}: the first gateways tell so many events a second, all together, each in its turn;
 *       0 for none. The answer tells how many there were before.
 *   <li>{@code silent <from> <to>}: these say nothing any more, and hear nothing; nothing is closed.
 *   <li>{@code close <from> <to>}: these close their connections.
 *   <li>{@code away <from> <to>}: these close their connections, and close every new one at once, until {@code back}. So do
 *       silent ones, of which the old connections stay open.
 *   <li>{@code back}: all gateways take logins again. The answer comes in the same moment.
 *   <li>{@code connects}: how many connections there were since it was asked the last time, and the most of them in
 *       {@link #WINDOW}.
 * </ul>
 */
final class FleetPeer {

    /** A herd is what comes within this time. */
    static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int CALLS = 200;

    private final Selector selector = Selector.open();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<byte[]> events = new ArrayList<>();
    private final Queue<Long> arrivals = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private final ByteBuffer out = ByteBuffer.allocateDirect(64 << 10);
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

    private int telling;
    private double rate;
    private long since;
    private long told;

    private FleetPeer(int size) throws IOException {
        for (int call = 0; call < CALLS; call++) {
            CallEvents.ofCall(call).forEach(event -> events.add((event + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        }
        for (int i = 0; i < size; i++) {
            gateways.add(new Gateway());
        }
    }

    /** One gateway, with the one connection that it has at most. */
    private final class Gateway {
        final ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client;
        boolean loggedIn;
        boolean silent;
        boolean away;

        Gateway() throws IOException {
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT, this);
        }

        void accept() throws IOException {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            arrivals.add(System.nanoTime());
            if (away || silent) {
                channel.close();
                return;
            }
            close();
            client = channel;
            client.configureBlocking(false);
            client.socket().setTcpNoDelay(true);
            client.register(selector, SelectionKey.OP_READ, this);
            write("Asterisk Call Manager/6.0.0\r\n");
        }

        void close() throws IOException {
            loggedIn = false;
            if (client != null) {
                client.close();
                client = null;
            }
        }

        /** Whole actions come in whole pieces here, since nothing is sent while a login or a Ping is not answered. */
        void read() throws IOException {
            in.clear();
            int count;
            try {
                count = client.read(in);
            } catch (IOException e) {
                count = -1;
            }
            if (count < 0) {
                close();
            } else if (!silent) {
                String text = new String(in.array(), 0, count, StandardCharsets.ISO_8859_1);
                for (String action : text.split("\r\n\r\n")) {
                    act(action);
                }
            }
        }

        private void act(String action) throws IOException {
            String id = header(action, "ActionID");
            String head = "Response: Success\r\nActionID: " + id + "\r\n";
            switch (header(action, "Action")) {
                case "Challenge" -> write(head + "Challenge: 123456789\r\n\r\n");
                case "Login" -> {
                    write(head + "Message: Authentication accepted\r\n\r\n");
                    loggedIn = true;
                }
                case "Ping" -> write(head + "Ping: Pong\r\nTimestamp: 1764250000.123456\r\n\r\n");
                default -> write(head + "Message: Done\r\n\r\n");
            }
        }

        private static String header(String action, String name) {
            for (String line : action.split("\r\n")) {
                if (line.startsWith(name + ": ")) {
                    return line.substring(name.length() + 2);
                }
            }
            return "";
        }

        private void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.clear().put(bytes).flip();
            try {
                while (out.hasRemaining()) {
                    client.write(out);
                }
            } catch (IOException e) {
                close();
            }
        }
    }

    /** @param args how many gateways; tells their ports in one line and ends with its standard input */
    public static void main(String[] args) throws IOException {
        FleetPeer peer = new FleetPeer(Integer.parseInt(args[0]));
        StringBuilder ports = new StringBuilder("ports");
        peer.gateways.forEach(
                gateway -> ports.append(' ').append(gateway.server.socket().getLocalPort()));
        System.out.println(ports);
        Thread reader = new Thread(peer::readCommands, "fleet-peer/commands");
        reader.setDaemon(true);
        reader.start();
        peer.serve();
    }

    private void readCommands() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                commands.add(line);
                selector.wakeup();
            }
        } catch (IOException e) {
            // Whoever started it is gone.
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        while (true) {
            if (rate > 0) {
                selector.select(this::ready, 1);
                tell();
            } else {
                selector.select(this::ready);
            }
            for (String line = commands.poll(); line != null; line = commands.poll()) {
                System.out.println(obey(line.split(" ")));
            }
        }
    }

    private void ready(SelectionKey key) {
        Gateway gateway = (Gateway) key.attachment();
        try {
            if (key.isAcceptable()) {
                gateway.accept();
            } else {
                gateway.read();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell() throws IOException {
        long due = (long) ((System.nanoTime() - since) / 1e9 * rate);
        for (; told < due; told++) {
            Gateway gateway = gateways.get((int) (told % telling));
            if (gateway.loggedIn && !gateway.silent) {
                gateway.write(events.get((int) (told / telling % events.size())));
            }
        }
    }

    private String obey(String[] words) throws IOException {
        switch (words[0]) {
            case "events" -> {
                long before = told;
                telling = Integer.parseInt(words[1]);
                rate = Double.parseDouble(words[2]);
                since = System.nanoTime();
                told = 0;
                return "ok " + before;
            }
            case "silent" -> of(words).forEach(gateway -> gateway.silent = true);
            case "close", "away" -> {
                for (Gateway gateway : of(words)) {
                    gateway.away = words[0].equals("away");
                    gateway.close();
                }
            }
            case "back" -> {
                for (Gateway gateway : gateways) {
                    gateway.away = false;
                    if (gateway.silent) {
                        gateway.silent = false;
                        gateway.close();
                    }
                }
            }
            case "connects" -> {
                return connects();
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "ok";
    }

    private List<Gateway> of(String[] words) {
        return gateways.subList(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    private String connects() {
        List<Long> times = new ArrayList<>(arrivals);
        arrivals.clear();
        int most = 0;
        for (int first = 0, last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) > WINDOW) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return "ok " + times.size() + " " + most;
    }
}
