package io.camelami.gsm;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiConnector;
import io.camelami.ami.AmiCredentials;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiKeepAlive;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiLinkConfig;
import io.camelami.ami.AmiLinkListener;
import io.camelami.ami.AmiReconnect;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkCounters;
import io.camelami.ami.LinkState;
import io.camelami.ami.LinkStatus;
import io.camelami.ami.TcpConnector;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.call.RedirectRequest;
import io.camelami.gsm.call.Switchboard;
import io.camelami.gsm.dialect.Ability;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.RawEvent;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.receive.Inbox;
import io.camelami.gsm.receive.Listeners;
import io.camelami.gsm.receive.UssdInbox;
import io.camelami.gsm.send.Outbox;
import io.camelami.gsm.send.PendingReports;
import io.camelami.gsm.send.PendingUssd;
import io.camelami.gsm.span.SpanLister;
import io.camelami.gsm.span.SpanWatch;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdSessions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A gateway over an {@link AmiLink}: joins link, dialect, the way in and the way out. */
final class AmiGsmGateway implements GsmGateway {
    private final GatewayConfig config;
    private final AmiRuntime runtime;
    private final DialectSession dialect;
    private final Listeners listeners;
    private final Inbox inbox;
    private final Outbox outbox;
    private final SpanLister spanLister;
    private final SpanWatch spanWatch;
    private final Switchboard calls;
    private final AmiLink link;
    private volatile boolean rawNeeded;
    /** Of the outage that lasts, or null; read and written by the thread alone that the link tells things on. */
    private LinkStatus lost;

    AmiGsmGateway(GatewayConfig config, AmiRuntime runtime, DialectSession dialect) {
        this(config, runtime, dialect, connector(config));
    }

    AmiGsmGateway(GatewayConfig config, AmiRuntime runtime, DialectSession dialect, AmiConnector connector) {
        this.config = config;
        this.runtime = runtime;
        this.dialect = dialect;
        this.listeners = new Listeners(config.name(), this::needsChanged);
        PendingReports reports = new PendingReports();
        PendingUssd pendingUssd = new PendingUssd();
        UssdSessions ussdSessions = new UssdSessions(runtime.random());
        this.inbox = new Inbox(
                config,
                runtime,
                dialect,
                listeners,
                reports,
                new UssdInbox(config.name(), runtime, listeners, pendingUssd, ussdSessions),
                this::spansChanged);
        this.link = new AmiLink(
                linkConfig(config, dialect.needs()).eventFilter(this::reads).build(),
                runtime,
                connector,
                new FromLink());
        this.calls = new Switchboard(config, this::lacking, link, runtime, listeners);
        this.spanLister = new SpanLister(config, dialect, link);
        this.spanWatch = new SpanWatch(config, runtime, link, spanLister, this::spansListed);
        this.outbox = new Outbox(config, dialect, link, runtime, reports, pendingUssd, ussdSessions, spanWatch::look);
    }

    static AmiLinkConfig.Builder linkConfig(GatewayConfig config, LinkNeeds needs) {
        AmiReconnect usual = AmiReconnect.DEFAULT;
        return AmiLinkConfig.builder(
                        config.name(),
                        config.host(),
                        config.port(),
                        AmiCredentials.of(config.username(), config.secret()))
                .eventMask(needs.events())
                .commandSessions(needs.commandSessions())
                .connectTimeout(config.connectTimeout())
                // A gateway that lets us connect and then says nothing is as much away as one that does not.
                .loginTimeout(config.connectTimeout())
                .keepAlive(new AmiKeepAlive(config.keepAlive(), config.livenessWindow()))
                .reconnect(new AmiReconnect(
                        config.reconnectMin(), config.reconnectMax(), usual.refused(), usual.proven()));
    }

    static AmiConnector connector(GatewayConfig config) {
        if (config.sslContext() == null) {
            return TcpConnector.plain();
        }
        return config.verifyHostname()
                ? TcpConnector.tls(config.sslContext())
                : TcpConnector.tlsWithoutHostNameCheck(config.sslContext());
    }

    @Override
    public GatewayConfig config() {
        return config;
    }

    @Override
    public void start() {
        link.start();
    }

    @Override
    public Capabilities capabilities() {
        return dialect.capabilities();
    }

    @Override
    public GatewayStatus status() {
        LinkStatus status = link.status();
        return new GatewayStatus(
                config.name(),
                status.heard(),
                status.since(),
                status.epoch(),
                status.reason(),
                status.lastReceived(),
                outbox.spans());
    }

    /** What the link has counted, and what it keeps. */
    LinkCounters counters() {
        return link.counters();
    }

    @Override
    public CompletableFuture<SmsResult> sendSms(SmsRequest request) {
        return outbox.send(request);
    }

    @Override
    public CompletableFuture<CallResult> originate(OriginateRequest request) {
        return calls.originate(request);
    }

    @Override
    public CompletableFuture<CallActionResult> redirect(RedirectRequest request) {
        return calls.redirect(request);
    }

    @Override
    public CompletableFuture<CallActionResult> hangup(HangupRequest request) {
        return calls.hangup(request);
    }

    @Override
    public CompletableFuture<CallActionResult> control(CallControl control) {
        return calls.control(control);
    }

    @Override
    public CompletableFuture<UssdResult> sendUssd(UssdRequest request) {
        return outbox.sendUssd(request);
    }

    @Override
    public CompletableFuture<UssdResult> cancelUssd(String session) {
        return outbox.cancelUssd(session);
    }

    @Override
    public CompletableFuture<List<Span>> spans() {
        String unable = lacking(Operation.SPANS);
        return unable != null ? unsupported(unable) : apart(spanLister.listing().thenCompose(spanLister::details));
    }

    @Override
    public Subscription watchSpans(Consumer<? super SpanChange> listener) {
        String unable = lacking(Operation.SPANS);
        if (unable != null) {
            throw new UnsupportedOperationException(unable);
        }
        return spanWatch.watch(listener);
    }

    private void spansChanged() {
        spanWatch.spansChanged();
    }

    private void spansListed(long epoch, List<Span> spans) {
        outbox.spansListed(epoch, spans);
    }

    @Override
    public CompletableFuture<AmiResponse> action(AmiAction action) {
        String unable = lacking(Operation.ACTION);
        if (unable != null) {
            return unsupported(unable);
        }
        String obstacle = SessionEffects.obstacle(action);
        if (obstacle != null) {
            return CompletableFuture.failedFuture(
                    new UnsupportedOperationException("the action acts on the session, which all users of gateway "
                            + config.name() + " share: " + obstacle));
        }
        return apart(
                SessionEffects.holdsUp(action)
                        ? link.sendOnCommandSession(action, config.actionTimeout())
                        : link.send(action, config.actionTimeout()));
    }

    @Override
    public CompletableFuture<AmiResponse> command(String command) {
        String unable = lacking(Operation.COMMAND);
        if (unable != null) {
            return unsupported(unable);
        }
        AmiAction action;
        try {
            action = dialect.command(command);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        // Any command may block its session, and the events with it.
        return apart(link.sendOnCommandSession(action, config.actionTimeout()));
    }

    private String lacking(Operation operation) {
        return Ability.lacking(config, dialect, operation);
    }

    private <T> CompletableFuture<T> unsupported(String why) {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("gateway " + config.name() + ": " + why));
    }

    /** Ends on a thread of its own: what the caller does next must not hold up the reading. */
    private <T> CompletableFuture<T> apart(CompletableFuture<T> answer) {
        return answer.whenCompleteAsync(
                (done, failure) -> {}, task -> runtime.execute(AmiRuntime.threadName(config.name(), "result"), task));
    }

    @Override
    public Subscription subscribe(Consumer<GatewayEvent> listener) {
        return subscribe(kind -> true, listeners.oneByOne(listener));
    }

    @Override
    public Subscription subscribe(
            Predicate<Class<? extends GatewayEvent>> kinds, Consumer<? super List<GatewayEvent>> listener) {
        return listeners.add(kinds, listener);
    }

    /** Looks again which kinds of events are needed. */
    synchronized void needsChanged() {
        boolean callsNeeded =
                listeners.need(Call.class) || listeners.need(CallEvent.class) || listeners.need(Cdr.class);
        rawNeeded = listeners.need(RawEvent.class);
        LinkNeeds needs = dialect.needs();
        link.eventMask(rawNeeded ? needs.rawEvents() : callsNeeded ? needs.callEvents() : needs.events());
        calls.follow(callsNeeded);
    }

    /** Whether events of that name are of use to anybody now; the others are not even decoded. */
    private boolean reads(String event) {
        return rawNeeded || dialect.reads(event) || calls.reads(event) || spanWatch.reads(event);
    }

    @Override
    public void close() {
        link.close();
        spanWatch.close();
        outbox.close();
        calls.close();
        inbox.close();
    }

    Gap gap(Instant from, Instant to, long epochBefore, long epoch) {
        return new Gap(config.name(), to, epoch, from, to, epochBefore, 0, dialect.mayBeMissing());
    }

    /** What the link tells, one thing at a time. */
    private final class FromLink implements AmiLinkListener {

        /** Keeps what was prefetched, and is never read. */
        private int fetched;

        @Override
        public void linkUp(LinkStatus status) {
            Instant now = runtime.clock().instant();
            inbox.epoch(status.epoch());
            listeners.tell(new LinkUp(config.name(), now, status.epoch()));
            // At a first login, too, if another process had the gateway until then.
            if (lost != null && (lost.epoch() > 0 || lost.state() == LinkState.STANDBY)) {
                Instant from = lost.lastReceived() != null ? lost.lastReceived() : lost.since();
                listeners.tell(gap(from, now, lost.epoch(), status.epoch()));
            }
            lost = null;
            spanWatch.linkUp();
            calls.linkUp(status.epoch());
        }

        @Override
        public void linkDown(LinkStatus status) {
            lost = status;
            dialect.linkLost();
            outbox.linkDown(status.reason());
            calls.linkDown(status.reason());
            listeners.tell(new LinkDown(config.name(), runtime.clock().instant(), status.epoch(), status.reason()));
        }

        @Override
        public void events(List<AmiEvent> batch, long epoch) {
            Instant now = runtime.clock().instant();
            boolean raw = rawNeeded;
            if (raw) {
                // They are many, and this is mostly not the thread that read them.
                for (AmiEvent event : batch) {
                    fetched += event.prefetch();
                }
            }
            listeners.gather();
            try {
                for (AmiEvent event : batch) {
                    if (raw) {
                        listeners.tell(new RawEvent(config.name(), now, epoch, event));
                    }
                    if (dialect.reads(event.name())) {
                        inbox.read(event, epoch);
                    }
                    spanWatch.read(event);
                    calls.read(event, epoch, now);
                }
            } finally {
                listeners.handOver();
            }
        }
    }
}
