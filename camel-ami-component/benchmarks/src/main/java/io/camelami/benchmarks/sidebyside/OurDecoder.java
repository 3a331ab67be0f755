package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Our decoder alone behind a socket, without the session, the queue and the second thread of the client. */
final class OurDecoder implements Subject {

    private SocketChannel channel;
    private volatile long events;
    private final Touch touch = new Touch();

    @Override
    public void connect(String host, int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(host, port));
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        channel.write(ByteBuffer.wrap(
                "Action: Login\r\nUsername: bench\r\nSecret: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        boolean[] answered = new boolean[1];
        while (!answered[0]) {
            channel.read(decoder.input());
            decoder.decode(message -> answered[0] = true);
        }
        Thread reader = new Thread(() -> read(decoder), "decoder/read");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(AmiDecoder decoder) {
        try {
            while (channel.read(decoder.input()) >= 0) {
                decoder.decode(this::take);
                events = touch.count();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void take(AmiMessage message) {
        if (message instanceof AmiEvent event) {
            touch.read(event);
        }
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
