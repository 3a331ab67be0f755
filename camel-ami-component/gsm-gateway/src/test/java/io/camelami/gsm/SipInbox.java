package io.camelami.gsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A telephone that takes SIP messages (RFC 3428) over UDP and remembers them, also when the server that sent them dies. */
final class SipInbox implements AutoCloseable {
    private static final Set<String> COPIED = Set.of("via", "from", "to", "call-id", "cseq");

    private final DatagramSocket socket;
    private final Thread reader = new Thread(this::read, "sip-inbox");
    private final Set<String> requests = ConcurrentHashMap.newKeySet();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final AtomicInteger repeats = new AtomicInteger();

    SipInbox() throws SocketException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setReceiveBufferSize(1 << 20);
        reader.setDaemon(true);
        reader.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** In the order they came; a request that SIP repeated because the answer was late counts once. */
    List<String> texts() {
        return texts;
    }

    /** How many requests SIP repeated. */
    int repeats() {
        return repeats.get();
    }

    private void read() {
        byte[] buffer = new byte[65_536];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                String request = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (request.startsWith("MESSAGE ")) {
                    take(request, packet);
                }
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void take(String request, DatagramPacket packet) throws IOException {
        int body = request.indexOf("\r\n\r\n");
        List<String> headers = request.substring(0, body).lines().skip(1).toList();
        String transaction = headers.stream()
                .filter(header -> Set.of("call-id", "cseq").contains(name(header)))
                .sorted()
                .collect(Collectors.joining());
        if (requests.add(transaction)) {
            texts.add(request.substring(body + 4));
        } else {
            repeats.incrementAndGet();
        }
        byte[] answer = Stream.of(
                        Stream.of("SIP/2.0 200 OK"),
                        headers.stream()
                                .filter(header -> COPIED.contains(name(header)))
                                .map(header -> name(header).equals("to") ? header + ";tag=inbox" : header),
                        Stream.of("Content-Length: 0", "", ""))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\r\n"))
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        socket.close();
    }
}
