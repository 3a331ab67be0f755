package io.camelami.ami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects over TCP, or TLS on top of it, with blocking sockets and one thread a connection that reads. */
public final class TcpConnector implements AmiConnector {

    /** {@link AmiConnector#ROOM} and what the system spends on many small pieces; the system may double it. */
    private static final int SEND_BUFFER = 4 * ROOM;

    /**
     * Left to itself the system gathers some megabytes that nobody has read, and an answer behind them waits as long. What
     * has to wait waits better in the listener's queue, which answers overtake.
     */
    private static final int RECEIVE_BUFFER = 256 << 10;

    /** Where the addresses of a host come from. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final SSLContext tls;
    private final boolean hostNameChecked;
    private final Resolver resolver;

    private TcpConnector(SSLContext tls, boolean hostNameChecked, Resolver resolver) {
        this.tls = tls;
        this.hostNameChecked = hostNameChecked;
        this.resolver = resolver;
    }

    /** Without encryption, and with other addresses than the system's. */
    static TcpConnector plain(Resolver resolver) {
        return new TcpConnector(null, false, resolver);
    }

    /** Without encryption. */
    public static TcpConnector plain() {
        return plain(InetAddress::getAllByName);
    }

    /** TLS; the gateway's certificate must be trusted by the context and be for the host name we connect to. */
    public static TcpConnector tls(SSLContext context) {
        return new TcpConnector(Objects.requireNonNull(context, "context"), true, InetAddress::getAllByName);
    }

    /** TLS for gateways whose certificate bears another name: trusted by the context, host name not checked. */
    public static TcpConnector tlsWithoutHostNameCheck(SSLContext context) {
        return new TcpConnector(Objects.requireNonNull(context, "context"), false, InetAddress::getAllByName);
    }

    @Override
    public Connection open(Target target, AmiRuntime runtime, Receiver receiver) {
        TcpConnection connection = new TcpConnection(target, runtime, receiver);
        try {
            runtime.execute(target.threadName(), connection);
        } catch (RejectedExecutionException e) {
            receiver.closed(e);
        }
        return connection;
    }

    private final class TcpConnection implements Connection, Runnable, ReadingWatch.Reader {

        private final Target target;
        private final AmiRuntime runtime;
        private final Receiver receiver;

        /** Closed without regard to TLS on top: a TLS close waits for a writer that the gateway does not let go on. */
        private Socket socket;

        private boolean closed;
        private volatile OutputStream out;

        // For the thread that reads.
        private InputStream in;
        private Runnable task;
        private long tasks;

        /** The number of the task that the reading thread is at; 0 if it reads, or another one has begun to. */
        private final AtomicLong away = new AtomicLong();

        /** What the watch saw last. For its thread. */
        private long lastSeen;

        TcpConnection(Target target, AmiRuntime runtime, Receiver receiver) {
            this.target = target;
            this.runtime = runtime;
            this.receiver = receiver;
        }

        /** From the first read to the last, or from where another thread left off. */
        @Override
        public void run() {
            boolean over = true;
            Throwable cause = null;
            try {
                if (in == null) {
                    in = connect();
                    watch(true);
                    receiver.opened(this);
                }
                over = read();
            } catch (IOException | RuntimeException | Error e) {
                cause = e;
            } finally {
                if (over) {
                    end(cause);
                }
            }
        }

        private void end(Throwable cause) {
            watch(false);
            close();
            receiver.closed(cause);
        }

        private void watch(boolean on) {
            ReadingWatch watch = runtime.readingWatch();
            if (watch != null && on) {
                watch.add(this);
            } else if (watch != null) {
                watch.remove(this);
            }
        }

        private InputStream connect() throws IOException {
            int timeout = Math.toIntExact(Math.max(
                    1, Math.min(Integer.MAX_VALUE, target.connectTimeout().toMillis())));
            Socket carrier = dial(timeout);
            if (tls != null) {
                carrier.setSoTimeout(timeout);
                SSLSocket secured = handshake(carrier);
                carrier.setSoTimeout(0);
                carrier = secured;
            }
            out = carrier.getOutputStream();
            return carrier.getInputStream();
        }

        /** A name may have several addresses, of which one does not answer: an IPv6 one without a route, a dead twin. */
        private Socket dial(int timeout) throws IOException {
            InetAddress[] addresses = resolver.resolve(target.host());
            List<String> failures = new ArrayList<>();
            for (InetAddress address : addresses) {
                Socket attempt = newSocket();
                try {
                    attempt.connect(new InetSocketAddress(address, target.port()), timeout);
                    return attempt;
                } catch (IOException e) {
                    attempt.close();
                    if (addresses.length == 1) {
                        throw e;
                    }
                    failures.add(address.getHostAddress() + ": " + e.getMessage());
                }
            }
            throw new ConnectException("none of its addresses: " + String.join("; ", failures));
        }

        private synchronized Socket newSocket() throws IOException {
            if (closed) {
                throw new SocketException("Socket closed");
            }
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSendBufferSize(SEND_BUFFER);
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            return socket;
        }

        private SSLSocket handshake(Socket carrier) throws IOException {
            SSLSocket secured =
                    (SSLSocket) tls.getSocketFactory().createSocket(carrier, target.host(), target.port(), true);
            if (hostNameChecked) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
            }
            try {
                secured.startHandshake();
            } catch (SSLHandshakeException e) {
                throw explained(e);
            }
            return secured;
        }

        /** The words of the JDK say what is wrong with a certificate, but not what helps. */
        private SSLHandshakeException explained(SSLHandshakeException e) {
            boolean refused = false;
            boolean untrusted = false;
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                refused |= cause instanceof CertificateException;
                untrusted |= cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException;
            }
            if (!refused) {
                return e;
            }
            // Short, since only the beginning of a reason is shown.
            String why = untrusted
                    ? "its certificate is not trusted, see option sslContextParameters"
                    : "its certificate is not for this host, see option verifyHostname";
            SSLHandshakeException explained = new SSLHandshakeException(why + ": " + e.getMessage());
            explained.initCause(e);
            return explained;
        }

        /** @return false if another thread reads on */
        private boolean read() throws IOException {
            while (true) {
                ByteBuffer space = receiver.input();
                int count = in.read(space.array(), space.arrayOffset() + space.position(), space.remaining());
                if (count < 0) {
                    return true;
                }
                space.position(space.position() + count);
                receiver.received();
                if (task != null && !runTask()) {
                    return false;
                }
            }
        }

        @Override
        public boolean runBetweenReads(Runnable next) {
            if (runtime.readingWatch() == null) {
                return false;
            }
            task = next;
            return true;
        }

        /** @return whether this thread still is the one that reads */
        private boolean runTask() {
            Runnable next = task;
            task = null;
            long number = ++tasks;
            away.set(number);
            if (!runtime.readingWatch().watches()) {
                readOn();
            }
            next.run();
            // It was the task that was to be interrupted.
            Thread.interrupted();
            return away.compareAndSet(number, 0);
        }

        @Override
        public void readOn() {
            long number = away.get();
            if (number == 0 || !away.compareAndSet(number, 0)) {
                return;
            }
            try {
                runtime.execute(target.threadName(), this);
            } catch (RuntimeException | Error e) {
                // Refused, or no memory for a thread; without one that reads it would be deaf.
                end(e);
            }
        }

        @Override
        public boolean look() {
            long seen = away.get();
            if (seen != 0 && seen == lastSeen) {
                readOn();
            }
            lastSeen = seen;
            return seen != 0;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }

        @Override
        public synchronized void close() {
            closed = true;
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                // The descriptor is released all the same, and nobody can do anything about it.
            }
        }
    }
}
