package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A bare socket that checks bytes; lines are written with LF in tests and travel with CRLF. */
public final class WireClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 200;

    private final Socket socket = new Socket();

    private WireClient(String host, int port) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
    }

    public static WireClient connect(GatewaySimulator simulator) throws IOException {
        return connect(simulator.host(), simulator.port());
    }

    public static WireClient connect(String host, int port) throws IOException {
        return new WireClient(host, port);
    }

    /** Connects and logs in with all events on; whatever follows the login, up to its Ping's reply, is dropped. */
    public static WireClient loggedIn(GatewaySimulator simulator) throws IOException {
        WireClient client = connect(simulator);
        client.logIn(simulator.user(), simulator.secret());
        return client;
    }

    public void logIn(String user, String secret) throws IOException {
        send("Action: Login\nUsername: " + user + "\nSecret: " + secret + "\n\nAction: Ping\n\n");
        readUntil("Timestamp: ");
        readUntil("\r\n\r\n");
    }

    /** Sends text as UTF-8, each LF as CRLF. */
    public void send(String text) throws IOException {
        sendRaw(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void command(String command) throws IOException {
        send("Action: Command\nActionID: 7\nCommand: " + command + "\n\n");
    }

    /** The next bytes are exactly these; CRLF in the text is to be written as such. */
    public void expectRaw(String text) throws IOException {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        byte[] actual = socket.getInputStream().readNBytes(expected.length);
        assertThat(visible(new String(actual, StandardCharsets.UTF_8))).isEqualTo(visible(text));
    }

    /** As {@link #expectRaw}, each LF standing for CRLF. */
    public void expect(String text) throws IOException {
        expectRaw(text.replace("\n", "\r\n"));
    }

    /** What one read returns, one char per byte. */
    public String readSome() throws IOException {
        byte[] bytes = new byte[4096];
        int count = socket.getInputStream().read(bytes);
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** Reads up to and including a text, one char per byte. */
    public String readUntil(String end) throws IOException {
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
    public String readBeforePing() throws IOException {
        send("Action: Ping\nActionID: read-so-far\n\n");
        String read = readUntil("ActionID: read-so-far\r\n");
        readUntil("\r\n\r\n");
        return read.substring(0, read.lastIndexOf("Response: "));
    }

    public void expectEnd() throws IOException {
        assertThat(socket.getInputStream().read()).as("end of stream").isEqualTo(-1);
    }

    /** The connection is reset; what came before that is not looked at. */
    public void expectReset() {
        assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** The connection stays open, and for a while nothing comes. */
    public void expectSilence() throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    /** Nothing more is on its way: a Ping's reply comes next. */
    public void expectNothing() throws IOException {
        send("Action: Ping\nActionID: nothing-before\n\n");
        expect("Response: Success\nActionID: nothing-before\nPing: Pong\nTimestamp: ");
        readUntil("\r\n\r\n");
    }

    public Socket socket() {
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
