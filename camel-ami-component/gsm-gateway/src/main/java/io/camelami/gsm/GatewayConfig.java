package io.camelami.gsm;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * How to reach one gateway and how to speak to it. Built with {@link #builder(String)}; immutable afterwards.
 */
public final class GatewayConfig {

    private final Builder values;
    private final String name;

    private GatewayConfig(Builder values) {
        this.values = values;
        this.name = values.name != null ? values.name : values.host + ":" + values.port;
    }

    /** @param host name or address of the gateway */
    public static Builder builder(String host) {
        return new Builder(host);
    }

    /** Name of the gateway in logs, events and thread names; {@code host:port} unless set. */
    public String name() {
        return name;
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

    /**
     * Name of the dialect: openvox, yeastar-tg, asterisk, chan-dongle, chan-quectel or one that the user added; auto to
     * ask the gateway what it is.
     */
    public String dialect() {
        return values.dialect;
    }

    GatewayConfig withDialect(String found) {
        return values.copy().dialect(found).build();
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

    /** How long connecting may take, and logging in after it. */
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

    /**
     * Least time between two parts on one span; null for what the dialect holds safe. It counts over a restart, too: since
     * nobody knows when the last part went out before it, the first one waits until the gateway is that long open.
     */
    public Duration pacing() {
        return values.pacing;
    }

    /** How many messages may wait for one span; one more fails at once, as to be repeated later. */
    public int sendQueue() {
        return values.sendQueue;
    }

    /** How the spans are watched, chosen and spared. */
    public SpanRules spanRules() {
        return values.spanRules;
    }

    /** What only the dialect understands, such as which firmware it is; see the dialect's class. */
    public Map<String, String> dialectOptions() {
        return values.dialectOptions;
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
        private Duration pacing;
        private int sendQueue = 1000;
        private SpanRules spanRules = SpanRules.standard();
        private Map<String, String> dialectOptions = Map.of();

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

        /** @param pacing zero for no limit, null for what the dialect holds safe */
        public Builder pacing(Duration pacing) {
            this.pacing = pacing;
            return this;
        }

        public Builder sendQueue(int sendQueue) {
            this.sendQueue = sendQueue;
            return this;
        }

        public Builder spanRules(SpanRules spanRules) {
            this.spanRules = spanRules;
            return this;
        }

        public Builder dialectOptions(Map<String, String> dialectOptions) {
            this.dialectOptions = Map.copyOf(dialectOptions);
            return this;
        }

        /** @throws IllegalArgumentException naming the option that is missing or out of range, and its effect */
        public GatewayConfig build() {
            check();
            return new GatewayConfig(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private void check() {
            require(present(host), "host", host, "it is where the gateway is reached");
            require(port >= 1 && port <= 65535, "port", port, "it must be in 1..65535, the gateway's default is 5038");
            require(name == null || present(name), "name", name, "it begins every log line of the gateway");
            require(present(username), "username", username, "the gateway lets nobody in without one");
            require(secret != null, "secret", null, "the gateway lets nobody in without one");
            require(present(dialect), "dialect", dialect, "it says what kind of gateway this is");
            require(zone != null, "zone", null, "times that the gateway prints without zone are read in it");
            require(spans >= 0 && spans <= 999, "spans", spans, "0 asks the gateway, 1..999 is their number");
            require(spanRules != null, "spanRules", null, "they say how a span is chosen and what it may send");
            require(sendQueue >= 1, "sendQueue", sendQueue, "at least one message must be able to wait for a span");
            require(
                    pacing == null || !pacing.isNegative(),
                    "pacing",
                    pacing,
                    "it is the least time between two parts on a span, zero for none");
            positive("connectTimeout", connectTimeout, "an attempt to connect is given up after it");
            positive("actionTimeout", actionTimeout, "an unanswered action is given up after it");
            positive("sendTimeout", sendTimeout, "the outcome of a send is known after it at the latest");
            positive("keepAlive", keepAlive, "the gateway is asked for a sign of life after so much silence");
            positive("livenessWindow", livenessWindow, "the link counts as down after so much silence");
            positive("reconnectMin", reconnectMin, "a lost link is tried again after it at first");
            positive("reconnectMax", reconnectMax, "a lost link is tried again after it at the latest");
            positive("reassemblyTimeout", reassemblyTimeout, "an incomplete SMS is handed on after it");
            require(
                    livenessWindow.compareTo(keepAlive) > 0,
                    "livenessWindow",
                    livenessWindow,
                    "it must be longer than keepAlive (" + keepAlive + "), so that an answer can come in time");
            require(
                    reconnectMax.compareTo(reconnectMin) >= 0,
                    "reconnectMax",
                    reconnectMax,
                    "it must not be below reconnectMin (" + reconnectMin + ")");
        }

        private static boolean present(String value) {
            return value != null && !value.isBlank();
        }

        private static void positive(String option, Duration value, String effect) {
            require(value != null && !value.isNegative() && !value.isZero(), option, value, effect);
        }

        private static void require(boolean valid, String option, Object value, String effect) {
            if (!valid) {
                throw new IllegalArgumentException("option " + option
                        + (value == null ? " is missing" : "=" + value + " is not valid") + ": " + effect);
            }
        }
    }
}
