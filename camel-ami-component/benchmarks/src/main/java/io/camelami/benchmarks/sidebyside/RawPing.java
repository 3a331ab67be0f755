package io.camelami.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The limit: the bytes of a Ping, and reading until as many message ends came, on the caller's own thread. What is asked for
 * without waiting is gathered and written at once.
 */
final class RawPing implements PingSubject {

    private static final byte[] PING =
            "Action: Ping\r\nActionID: bench-1-00000001\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer out = ByteBuffer.allocateDirect(64 << 10);
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private SocketChannel channel;
    private int matched;

    @Override
    public void connect(String host, int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(host, port));
        channel.socket().setTcpNoDelay(true);
        out.put("Action: Login\r\nUsername: bench\r\nSecret: bench\r\nEvents: off\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        send();
        awaitEnds(1);
    }

    @Override
    public void ping() throws IOException {
        out.put(PING);
        send();
        awaitEnds(1);
    }

    @Override
    public void ping(Runnable answered) {
        out.put(PING);
        waiting.add(answered);
    }

    @Override
    public void flush() throws IOException {
        send();
        for (int ends = awaitEnds(1); ends > 0; ends--) {
            waiting.remove().run();
        }
    }

    private void send() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** How many message ends came, at least so many. */
    private int awaitEnds(int least) throws IOException {
        int ends = 0;
        while (ends < least) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("The server ended the connection");
            }
            in.flip();
            while (in.hasRemaining()) {
                byte next = in.get();
                matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
                if (matched == 4) {
                    matched = 0;
                    ends++;
                }
            }
        }
        return ends;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
