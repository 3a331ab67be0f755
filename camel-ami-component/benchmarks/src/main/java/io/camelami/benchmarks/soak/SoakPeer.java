package io.camelami.benchmarks.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The JVM of {@link SoakGateway}, as {@link Soak} sees it. */
final class SoakPeer implements AutoCloseable {

    /** The last numbers that there were. */
    record Told(long events, long texts) {}

    private final Process process;
    private final Writer commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final int port;

    private SoakPeer(Process process, Consumer<String> sentText) throws InterruptedException {
        this.process = process;
        this.commands = process.outputWriter();
        Thread reader = new Thread(() -> read(sentText), "soak/peer");
        reader.setDaemon(true);
        reader.start();
        this.port = Integer.parseInt(answer("port")[1]);
    }

    static SoakPeer start(String rate, String cutSeconds, Consumer<String> sentText)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        SoakGateway.class.getName(),
                        rate,
                        cutSeconds)
                .redirectError(Redirect.INHERIT)
                .start();
        return new SoakPeer(process, sentText);
    }

    int port() {
        return port;
    }

    /** Has it tell no more, and says what it has told. */
    Told finish() throws IOException, InterruptedException {
        commands.write("finish\n");
        commands.flush();
        String[] told = answer("told");
        return new Told(Long.parseLong(told[1]), Long.parseLong(told[2]));
    }

    private String[] answer(String word) throws InterruptedException {
        String line = lines.poll(30, TimeUnit.SECONDS);
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalStateException("The gateway's JVM said " + line + " and not " + word);
        }
        return line.split(" ");
    }

    private void read(Consumer<String> sentText) {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("sent ")) {
                    sentText.accept(line.substring("sent ".length()));
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // The end of it, by close(); whoever waits for an answer will say that none came.
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
