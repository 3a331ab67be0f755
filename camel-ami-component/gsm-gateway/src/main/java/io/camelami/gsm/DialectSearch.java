package io.camelami.gsm;

import io.camelami.ami.AmiException;
import io.camelami.ami.AmiLinkConfig;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.AmiVisit;
import io.camelami.ami.Backoff;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Recognition;
import io.camelami.gsm.dialect.Recognition.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Visits a gateway, again and again where need be, until it has told what it is. */
final class DialectSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DialectSearch.class);

    /** Who wants to know. Called by one thread at a time. */
    interface Owner {

        /** Logged in: the gateway will be known soon, or {@link #failed} follows. */
        void asking();

        /** Not yet; another visit follows by itself. */
        void failed(Refusal why);

        /**
         * The last call. The gateway is left by now.
         *
         * @throws IllegalArgumentException if the dialect does not take the options that are given for it
         */
        void found(Dialect dialect);
    }

    private final GatewayConfig config;
    private final AmiLinkConfig link;
    private final AmiRuntime runtime;
    private final List<Dialect> dialects;
    private final Recognition recognition;
    private final Backoff backoff;
    private final Owner owner;

    private final Object lock = new Object();
    private AmiVisit<Finding> visit;
    private Future<?> next;
    private String lastFailure;
    private boolean closed;
    /** Whether nothing is tried until we may use the gateway. */
    private boolean standby;

    private final Runnable permitWatch = this::obeyPermit;

    DialectSearch(GatewayConfig config, AmiRuntime runtime, List<Dialect> dialects, Owner owner) {
        this.config = config;
        this.link = AmiGsmGateway.linkConfig(config, new LinkNeeds("off", 0)).build();
        this.runtime = runtime;
        this.dialects = dialects;
        this.recognition = new Recognition(dialects);
        this.backoff = new Backoff(link.reconnect(), runtime.random());
        this.owner = owner;
    }

    /** Begins to connect and returns at once; a second call changes nothing. */
    void start() {
        synchronized (lock) {
            if (visit != null) {
                return;
            }
        }
        runtime.permit().watch(permitWatch);
        visit();
    }

    /** Ends the visit if we may not make one any more; begins another if we may again. */
    private void obeyPermit() {
        boolean allowed = runtime.permit().refusal() == null;
        AmiVisit<Finding> ending;
        synchronized (lock) {
            if (allowed && !standby) {
                return;
            }
            ending = allowed ? null : visit;
            standby &= !allowed;
        }
        if (allowed) {
            visit();
        } else if (ending != null) {
            ending.close();
        }
    }

    private void visit() {
        AmiVisit<Finding> begun;
        synchronized (lock) {
            if (closed) {
                return;
            }
            begun = new AmiVisit<>(link, runtime, AmiGsmGateway.connector(config), this::ask);
            visit = begun;
        }
        begun.start().whenComplete((finding, failure) -> {
            if (failure != null) {
                failed(failure);
            } else if (finding.dialect() == null) {
                undecided("what kind of gateway this is cannot be told: " + finding.why()
                        + "; set option dialect to what it is: " + Dialects.names(dialects));
            } else {
                found(finding, begun.banner());
            }
        });
    }

    private CompletableFuture<Finding> ask(AmiVisit<Finding> at) {
        owner.asking();
        return recognition.begin(question -> at.send(question, config.actionTimeout()));
    }

    private void found(Finding finding, String banner) {
        Dialect dialect = finding.dialect();
        LOG.info(
                "{}: it is {}, told by {} ({}); kept until a restart, option dialect overrides it",
                config.name(),
                dialect.name(),
                finding.why(),
                banner);
        try {
            owner.found(dialect);
            runtime.permit().unwatch(permitWatch);
        } catch (IllegalArgumentException e) {
            undecided("it is " + dialect.name() + ", told by " + finding.why() + ", but " + e.getMessage()
                    + "; correct that, or set option dialect to what it is");
        }
    }

    private void failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String why = cause instanceof AmiException
                ? "the link is down: " + cause.getMessage()
                : "asking what kind of gateway it is failed: " + cause;
        again(
                new Refusal(config.name(), FailureClass.RETRY_LATER, why),
                cause instanceof AmiException ami ? backoff.after(ami) : backoff.afterLoss());
    }

    /** A person has to do something, so it is asked again as rarely as after a refused login. */
    private void undecided(String why) {
        again(new Refusal(config.name(), FailureClass.CONFIGURATION, why), backoff.afterRefusal());
    }

    private void again(Refusal why, Duration delay) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (!why.why().equals(lastFailure)) {
                Level level = why.failure() == FailureClass.CONFIGURATION ? Level.WARN : Level.INFO;
                LOG.atLevel(level).log("{}: {}; next attempt in {} ms", config.name(), why.why(), delay.toMillis());
            }
            lastFailure = why.why();
        }
        owner.failed(why);
        synchronized (lock) {
            standby = runtime.permit().refusal() != null;
            if (!closed && !standby) {
                next = later(delay);
            }
        }
    }

    private Future<?> later(Duration delay) {
        try {
            return runtime.timers().schedule(this::visit, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the timers are closed, it is not asked again", config.name());
            return null;
        }
    }

    @Override
    public void close() {
        AmiVisit<Finding> begun;
        synchronized (lock) {
            closed = true;
            begun = visit;
            if (next != null) {
                next.cancel(false);
            }
        }
        runtime.permit().unwatch(permitWatch);
        if (begun != null) {
            begun.close();
        }
    }
}
