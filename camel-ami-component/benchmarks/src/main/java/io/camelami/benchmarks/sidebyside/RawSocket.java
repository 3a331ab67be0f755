package io.camelami.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The limits: reading into a buffer of 64 KiB, as the client does, and nothing else; or that and looking for the end of each
 * message. Nothing is kept, nothing is built.
 */
final class RawSocket implements Subject {

    private static final int SIZE = 64 << 10;

    private final boolean scanning;
    private final int blockBytes;
    private SocketChannel channel;
    private volatile long count;

    /** @param mix whose bytes will come; by them the events are counted if they are not looked for */
    RawSocket(boolean scanning, Mix mix) {
        this.scanning = scanning;
        this.blockBytes = mix.block().length;
    }

    @Override
    public void connect(String host, int port) throws IOException {
        channel = loggedIn(host, port);
        Thread reader = new Thread(this::read, "raw/read");
        reader.setDaemon(true);
        reader.start();
    }

    static SocketChannel loggedIn(String host, int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
        channel.write(ByteBuffer.wrap(
                "Action: Login\r\nUsername: bench\r\nSecret: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer one = ByteBuffer.allocate(1);
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            one.clear();
            if (channel.read(one) < 0) {
                throw new IOException("The server ended the connection");
            }
            answer.append((char) one.get(0));
        }
        return channel;
    }

    private void read() {
        try {
            if (scanning) {
                scan();
            } else {
                ByteBuffer buffer = ByteBuffer.allocate(SIZE);
                for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
                    count += read;
                    buffer.clear();
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** Looks at every second or fourth byte where it can: no byte of the end mark can be missed by a step of four. */
    private void scan() throws IOException {
        byte[] bytes = new byte[SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (channel.read(buffer) >= 0) {
            int size = buffer.position();
            long found = 0;
            int at = 3;
            while (at < size) {
                byte last = bytes[at];
                if (last == '\n') {
                    if (bytes[at - 1] == '\r' && bytes[at - 2] == '\n' && bytes[at - 3] == '\r') {
                        found++;
                        at += 4;
                    } else {
                        at += 2;
                    }
                } else {
                    at += last == '\r' ? 1 : 4;
                }
            }
            count += found;
            // What may be the beginning of an end mark stays; at points to where the next one could end.
            int keep = size - (at - 3);
            System.arraycopy(bytes, size - keep, bytes, 0, keep);
            buffer.clear().position(keep);
        }
    }

    @Override
    public long events() {
        return scanning ? count : count / blockBytes * Mix.BLOCK + count % blockBytes * Mix.BLOCK / blockBytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
