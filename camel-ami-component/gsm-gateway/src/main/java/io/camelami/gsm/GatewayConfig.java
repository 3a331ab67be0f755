package io.camelami.gsm;

import java.time.Duration;
import java.time.ZoneId;
import javax.net.ssl.SSLContext;

/**
 * How to reach one gateway and how to speak to it. Built with {@link #builder(String)}; immutable afterwards.
 */
public final class GatewayConfig {

    private final Builder values;

    private GatewayConfig(Builder values) {
        this.values = values;
    }

    /** @param host name or address of the gateway */
    public static Builder builder(String host) {
        return new Builder(host);
    }

    /** Name of the gateway in logs, events and thread names; {@code host:port} unless set. */
    public String name() {
        return values.name != null ? values.name : values.host + ":" + values.port;
    }

    public String host() {
        return values.host;
    }

    /** TCP port of AMI, 5038 unless set. */
    public int port() {
        return values.port;
    }

    public String username() {
        return values.username;
    }

    public String secret() {
        return values.secret;
    }

    /** Name of the dialect: openvox, yeastar-tg, asterisk or one that the user added. */
    public String dialect() {
        return values.dialect;
    }

    /** TLS context, or null for a plain connection. */
    public SSLContext sslContext() {
        return values.sslContext;
    }

    /** Whether the host name is checked against the gateway's certificate; true unless switched off. */
    public boolean verifyHostname() {
        return values.verifyHostname;
    }

    /** Zone of the local times that the gateway prints without one; the zone of this machine unless set. */
    public ZoneId zone() {
        return values.zone;
    }

    /** Spans the gateway has, for choosing one when a request names none; 0 to ask the gateway. */
    public int spans() {
        return values.spans;
    }

    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /** How long an action may stay unanswered. */
    public Duration actionTimeout() {
        return values.actionTimeout;
    }

    /** How long a send may take until its outcome must be known. */
    public Duration sendTimeout() {
        return values.sendTimeout;
    }

    /** After this much silence the gateway is asked for a sign of life. */
    public Duration keepAlive() {
        return values.keepAlive;
    }

    /** After this much silence the link counts as down, whatever the socket says. */
    public Duration livenessWindow() {
        return values.livenessWindow;
    }

    public Duration reconnectMin() {
        return values.reconnectMin;
    }

    public Duration reconnectMax() {
        return values.reconnectMax;
    }

    /** How long parts of a long SMS wait for the missing ones. */
    public Duration reassemblyTimeout() {
        return values.reassemblyTimeout;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GatewayConfig[" + name() + ", " + values.dialect + ", user " + values.username + "]";
    }

    /** Collects the options; every one but the host has a default. */
    public static final class Builder implements Cloneable {
        private final String host;
        private String name;
        private int port = 5038;
        private String username;
        private String secret;
        private String dialect = "openvox";
        private SSLContext sslContext;
        private boolean verifyHostname = true;
        private ZoneId zone = ZoneId.systemDefault();
        private int spans;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration actionTimeout = Duration.ofSeconds(10);
        private Duration sendTimeout = Duration.ofSeconds(60);
        private Duration keepAlive = Duration.ofSeconds(10);
        private Duration livenessWindow = Duration.ofSeconds(30);
        private Duration reconnectMin = Duration.ofMillis(200);
        private Duration reconnectMax = Duration.ofSeconds(30);
        private Duration reassemblyTimeout = Duration.ofMinutes(5);

        private Builder(String host) {
            this.host = host;
        }

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder username(String username) {
            this.username = username;
            return this;
        }

        public Builder secret(String secret) {
            this.secret = secret;
            return this;
        }

        public Builder dialect(String dialect) {
            this.dialect = dialect;
            return this;
        }

        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        public Builder verifyHostname(boolean verifyHostname) {
            this.verifyHostname = verifyHostname;
            return this;
        }

        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        public Builder spans(int spans) {
            this.spans = spans;
            return this;
        }

        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        public Builder actionTimeout(Duration actionTimeout) {
            this.actionTimeout = actionTimeout;
            return this;
        }

        public Builder sendTimeout(Duration sendTimeout) {
            this.sendTimeout = sendTimeout;
            return this;
        }

        public Builder keepAlive(Duration keepAlive) {
            this.keepAlive = keepAlive;
            return this;
        }

        public Builder livenessWindow(Duration livenessWindow) {
            this.livenessWindow = livenessWindow;
            return this;
        }

        public Builder reconnectMin(Duration reconnectMin) {
            this.reconnectMin = reconnectMin;
            return this;
        }

        public Builder reconnectMax(Duration reconnectMax) {
            this.reconnectMax = reconnectMax;
            return this;
        }

        public Builder reassemblyTimeout(Duration reassemblyTimeout) {
            this.reassemblyTimeout = reassemblyTimeout;
            return this;
        }

        /** @throws IllegalArgumentException naming the option that is missing or out of range, and its effect */
        public GatewayConfig build() {
            try {
                return new GatewayConfig((Builder) clone());
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
