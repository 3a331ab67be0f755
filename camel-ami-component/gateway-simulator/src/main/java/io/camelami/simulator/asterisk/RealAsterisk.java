package io.camelami.simulator.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Asterisk for a test class, fetched, configured and run by {@code asterisk.sh} (in this package), which needs
 * no root and no container.
 *
 * <p>One server a version is shared by all test classes of a JVM; it listens on free loopback ports and is stopped
 * after the last test. A test that stops it leaves it to the next one to start it again.
 *
 * <p>Where the server cannot be had, the tests are skipped with one line. It is fetched only if the environment says
 * {@code AMI_IT_REQUIRED=1}, since that takes some 30 MB from the distribution's mirror; a test that cannot have it then
 * fails. {@code ASTERISK_HOME} names the directory that keeps it, {@code target/asterisk} of the outermost Maven project
 * unless set.
 */
public final class RealAsterisk implements BeforeAllCallback, BeforeEachCallback {

    /** Password of every user that {@code asterisk.sh} sets up: admin, reader, operator, sms, filtered, denied, slow, single. */
    public static final String SECRET = "secret";

    private static final Logger LOG = LoggerFactory.getLogger(RealAsterisk.class);
    private static final String REQUIRED = "AMI_IT_REQUIRED";

    private final int version;
    private Server server;

    private RealAsterisk(int version) {
        this.version = version;
    }

    /** @param version 22 (from a rolling suite, so 22 or what has followed it) or 16 */
    public static RealAsterisk version(int version) {
        if (version != 22 && version != 16) {
            throw new IllegalArgumentException("Asterisk " + version + " is not provided; 22 and 16 are");
        }
        return new RealAsterisk(version);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RealAsterisk.class))
                .getOrComputeIfAbsent(version, key -> new Server(version), Server.class);
        String missing = server.whyMissing();
        if (missing != null) {
            if (required()) {
                throw new IllegalStateException(missing);
            }
            LOG.warn("{} skipped: {}", context.getDisplayName(), missing);
            Assumptions.abort(missing);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.start();
    }

    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** TCP port of AMI. */
    public int port() {
        return server.port;
    }

    /** TCP port of AMI over TLS, with {@link #certificate()}. */
    public int tlsPort() {
        return server.port + 1;
    }

    /** The server's self-signed certificate (PEM), made out to {@code localhost} and 127.0.0.1. */
    public Path certificate() {
        return server.root.resolve("etc/ami.crt");
    }

    /** Starts it if it does not run. Returns once AMI answers. */
    public void start() {
        server.start();
    }

    /** Ends it in the orderly way. */
    public void stop() {
        server.script("stop");
    }

    /** Ends it with SIGKILL, at this very moment. */
    public void kill() {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Runs one CLI command, as the console would, and gives its output. */
    public String cli(String command) {
        return server.script("cli", command);
    }

    private static boolean required() {
        return "1".equals(System.getenv(REQUIRED));
    }

    private static final class Server implements AutoCloseable {

        /** The script uses the port, the five after it and a hundred from 1000 above for media. */
        private static final int HIGHEST_PORT = 65_535 - 1_100;

        private final int version;
        private final Path root;
        private final int port;

        Server(int version) {
            this.version = version;
            this.root = home().resolve(Integer.toString(version));
            this.port = freePort();
        }

        /** One line, or null if it is there. */
        String whyMissing() {
            if (!Files.exists(root.resolve("installed"))) {
                if (!required()) {
                    return "no Asterisk " + version + " under " + root + "; with " + REQUIRED
                            + "=1 it is fetched from the distribution's mirror";
                }
                script("install");
            }
            return null;
        }

        void start() {
            script("start");
        }

        /** Of the server that was started last. */
        long pid() {
            Path file = root.resolve("asterisk.pid");
            try {
                return Long.parseLong(Files.readString(file).strip());
            } catch (IOException e) {
                throw new UncheckedIOException("no server was started: " + file, e);
            }
        }

        /** Runs the script and gives its standard output. */
        synchronized String script(String... arguments) {
            try {
                Path script = root.resolve("asterisk.sh");
                Files.createDirectories(root);
                try (InputStream in = RealAsterisk.class.getResourceAsStream("asterisk.sh")) {
                    Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
                }
                List<String> command = new ArrayList<>(List.of("bash", script.toString()));
                command.addAll(List.of(arguments));
                Path output = root.resolve("script.out");
                Path errors = root.resolve("script.err");
                // Into files: the server that "start" leaves running would keep a pipe open.
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().put("ASTERISK_ROOT", root.toString());
                builder.environment().put("ASTERISK_SUITE", version == 22 ? "sid forky" : "bullseye");
                builder.environment().put("AMI_PORT", Integer.toString(port));
                builder.environment().put("AMI_SECRET", SECRET);
                Process process = builder.start();
                if (!process.waitFor(5, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("asterisk.sh " + arguments[0] + " did not end within 5 minutes");
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException(
                            "asterisk.sh " + arguments[0] + " failed with " + process.exitValue() + ": "
                                    + Files.readString(errors).strip());
                }
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException("asterisk.sh " + arguments[0] + " in " + root, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted in asterisk.sh " + arguments[0], e);
            }
        }

        @Override
        public void close() {
            if (Files.exists(root.resolve("asterisk.pid"))) {
                script("stop");
            }
        }

        /** Of the outermost Maven project around the working directory, so that its modules share one. */
        private static Path home() {
            String configured = System.getenv("ASTERISK_HOME");
            if (configured != null) {
                return Path.of(configured).toAbsolutePath();
            }
            Path outermost = Path.of("").toAbsolutePath();
            for (Path p = outermost.getParent(); p != null && Files.exists(p.resolve("pom.xml")); p = p.getParent()) {
                outermost = p;
            }
            return outermost.resolve("target/asterisk");
        }

        private static int freePort() {
            for (int attempt = 0; attempt < 100; attempt++) {
                try (ServerSocket ami = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    int port = ami.getLocalPort();
                    if (port > HIGHEST_PORT) {
                        continue;
                    }
                    try (ServerSocket tls = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
                        return tls.getLocalPort() - 1;
                    }
                } catch (IOException e) {
                    LOG.debug("port block taken, trying another", e);
                }
            }
            throw new IllegalStateException("no free pair of ports on the loopback address");
        }
    }
}
