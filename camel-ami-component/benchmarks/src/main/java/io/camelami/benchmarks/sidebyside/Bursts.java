package io.camelami.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Where bursts of events are asked for. */
final class Bursts implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader answers;

    Bursts(String host, int controlPort) throws IOException {
        socket = new Socket(host, controlPort);
        socket.setTcpNoDelay(true);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void ask(Mix mix, int events) throws IOException {
        socket.getOutputStream().write((mix + " " + events + "\n").getBytes(StandardCharsets.US_ASCII));
        String answer = answers.readLine();
        if (!"ok".equals(answer)) {
            throw new IOException("The server answered " + answer + " to a request for a burst");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
