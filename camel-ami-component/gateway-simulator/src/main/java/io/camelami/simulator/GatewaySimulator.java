package io.camelami.simulator;

import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.ManagerListener;
import io.camelami.simulator.manager.ManagerProfile;
import io.camelami.simulator.manager.ManagerServer;
import io.camelami.simulator.manager.SessionActions;
import io.camelami.simulator.manager.SessionOutput;
import io.camelami.simulator.manager.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GSM gateway without hardware: it listens on a TCP port and speaks the Asterisk Manager Interface as the gateway of its
 * {@link Personality} does. Messages arrive when a test says so, and what clients send is kept for a test to look at.
 *
 * <p>Spans carry the numbers that the gateway's own commands use: from 1 on, with Yeastar TG from 2 on; span n of
 * chan_dongle is device {@code dongle<n-1>}. All methods may be
 * called from any thread.
 */
public final class GatewaySimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewaySimulator.class);

    private final Builder settings;
    private final Radio radio;
    private final Gateway gateway;
    private final ManagerServer server;
    private final Clock clock;
    private final List<SentSms> sentSms = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<ReceivedAction> actions = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();

    private GatewaySimulator(Builder settings) {
        this.settings = settings;
        this.clock = settings.clock;
        boolean yeastar = settings.personality == Personality.YEASTAR_TG;
        this.radio = new Radio(yeastar ? 2 : 1, settings.spans, settings.sendTime, this::sent);
        GatewayParts parts = new GatewayParts(
                radio,
                this::broadcast,
                command -> commands.add(Wire.text(command)),
                settings.quirks,
                clock,
                new Serial(clock));
        this.gateway = switch (settings.personality) {
            case OPENVOX -> new OpenVox(parts);
            case YEASTAR_TG -> new YeastarTg(parts);
            case ASTERISK_1_8 -> new PlainAsterisk(parts, false);
            case ASTERISK -> new PlainAsterisk(parts, true);
            case DONGLE_BG111 -> new Dongle(parts, DongleDriver.BG111);
            case DONGLE_WDOEKES -> new Dongle(parts, DongleDriver.WDOEKES);
            case QUECTEL -> new Dongle(parts, DongleDriver.QUECTEL);
        };
        ManagerProfile profile = profile(settings);
        CommandShell shell = new CommandShell();
        ActionTable table = new ActionTable();
        new SessionActions(settings.user, settings.secret, clock).addTo(table);
        PbxStore store = new PbxStore();
        new PbxActions(parts, store).addTo(table);
        new PbxCalls(parts, profile.modern()).addTo(table);
        new PbxCommands(store, versionLine(profile), this::shutDown).addTo(shell);
        gateway.addTo(shell);
        gateway.addTo(table, shell);
        this.server = new ManagerServer(settings.host, settings.port, profile, table, new Watcher());
    }

    private static ManagerProfile profile(Builder settings) {
        String amiVersion = amiVersion(settings.personality);
        boolean modern = !amiVersion.equals("1.1");
        Set<Quirk> quirks = settings.quirks;
        return new ManagerProfile(
                amiVersion,
                asteriskVersion(settings.personality),
                modern,
                settings.personality != Personality.YEASTAR_TG,
                !quirks.contains(Quirk.NO_ACTION_ID),
                quirks.contains(Quirk.BARE_LF_EVENTS) ? "\n" : "\r\n",
                quirks.contains(Quirk.SLOW_FRAGMENTS) ? SessionOutput::fragmented : SessionOutput::whole,
                settings.authTimeout,
                settings.refusalDelay);
    }

    private static String amiVersion(Personality personality) {
        return switch (personality) {
            case OPENVOX, YEASTAR_TG, ASTERISK_1_8, DONGLE_BG111 -> "1.1";
            case DONGLE_WDOEKES, QUECTEL -> "5.0.4";
            case ASTERISK -> "11.0.0";
        };
    }

    private static String asteriskVersion(Personality personality) {
        return switch (personality) {
            case OPENVOX, YEASTAR_TG -> "1.8.20.0";
            case ASTERISK_1_8, DONGLE_BG111 -> "1.8.32.3";
            case DONGLE_WDOEKES, QUECTEL -> "16.28.0~dfsg-0+deb11u4";
            case ASTERISK -> "22.10.1+dfsg+~cs6.17.60671434-1";
        };
    }

    private static String versionLine(ManagerProfile profile) {
        return profile.asteriskVersion()
                + (profile.modern()
                        ? " built by nobody @ buildhost.example on a unknown running Linux on 2026-07-20 21:35:32 UTC"
                        : " built by root @ vm on a x86_64 running Linux on 2026-11-21 03:20:11 UTC");
    }

    public static Builder builder(Personality personality) {
        return new Builder(personality);
    }

    public String host() {
        return settings.host;
    }

    /** The port it listens on, or listened on when it is stopped. */
    public int port() {
        return server.port();
    }

    public String user() {
        return settings.user;
    }

    public String secret() {
        return settings.secret;
    }

    /** The numbers of the spans there are. */
    public List<Integer> spans() {
        return radio.modems().stream().map(Radio.Modem::span).toList();
    }

    /** An SMS arrives now. */
    public void receiveSms(int span, String sender, String text) {
        receiveSms(span, sender, text, LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * An SMS arrives; a long text arrives in parts, told as that gateway tells parts.
     *
     * @param sender a number, or a name of at most 11 characters of the GSM alphabet
     * @param time the network's time, in the zone of the simulator's clock
     * @throws IllegalArgumentException if there is no such span
     */
    public void receiveSms(int span, String sender, String text, LocalDateTime time) {
        modem(span);
        gateway.deliver(span, sender, text, time);
        tell(new SimulatorEvent.SmsReceived(span, sender, text));
    }

    /**
     * A modem of chan_dongle or chan_quectel finds a stored PDU, whatever is in it.
     *
     * @param pdu hex, service centre octets first
     * @throws IllegalArgumentException if there is no such span
     * @throws IllegalStateException if this gateway has no such modems
     */
    public void receivePdu(int span, String pdu) {
        modem(span);
        dongle().receivePdu(span, pdu);
    }

    /**
     * A modem of chan_dongle or chan_quectel says something about USSD, such as {@code +CUSD: 1,"<hex>",15} for a menu.
     *
     * @throws IllegalStateException if this gateway has no such modems
     */
    public void receiveUssd(int span, String line) {
        modem(span);
        dongle().receiveUssd(span, line);
    }

    /**
     * Says what becomes of the delivery reports of the next messages of a span; those after them are delivered.
     *
     * @throws IllegalStateException if this gateway is not of chan_dongle's kind
     */
    public void nextReport(int span, ReportBehaviour... behaviours) {
        modem(span);
        dongle().scriptReports(span, List.of(behaviours));
    }

    /**
     * Pulls a modem of chan_dongle or chan_quectel out, or puts it back. What was queued for it is lost without a word.
     *
     * @throws IllegalStateException if this gateway has no such modems
     */
    public void plugIn(int span, boolean in) {
        modem(span);
        dongle().plugIn(span, in);
    }

    /**
     * Changes how a span is: what the listings tell and, on chan_dongle and chan_quectel, whether a message can be sent over
     * it; these tell a change of the registration in an event, too.
     */
    public void spanState(int span, SpanState state) {
        SpanState before = modem(span).state();
        modem(span).setState(Objects.requireNonNull(state, "state"));
        if (gateway instanceof Dongle dongle && before.registered() != state.registered()) {
            dongle.registrationChanged(span, state.registered());
        }
    }

    private Dongle dongle() {
        if (gateway instanceof Dongle dongle) {
            return dongle;
        }
        throw new IllegalStateException(settings.personality + " has no USB modems: choose DONGLE_… or QUECTEL");
    }

    /** What went out over the air, in order. */
    public List<SentSms> sentSms() {
        return List.copyOf(sentSms);
    }

    /** Says how the next sends of a span end, SMS and USSD alike; those after them end with SENT. */
    public void nextSend(int span, SendBehaviour... behaviours) {
        modem(span).script(List.of(behaviours));
    }

    /** What the network answers to USSD codes from now on. */
    public void ussdReply(String text) {
        Objects.requireNonNull(text, "text");
        ussdNetwork((span, code, inMenu) -> UssdAnswer.of(text));
    }

    /** Who answers USSD codes from now on, with menus where a test needs them. */
    public void ussdNetwork(UssdNetwork network) {
        radio.setUssdNetwork(Objects.requireNonNull(network, "network"));
    }

    /** Resets all connections and goes on listening. */
    public void dropConnections() {
        server.dropConnections();
    }

    /** Stops listening and resets all connections, as a gateway that lost its power. */
    public void stop() {
        server.stop();
    }

    /** Listens again on the same port, stopping first if need be. */
    public void restart() {
        server.stop();
        listen();
    }

    /** Shuts down as Asterisk does when it is told to: clients that hear events get a Shutdown event, then all are cut. */
    public void shutDown() {
        server.shutDown(ManagerEvent.named("Shutdown", EventClass.SYSTEM)
                .header("Shutdown", "Cleanly")
                .header("Restart", "False")
                .build());
    }

    /** How many logins succeeded since the start, restarts included. */
    public int logins() {
        return logins.get();
    }

    /** How many connections are open, logged in or not. */
    public int connections() {
        return server.connections();
    }

    /** The CLI commands received, in order, before the tokenizer; UTF-8 is decoded, other bytes are one char each. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Every action received, in order. */
    public List<ReceivedAction> actions() {
        return List.copyOf(actions);
    }

    /**
     * Writes raw bytes to every session that is logged in and has not switched all events off.
     *
     * @param rawBytesLatin1 one char per byte
     */
    public void emit(String rawBytesLatin1) {
        server.broadcastRaw(rawBytesLatin1);
    }

    /** Stops for good; no thread is left. */
    @Override
    public void close() {
        server.close();
        radio.close();
    }

    private void listen() {
        try {
            server.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Simulator cannot listen on " + settings.host + ":" + settings.port + ": " + e.getMessage(), e);
        }
        tell(new SimulatorEvent.Listening(port()));
    }

    private void broadcast(ManagerEvent event) {
        server.broadcast(event);
    }

    private void sent(SentSms sms) {
        sentSms.add(sms);
        tell(new SimulatorEvent.SmsSent(sms));
    }

    /** A listener's fault is its own: it must not stop a modem or end a session. */
    private void tell(SimulatorEvent event) {
        try {
            settings.listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("The listener of the simulator on port {} failed", port(), e);
        }
    }

    private Radio.Modem modem(int span) {
        return radio.modem(span)
                .orElseThrow(() -> new IllegalArgumentException("No span " + span + ": there are " + spans()));
    }

    private final class Watcher implements ManagerListener {
        @Override
        public void action(ManagerAction action) {
            actions.add(new ReceivedAction(Wire.text(action.name()), action.headers()));
        }

        @Override
        public void login(String user) {
            logins.incrementAndGet();
            tell(new SimulatorEvent.Login(user));
        }

        @Override
        public void loginRefused(String user) {
            tell(new SimulatorEvent.LoginRefused(user));
        }

        @Override
        public void logout(String user) {
            tell(new SimulatorEvent.Logout(user));
        }
    }

    /** Settings of a simulator; each has a sensible default. */
    public static final class Builder {
        private final Personality personality;
        private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        private String host = "127.0.0.1";
        private int port;
        private String user = "ami";
        private String secret = "secret";
        private int spans = 4;
        private Duration sendTime = Duration.ZERO;
        private Duration authTimeout = Duration.ofSeconds(30);
        private Duration refusalDelay = Duration.ofSeconds(1);
        private Clock clock = Clock.systemDefaultZone();
        private Consumer<SimulatorEvent> listener = event -> {};

        private Builder(Personality personality) {
            this.personality = Objects.requireNonNull(personality, "personality");
        }

        private Builder(Builder other) {
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
        public Builder host(String address) {
            host = Objects.requireNonNull(address, "address");
            return this;
        }

        /** The port to listen on; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder user(String user) {
            this.user = Objects.requireNonNull(user, "user");
            return this;
        }

        public Builder secret(String secret) {
            this.secret = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * How many spans there are; 4 by default.
         *
         * @throws IllegalArgumentException unless 1 to 31
         */
        public Builder spans(int count) {
            if (count < 1 || count > 31) {
                throw new IllegalArgumentException("A gateway has 1 to 31 spans, not " + count);
            }
            spans = count;
            return this;
        }

        /** How long a modem takes for a send; nothing by default. */
        public Builder sendTime(Duration time) {
            sendTime = Objects.requireNonNull(time, "time");
            return this;
        }

        /** How long a client may stay without a login before it is cut; 30 s by default. */
        public Builder authTimeout(Duration time) {
            authTimeout = Objects.requireNonNull(time, "time");
            return this;
        }

        /** How long the answer to a wrong login is held back; 1 s by default. */
        public Builder refusalDelay(Duration time) {
            refusalDelay = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Where time and the network's zone come from; the system's clock and zone by default. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        public Builder quirk(Quirk... quirks) {
            this.quirks.addAll(List.of(quirks));
            return this;
        }

        /** Hears what happens; called in the simulator's threads, so it must not wait. */
        public Builder listener(Consumer<SimulatorEvent> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Makes a simulator with these settings and starts it.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public GatewaySimulator start() {
            GatewaySimulator simulator = new GatewaySimulator(new Builder(this));
            simulator.listen();
            return simulator;
        }
    }
}
