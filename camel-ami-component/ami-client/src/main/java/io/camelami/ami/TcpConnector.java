package io.camelami.ami;

import javax.net.ssl.SSLContext;

/** Connects over TCP, or TLS on top of it. */
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
        return new TcpConnector(java.util.Objects.requireNonNull(context, "context"), true);
    }

    /** TLS for gateways whose certificate bears another name: trusted by the context, host name not checked. */
    public static TcpConnector tlsWithoutHostNameCheck(SSLContext context) {
        return new TcpConnector(java.util.Objects.requireNonNull(context, "context"), false);
    }

    @Override
    public Connection open(Target target, AmiRuntime runtime, Receiver receiver) {
        throw new UnsupportedOperationException("not yet " + tls + hostNameChecked);
    }
}
