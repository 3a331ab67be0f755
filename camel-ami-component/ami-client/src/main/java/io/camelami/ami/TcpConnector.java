package io.camelami.ami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects over TCP, or TLS on top of it, with blocking sockets and one reading thread a connection. */
public final class TcpConnector implements AmiConnector {

    private final SSLContext tls;
    private final boolean hostNameChecked;

    private TcpConnector(SSLContext tls, boolean hostNameChecked) {
        this.tls = tls;
        this.hostNameChecked = hostNameChecked;
    }

    /** Without encryption. */
    public static TcpConnector plain() {
        return new TcpConnector(null, false);
    }

    /** TLS; the gateway's certificate must be trusted by the context and be for the host name we connect to. */
    public static TcpConnector tls(SSLContext context) {
        return new TcpConnector(Objects.requireNonNull(context, "context"), true);
    }

    /** TLS for gateways whose certificate bears another name: trusted by the context, host name not checked. */
    public static TcpConnector tlsWithoutHostNameCheck(SSLContext context) {
        return new TcpConnector(Objects.requireNonNull(context, "context"), false);
    }

    @Override
    public Connection open(Target target, AmiRuntime runtime, Receiver receiver) {
        TcpConnection connection = new TcpConnection(target, receiver);
        try {
            runtime.execute(target.threadName(), connection);
        } catch (RejectedExecutionException e) {
            receiver.closed(e);
        }
        return connection;
    }

    private final class TcpConnection implements Connection, Runnable {

        private final Target target;
        private final Receiver receiver;

        /** Closed without regard to TLS on top: a TLS close waits for a writer that the gateway does not let go on. */
        private final Socket socket = new Socket();

        private volatile OutputStream out;

        TcpConnection(Target target, Receiver receiver) {
            this.target = target;
            this.receiver = receiver;
        }

        @Override
        public void run() {
            Throwable cause = null;
            try {
                read(connect());
            } catch (IOException | RuntimeException | Error e) {
                cause = e;
            } finally {
                close();
                receiver.closed(cause);
            }
        }

        private InputStream connect() throws IOException {
            int timeout = Math.toIntExact(Math.max(
                    1, Math.min(Integer.MAX_VALUE, target.connectTimeout().toMillis())));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(target.host(), target.port()), timeout);
            Socket carrier = socket;
            if (tls != null) {
                socket.setSoTimeout(timeout);
                carrier = handshake();
                socket.setSoTimeout(0);
            }
            out = carrier.getOutputStream();
            return carrier.getInputStream();
        }

        private SSLSocket handshake() throws IOException {
            SSLSocket secured =
                    (SSLSocket) tls.getSocketFactory().createSocket(socket, target.host(), target.port(), true);
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

        private void read(InputStream in) throws IOException {
            receiver.opened(this);
            while (true) {
                ByteBuffer space = receiver.input();
                int count = in.read(space.array(), space.arrayOffset() + space.position(), space.remaining());
                if (count < 0) {
                    return;
                }
                space.position(space.position() + count);
                receiver.received();
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // The descriptor is released all the same, and nobody can do anything about it.
            }
        }
    }
}
