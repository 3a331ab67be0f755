package io.camelami.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program run by a test: what it prints is collected, and it does not outlive the test. */
final class Program implements AutoCloseable {
    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader;

    private Program(Process process) {
        this.process = process;
        reader = new Thread(this::collect, "program-output");
        reader.setDaemon(true);
        reader.start();
    }

    static Program start(String... command) throws IOException {
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Runs a program to its end and tells whether it was there and ended well. */
    static boolean succeeds(String... command) throws InterruptedException {
        try (Program program = start(command)) {
            return program.waitFor(30) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Skips the test with one line, or fails it where the environment says that everything must be there. */
    static void require(boolean available, String what) {
        if (!available && "1".equals(System.getenv("AMI_IT_REQUIRED"))) {
            Assertions.fail("AMI_IT_REQUIRED=1, but " + what);
        }
        skipUnless(available, what);
    }

    /** Skips the test with one line. */
    static void skipUnless(boolean available, String what) {
        if (!available) {
            System.out.println("Skipped: " + what);
        }
        Assumptions.assumeTrue(available, what);
    }

    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    String output() {
        return output.toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int waitFor(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running after " + seconds + " s: " + output);
        }
        // What it said last may not have been read yet.
        reader.join(TimeUnit.SECONDS.toMillis(seconds));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void collect() {
        try (InputStream in = process.getInputStream()) {
            byte[] buffer = new byte[4096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                output.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
