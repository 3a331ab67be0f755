package io.camelami.component;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An AMI server that lets everybody in and answers the other actions as the test says. */
final class ScriptedAmi implements AutoCloseable {

    /** What was asked for, apart from login and log-off; names of headers in any case. */
    final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final Function<Map<String, String>, String> script;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final Map<Socket, String> masks = new ConcurrentHashMap<>();

    /** @param script answers an action with the lines of a response, each with its line end, the ActionID apart; null for none */
    ScriptedAmi(Function<Map<String, String>, String> script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** Tells those who asked for events. */
    void event(String lines) throws IOException {
        for (Map.Entry<Socket, String> client : masks.entrySet()) {
            if (!client.getValue().equals("off")) {
                write(client.getKey(), lines + "\r\n");
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                Scanner in = new Scanner(client.getInputStream(), StandardCharsets.UTF_8).useDelimiter("\r\n\r\n")) {
            write(client, "Asterisk Call Manager/1.1\r\n");
            while (in.hasNext()) {
                Map<String, String> action = headers(in.next());
                String answer = answer(client, action);
                if (answer == null) {
                    continue;
                }
                String first = answer.substring(0, answer.indexOf('\n') + 1);
                write(
                        client,
                        first + "ActionID: " + action.get("ActionID") + "\r\n" + answer.substring(first.length())
                                + "\r\n");
                if (action.get("Action").equals("Logoff")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client is gone.
        } finally {
            masks.remove(client);
        }
    }

    private String answer(Socket client, Map<String, String> action) {
        switch (action.get("Action")) {
            case "Challenge" -> {
                return "Response: Error\r\n";
            }
            case "Login" -> {
                masks.put(client, action.get("Events"));
                return "Response: Success\r\n";
            }
            case "Logoff" -> {
                return "Response: Goodbye\r\n";
            }
            default -> {
                actions.add(action);
                return script.apply(action);
            }
        }
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : new ArrayList<>(List.of(lines.strip().split("\r\n")))) {
            int colon = line.indexOf(": ");
            headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
        }
        return headers;
    }

    private static synchronized void write(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-ami");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
