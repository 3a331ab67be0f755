package io.camelami.gsm.receive;

import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SpanNews;
import io.camelami.gsm.dialect.UssdNews;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.SmsReport;
import io.camelami.gsm.send.PendingReports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in of one gateway: events to messages and reports. */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST_INCOMPLETE = 1000;

    private final GatewayConfig config;
    private final AmiRuntime runtime;
    private final DialectSession dialect;
    private final Listeners listeners;
    private final PendingReports reports;
    private final UssdInbox ussd;
    private final Runnable spansChanged;
    private final Reassembler reassembler;
    private final HeldBack heldBack;
    /** Events come in the link's thread, expiries in one of their own. */
    private final ReentrantLock lock = new ReentrantLock();

    private Future<?> expiry;
    private long epoch;
    private long evicted;
    private boolean closed;

    /** @param spansChanged hears that the gateway told so; must return at once */
    public Inbox(
            GatewayConfig config,
            AmiRuntime runtime,
            DialectSession dialect,
            Listeners listeners,
            PendingReports reports,
            UssdInbox ussd,
            Runnable spansChanged) {
        this.config = config;
        this.runtime = runtime;
        this.dialect = dialect;
        this.listeners = listeners;
        this.reports = reports;
        this.ussd = ussd;
        this.spansChanged = spansChanged;
        this.reassembler = new Reassembler(config.reassemblyTimeout(), MOST_INCOMPLETE);
        this.heldBack = new HeldBack(config.name(), runtime, this::tellWhatIsDue);
    }

    /** The session that what follows is seen in. */
    public void epoch(long current) {
        lock.lock();
        try {
            epoch = current;
        } finally {
            lock.unlock();
        }
    }

    public void read(AmiEvent event, long current) {
        lock.lock();
        try {
            epoch = current;
            dialect.read(event).forEach(this::take);
        } finally {
            lock.unlock();
        }
    }

    /** @param signal null for none */
    private void take(Signal signal) {
        if (signal instanceof InboundPart part) {
            tell(reassembler.accept(part, monotonic()));
            watch();
        } else if (signal instanceof SendReport report) {
            tell(report);
        } else if (signal instanceof UssdNews news) {
            ussd.accept(news, epoch);
        } else if (signal instanceof SpanNews) {
            spansChanged.run();
        } else if (signal instanceof Later later) {
            take(heldBack.add(later));
        }
    }

    private void tellWhatIsDue() {
        lock.lock();
        try {
            heldBack.due().forEach(this::take);
        } finally {
            lock.unlock();
        }
    }

    /** A time that jumps of the wall clock do not touch; no date. */
    private Instant monotonic() {
        return Instant.EPOCH.plusNanos(runtime.nanoTime());
    }

    private void tell(List<Assembled> messages) {
        Instant now = runtime.clock().instant();
        for (Assembled message : messages) {
            InboundPart first = message.first();
            if (message.evicted() && Long.bitCount(++evicted) == 1) {
                LOG.warn(
                        "{}: more than {} messages are incomplete; {} were handed on before their time",
                        config.name(),
                        MOST_INCOMPLETE,
                        evicted);
            }
            listeners.tell(new InboundSms(
                    config.name(),
                    now,
                    epoch,
                    first.span(),
                    first.sender(),
                    message.text(),
                    first.sentAt(),
                    first.zoneAssumed(),
                    first.source() == InboundSms.Source.EVENT ? first.reference() : null,
                    first.total(),
                    message.missing(),
                    first.source()));
        }
    }

    private void tell(SendReport report) {
        PendingReports.Match match = reports.deliver(report.key(), report.verdict());
        listeners.tell(new SmsReport(
                config.name(),
                runtime.clock().instant(),
                epoch,
                match != null ? match.span() : report.span(),
                match != null ? match.id() : null,
                report.key(),
                report.verdict().outcome(),
                report.verdict().reply(),
                match != null && match.awaited()));
    }

    /** Keeps one timer for the incomplete message that is due first. */
    private void watch() {
        if (expiry != null && !expiry.isDone() || closed) {
            return;
        }
        reassembler.nextExpiry().ifPresent(due -> {
            long wait = Math.max(1, Duration.between(monotonic(), due).toMillis());
            try {
                expiry = runtime.timers().schedule(this::hopOffTimer, wait, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: the timers are closed, incomplete messages are handed on at the end", config.name());
            }
        });
    }

    private void hopOffTimer() {
        runtime.execute(AmiRuntime.threadName(config.name(), "reassembly"), this::expire);
    }

    private void expire() {
        lock.lock();
        try {
            expiry = null;
            tell(reassembler.expire(monotonic()));
            watch();
        } finally {
            lock.unlock();
        }
    }

    /** Hands on what is held back and what is still incomplete. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (expiry != null) {
                expiry.cancel(false);
            }
            heldBack.drain().forEach(this::take);
            List<Assembled> incomplete = reassembler.drain();
            if (!incomplete.isEmpty()) {
                LOG.warn(
                        "{}: closed while {} messages waited for parts; they are handed on as they are, to whoever still"
                                + " listens",
                        config.name(),
                        incomplete.size());
            }
            tell(incomplete);
        } finally {
            lock.unlock();
        }
    }
}
