package io.camelami.ami;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/** What a link must know of its gateway. Built once, immutable. */
public final class AmiLinkConfig {

    private final String gateway;
    private final String host;
    private final int port;
    private final AmiCredentials credentials;
    private final String nodeId;
    private final String eventMask;
    private final Predicate<String> eventFilter;
    private final Charset charset;
    private final Duration connectTimeout;
    private final Duration loginTimeout;
    private final AmiKeepAlive keepAlive;
    private final AmiReconnect reconnect;
    private final AmiLimits limits;
    private final int commandSessions;
    private final int commandQueue;
    private final int eventQueue;
    private final AmiOverflow overflow;
    private final int outboxBytes;

    private AmiLinkConfig(Builder builder) {
        gateway = builder.gateway;
        host = builder.host;
        port = builder.port;
        credentials = builder.credentials;
        nodeId = builder.nodeId;
        eventMask = builder.eventMask;
        eventFilter = builder.eventFilter;
        charset = builder.charset;
        connectTimeout = builder.connectTimeout;
        loginTimeout = builder.loginTimeout;
        keepAlive = builder.keepAlive;
        reconnect = builder.reconnect;
        limits = builder.limits;
        commandSessions = builder.commandSessions;
        commandQueue = builder.commandQueue;
        eventQueue = builder.eventQueue;
        overflow = builder.overflow;
        outboxBytes = builder.outboxBytes;
    }

    /** @param gateway the name that logs, messages and threads show */
    public static Builder builder(String gateway, String host, int port, AmiCredentials credentials) {
        return new Builder(gateway, host, port, credentials);
    }

    public String gateway() {
        return gateway;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public AmiCredentials credentials() {
        return credentials;
    }

    /** Null: the link draws one. */
    public String nodeId() {
        return nodeId;
    }

    public String eventMask() {
        return eventMask;
    }

    /** Null: every event is handed on. */
    public Predicate<String> eventFilter() {
        return eventFilter;
    }

    public Charset charset() {
        return charset;
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    public Duration loginTimeout() {
        return loginTimeout;
    }

    public AmiKeepAlive keepAlive() {
        return keepAlive;
    }

    public AmiReconnect reconnect() {
        return reconnect;
    }

    public AmiLimits limits() {
        return limits;
    }

    public int commandSessions() {
        return commandSessions;
    }

    public int commandQueue() {
        return commandQueue;
    }

    public int eventQueue() {
        return eventQueue;
    }

    public AmiOverflow overflow() {
        return overflow;
    }

    public int outboxBytes() {
        return outboxBytes;
    }

    @Override
    public String toString() {
        return "AmiLinkConfig[" + gateway + " at " + host + ":" + port + ", user " + credentials + "]";
    }

    /** Every setter returns this builder. */
    public static final class Builder {

        private static final int LONGEST_ACTION = AmiEncoder.MAX_HEADERS * (AmiEncoder.MAX_LINE_BYTES + 2) + 2;

        private final String gateway;
        private final String host;
        private final int port;
        private final AmiCredentials credentials;
        private String nodeId;
        private String eventMask = "on";
        private Predicate<String> eventFilter;
        private Charset charset = StandardCharsets.UTF_8;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration loginTimeout = Duration.ofSeconds(10);
        private AmiKeepAlive keepAlive = AmiKeepAlive.DEFAULT;
        private AmiReconnect reconnect = AmiReconnect.DEFAULT;
        private AmiLimits limits = AmiLimits.DEFAULT;
        private int commandSessions;
        private int commandQueue = 1000;
        private int eventQueue = 20_000;
        private AmiOverflow overflow = AmiOverflow.BLOCK;
        private int outboxBytes = 4 << 20;

        private Builder(String gateway, String host, int port, AmiCredentials credentials) {
            this.gateway = Objects.requireNonNull(gateway, "gateway");
            this.host = Objects.requireNonNull(host, "host");
            this.port = port;
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " of gateway " + gateway + " is not in 1..65535");
            }
        }

        /**
         * The beginning of all ActionIDs of this process; drawn at random if not set. 1 to 32 letters or digits. Two
         * processes that talk to one gateway must not share one.
         */
        public Builder nodeId(String id) {
            if (!id.matches("[A-Za-z0-9]{1,32}")) {
                throw new IllegalArgumentException("nodeId must be 1 to 32 letters or digits");
            }
            this.nodeId = id;
            return this;
        }

        /** The {@code Events} header of the event session's login, such as {@code on} or {@code call,user}. */
        public Builder eventMask(String mask) {
            this.eventMask = Objects.requireNonNull(mask, "eventMask");
            return this;
        }

        /**
         * Asked with an event's name before anything of the event is built; other events are skipped and only counted.
         * Items of lists are not asked about. Asked again at the close, of events that have not been told by then: is it a loss?
         * Any thread may ask, and it must not throw.
         */
        public Builder eventFilter(Predicate<String> keep) {
            this.eventFilter = keep;
            return this;
        }

        /**
         * Of values in both directions; UTF-8 if not set. It must have ASCII as it is: in UTF-16 a letter can have the bytes
         * of a line end.
         */
        public Builder charset(Charset value) {
            AmiEncoder.of(value);
            this.charset = value;
            return this;
        }

        /** For the TCP connection to each address of the host, and for the TLS handshake; 5 s if not set. */
        public Builder connectTimeout(Duration value) {
            this.connectTimeout = positive("connectTimeout", value);
            return this;
        }

        /** From the open connection to the accepted login, greeting included; 10 s if not set. */
        public Builder loginTimeout(Duration value) {
            this.loginTimeout = positive("loginTimeout", value);
            return this;
        }

        public Builder keepAlive(AmiKeepAlive value) {
            this.keepAlive = Objects.requireNonNull(value, "keepAlive");
            return this;
        }

        public Builder reconnect(AmiReconnect value) {
            this.reconnect = Objects.requireNonNull(value, "reconnect");
            return this;
        }

        public Builder limits(AmiLimits value) {
            this.limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /**
         * The most extra sessions for blocking commands, 0 to 64; 0, the default, runs all on the event session, for a
         * gateway whose commands block nothing or that admits one login of a user only. The latter is also noticed, and
         * then the commands run there all the same.
         */
        public Builder commandSessions(int count) {
            if (count < 0 || count > 64) {
                throw new IllegalArgumentException("commandSessions " + count + " is not in 0..64");
            }
            this.commandSessions = count;
            return this;
        }

        /** The most actions that wait for a command session; 1000 if not set. More are refused. */
        public Builder commandQueue(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("commandQueue " + count + " is not positive");
            }
            this.commandQueue = count;
            return this;
        }

        /** The most events that wait for the listener; 20,000 if not set, and never more than 16 MiB of them. */
        public Builder eventQueue(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("eventQueue " + events + " is not positive");
            }
            this.eventQueue = events;
            return this;
        }

        /** What happens to events beyond {@link #eventQueue}; {@link AmiOverflow#BLOCK} if not set. */
        public Builder overflow(AmiOverflow value) {
            this.overflow = Objects.requireNonNull(value, "overflow");
            return this;
        }

        /**
         * The most bytes of actions that wait while a gateway takes nothing, on each session; 4 MiB if not set. An action
         * beyond it is refused, not written and safe to repeat.
         */
        public Builder outboxBytes(int bytes) {
            if (bytes < LONGEST_ACTION) {
                throw new IllegalArgumentException(
                        "outboxBytes " + bytes + " is less than the longest action, " + LONGEST_ACTION);
            }
            this.outboxBytes = bytes;
            return this;
        }

        public AmiLinkConfig build() {
            return new AmiLinkConfig(this);
        }

        private static Duration positive(String option, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(option + " must be positive, not " + value);
            }
            return value;
        }
    }
}
