package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A bare socket that checks bytes; lines are written with LF in tests and travel with CRLF. */
final class WireClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Socket socket = new Socket();

    private WireClient(GatewaySimulator simulator) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(simulator.host(), simulator.port()), TIMEOUT_MILLIS);
    }

    static WireClient connect(GatewaySimulator simulator) throws IOException {
        return new WireClient(simulator);
    }

    /** Connects and logs in with all events on; whatever follows the login, up to its Ping's reply, is dropped. */
    static WireClient loggedIn(GatewaySimulator simulator) throws IOException {
        WireClient client = connect(simulator);
        client.send("Action: Login\nUsername: " + simulator.user() + "\nSecret: " + simulator.secret()
                + "\n\nAction: Ping\n\n");
        client.readUntil("Timestamp: ");
        client.readUntil("\r\n\r\n");
        return client;
    }

    /** Sends text as UTF-8, each LF as CRLF. */
    void send(String text) throws IOException {
        sendRaw(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void command(String command) throws IOException {
        send("Action: Command\nActionID: 7\nCommand: " + command + "\n\n");
    }

    /** The next bytes are exactly these; CRLF in the text is to be written as such. */
    void expectRaw(String text) throws IOException {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        byte[] actual = socket.getInputStream().readNBytes(expected.length);
        assertThat(visible(new String(actual, StandardCharsets.UTF_8))).isEqualTo(visible(text));
    }

    /** As {@link #expectRaw}, each LF standing for CRLF. */
    void expect(String text) throws IOException {
        expectRaw(text.replace("\n", "\r\n"));
    }

    /** Reads up to and including a text, one char per byte. */
    String readUntil(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(end) < 0) {
            int next;
            try {
                next = in.read();
            } catch (SocketTimeoutException e) {
                throw new AssertionError("No \"" + end + "\" came, only: " + read, e);
            }
            if (next < 0) {
                throw new AssertionError("The connection ended before \"" + end + "\": " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Reads what has come when a Ping, sent now, is answered, without that answer; one char per byte. */
    String readBeforePing() throws IOException {
        send("Action: Ping\nActionID: read-so-far\n\n");
        String read = readUntil("ActionID: read-so-far\r\n");
        readUntil("\r\n\r\n");
        return read.substring(0, read.lastIndexOf("Response: "));
    }

    void expectEnd() throws IOException {
        assertThat(socket.getInputStream().read()).as("end of stream").isEqualTo(-1);
    }

    /** Nothing more is on its way: a Ping's reply comes next. */
    void expectNothing() throws IOException {
        send("Action: Ping\nActionID: nothing-before\n\n");
        expect("Response: Success\nActionID: nothing-before\nPing: Pong\nTimestamp: ");
        readUntil("\r\n\r\n");
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String visible(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n\n");
    }
}
