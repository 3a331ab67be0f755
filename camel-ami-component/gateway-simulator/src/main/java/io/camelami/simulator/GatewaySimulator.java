package io.camelami.simulator;

import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPoint;
import io.camelami.simulator.fault.FaultTrigger;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.ManagerProfile;
import io.camelami.simulator.manager.ManagerServer;
import io.camelami.simulator.manager.SessionActions;
import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.net.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A GSM gateway without hardware: it listens on a TCP port and speaks the Asterisk Manager Interface as the gateway of its
 * {@link Personality} does. Messages arrive when a test says so, and what clients send is kept for a test to look at.
 *
 * <p>Spans carry the numbers that the gateway's own commands use: from 1 on, with Yeastar TG from 2 on; span n of
 * chan_dongle is device {@code dongle<n-1>}. All methods may be
 * called from any thread.
 */
public final class GatewaySimulator implements AutoCloseable {
    private final SimulatorBuilder settings;
    private final Logbook log;
    private final Timer timer = new Timer("gateway-simulator/timer");
    private final Radio radio;
    private final Gateway gateway;
    private final InboundCalls calls;
    private final ManagerServer server;
    private final Clock clock;

    GatewaySimulator(SimulatorBuilder settings) {
        this.settings = settings;
        this.clock = settings.clock;
        this.log = new Logbook(settings.listener);
        boolean yeastar = settings.personality == Personality.YEASTAR_TG;
        this.radio = new Radio(yeastar ? 2 : 1, settings.spans, settings.sendTime, timer, log::sent, log::dialled);
        GatewayParts parts =
                new GatewayParts(radio, this::broadcast, log::command, settings.quirks, clock, new Serial(clock));
        this.gateway = Gateway.of(settings.personality, parts);
        ManagerProfile profile = settings.profile();
        CommandShell shell = new CommandShell();
        ActionTable table = new ActionTable();
        new SessionActions(settings.user, settings.secret, clock, timer).addTo(table);
        PbxStore store = new PbxStore();
        new PbxActions(parts, store).addTo(table);
        PbxCalls pbx = new PbxCalls(parts, profile.modern());
        pbx.addTo(table);
        new PbxCallControl(pbx, profile.modern()).addTo(table);
        this.calls = new InboundCalls(timer, clock, pbx, log::tell);
        new PbxCommands(store, settings.personality.versionLine(), this::shutDown).addTo(shell);
        gateway.addTo(shell);
        gateway.addTo(table, shell);
        this.server = new ManagerServer(settings.host, settings.port, profile, table, log, timer);
    }

    public static SimulatorBuilder builder(Personality personality) {
        return new SimulatorBuilder(personality);
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
        log.tell(new SimulatorEvent.SmsReceived(span, sender, text));
    }

    /**
     * A call comes in.
     *
     * @param caller a number, or an empty string if it is withheld
     * @throws IllegalStateException if this gateway does not tell of calls
     */
    public void receiveCall(int span, String caller, CallBehaviour behaviour) {
        modem(span);
        calls.receive(span, caller, behaviour, gateway.call(span, new Party(Wire.of(caller), "")));
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
     * The network says something of USSD. On chan_dongle and chan_quectel an event tells of it at once, asked for or not; the
     * other gateways tell of USSD only in their answer to a command, so there it is what the next code of that span gets,
     * one after the other. That also makes menus, a step a call.
     */
    public void receiveUssd(int span, UssdAnswer answer) {
        gateway.ussd(modem(span), Objects.requireNonNull(answer, "answer"));
        log.tell(new SimulatorEvent.UssdReceived(span, answer));
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
        log.tell(new SimulatorEvent.SpanChanged(span, state));
    }

    private Dongle dongle() {
        if (gateway instanceof Dongle dongle) {
            return dongle;
        }
        throw new IllegalStateException(settings.personality + " has no USB modems: choose DONGLE_… or QUECTEL");
    }

    /** What went out over the air, in order. */
    public List<SentSms> sentSms() {
        return log.sentSms();
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

    /** Has a fault strike once, in the first session that comes to that point. */
    public void fault(FaultPoint point, Fault fault) {
        fault(point.after(0), fault);
    }

    /** Has a fault strike once, in the session that the trigger is for. */
    public void fault(FaultTrigger trigger, Fault fault) {
        server.plan(trigger, fault);
    }

    /** Does a fault to all connections that are open, now. */
    public void fault(Fault fault) {
        server.inflict(fault);
    }

    /** Resets all connections and goes on listening. */
    public void dropConnections() {
        server.dropConnections();
    }

    /** Stops listening and resets all connections, as a gateway that lost its power. */
    public void stop() {
        server.stop();
        log.tell(new SimulatorEvent.Stopped());
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
        return log.logins();
    }

    /** How many connections are open, logged in or not. */
    public int connections() {
        return server.connections();
    }

    /** The CLI commands received, in order, before the tokenizer; UTF-8 is decoded, other bytes are one char each. */
    public List<String> commands() {
        return log.commands();
    }

    /** Every action received, in order. */
    public List<ReceivedAction> actions() {
        return log.actions();
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
        timer.close();
    }

    void listen() {
        try {
            server.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Simulator cannot listen on " + settings.host + ":" + settings.port + ": " + e.getMessage(), e);
        }
        log.tell(new SimulatorEvent.Listening(port()));
    }

    private void broadcast(ManagerEvent event) {
        server.broadcast(event);
    }

    private Radio.Modem modem(int span) {
        return radio.modem(span)
                .orElseThrow(() -> new IllegalArgumentException("No span " + span + ": there are " + spans()));
    }
}
