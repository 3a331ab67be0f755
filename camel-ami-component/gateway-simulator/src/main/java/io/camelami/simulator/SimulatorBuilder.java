package io.camelami.simulator;

import io.camelami.simulator.fault.Pace;
import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.ManagerProfile;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Settings of a simulator; each has a sensible default. Its copy inside a running simulator does not change any more. */
public final class SimulatorBuilder {
    final Personality personality;
    final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    String host = "127.0.0.1";
    int port;
    String user = "ami";
    String secret = "secret";
    int spans = 4;
    Duration sendTime = Duration.ZERO;
    Duration authTimeout = Duration.ofSeconds(30);
    Duration refusalDelay = Duration.ofSeconds(1);
    Clock clock = Clock.systemDefaultZone();
    Consumer<SimulatorEvent> listener = event -> {};

    SimulatorBuilder(Personality personality) {
        this.personality = Objects.requireNonNull(personality, "personality");
    }

    private SimulatorBuilder(SimulatorBuilder other) {
        personality = other.personality;
        quirks.addAll(other.quirks);
        host = other.host;
        port = other.port;
        user = other.user;
        secret = other.secret;
        spans = other.spans;
        sendTime = other.sendTime;
        authTimeout = other.authTimeout;
        refusalDelay = other.refusalDelay;
        clock = other.clock;
        listener = other.listener;
    }

    /** The address to listen on; loopback unless told otherwise. */
    public SimulatorBuilder host(String address) {
        host = Objects.requireNonNull(address, "address");
        return this;
    }

    /** The port to listen on; 0, the default, takes a free one. */
    public SimulatorBuilder port(int port) {
        this.port = port;
        return this;
    }

    public SimulatorBuilder user(String user) {
        this.user = Objects.requireNonNull(user, "user");
        return this;
    }

    public SimulatorBuilder secret(String secret) {
        this.secret = Objects.requireNonNull(secret, "secret");
        return this;
    }

    /**
     * How many spans there are; 4 by default.
     *
     * @throws IllegalArgumentException unless 1 to 31
     */
    public SimulatorBuilder spans(int count) {
        if (count < 1 || count > 31) {
            throw new IllegalArgumentException("A gateway has 1 to 31 spans, not " + count);
        }
        spans = count;
        return this;
    }

    /** How long a modem takes for a send; nothing by default. */
    public SimulatorBuilder sendTime(Duration time) {
        sendTime = Objects.requireNonNull(time, "time");
        return this;
    }

    /** How long a client may stay without a login before it is cut; 30 s by default. */
    public SimulatorBuilder authTimeout(Duration time) {
        authTimeout = Objects.requireNonNull(time, "time");
        return this;
    }

    /** How long the answer to a wrong login is held back; 1 s by default. */
    public SimulatorBuilder refusalDelay(Duration time) {
        refusalDelay = Objects.requireNonNull(time, "time");
        return this;
    }

    /** Where time and the network's zone come from; the system's clock and zone by default. */
    public SimulatorBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    public SimulatorBuilder quirk(Quirk... quirks) {
        this.quirks.addAll(List.of(quirks));
        return this;
    }

    /** Hears what happens; called in the simulator's threads, so it must not wait. */
    public SimulatorBuilder listener(Consumer<SimulatorEvent> listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    ManagerProfile profile() {
        return new ManagerProfile(
                personality.amiVersion(),
                personality.asteriskVersion(),
                personality.isModern(),
                personality != Personality.YEASTAR_TG,
                !quirks.contains(Quirk.NO_ACTION_ID),
                quirks.contains(Quirk.BARE_LF_REPLIES) ? "\n" : "\r\n",
                quirks.contains(Quirk.BARE_LF_EVENTS) ? "\n" : "\r\n",
                quirks.contains(Quirk.LONG_LINE_ENDS_SESSION),
                quirks.contains(Quirk.INTERLEAVED_EVENTS) ? peerStatus() : null,
                quirks.contains(Quirk.SLOW_FRAGMENTS) ? Pace.SMALL_PIECES : Pace.AS_IT_IS,
                authTimeout,
                refusalDelay);
    }

    /** One that every Asterisk tells, whatever a client does. */
    private static ManagerEvent peerStatus() {
        return ManagerEvent.named("PeerStatus", EventClass.SYSTEM)
                .header("ChannelType", "SIP")
                .header("Peer", "SIP/1000")
                .header("PeerStatus", "Reachable")
                .header("Time", 12)
                .build();
    }

    /**
     * Makes a simulator with these settings and starts it.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public GatewaySimulator start() {
        GatewaySimulator simulator = new GatewaySimulator(new SimulatorBuilder(this));
        simulator.listen();
        return simulator;
    }
}
