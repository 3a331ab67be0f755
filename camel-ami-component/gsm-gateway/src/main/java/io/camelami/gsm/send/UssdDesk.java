package io.camelami.gsm.send;

import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Ability;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdSessions;
import io.camelami.gsm.ussd.UssdStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes USSD requests, and sends away those that cannot be sent. Runs on the {@link Worker}. */
final class UssdDesk {
    private static final Logger LOG = LoggerFactory.getLogger(UssdDesk.class);

    private final GatewayConfig config;
    private final DialectSession dialect;
    private final SendContext context;
    private final Outbox outbox;
    private final PendingUssd pending;
    private final UssdSessions sessions;

    UssdDesk(
            GatewayConfig config,
            DialectSession dialect,
            SendContext context,
            Outbox outbox,
            PendingUssd pending,
            UssdSessions sessions) {
        this.config = config;
        this.dialect = dialect;
        this.context = context;
        this.outbox = outbox;
        this.pending = pending;
        this.sessions = sessions;
    }

    void accept(UssdRequest request, CompletableFuture<UssdResult> future) {
        int span = request.span();
        if (request.session() != null) {
            int open = sessions.spanOf(request.session(), context.now());
            if (open == 0 || span != 0 && span != open) {
                refuse(future, span, FailureClass.RECIPIENT, "the menu that it answers is over, or is on another span");
                return;
            }
            span = open;
        }
        String unable = Ability.lacking(config, dialect, Operation.SEND_USSD);
        if (unable != null) {
            refuse(future, span, FailureClass.CONFIGURATION, unable);
            return;
        }
        UssdStep step;
        try {
            step = dialect.ussd(request.code(), request.session() != null);
        } catch (IllegalArgumentException e) {
            refuse(future, span, FailureClass.RECIPIENT, e.getMessage());
            return;
        } catch (RuntimeException e) {
            LOG.error("{}: dialect {} failed to make a USSD request", config.name(), config.dialect(), e);
            refuse(future, span, FailureClass.CONFIGURATION, "dialect " + config.dialect() + " failed, see the log");
            return;
        }
        send(step, span, request.session(), request.timeout(), future);
    }

    /** Gives up an open menu. */
    void cancel(String session, CompletableFuture<UssdResult> future) {
        int span = sessions.spanOf(session, context.now());
        if (span == 0) {
            refuse(future, 0, FailureClass.RECIPIENT, "there is no such menu, or it is over");
            return;
        }
        UssdStep step = dialect.endUssd();
        if (step != null) {
            send(step, span, session, null, future);
            return;
        }
        sessions.take(session, context.now());
        context.complete(
                future,
                UssdResult.unanswered(
                        UssdStatus.TERMINATED,
                        null,
                        span,
                        "gateway " + config.name() + ", span " + span + ": the menu is given up; this gateway has no"
                                + " command that tells the network, which ends the session by itself after a while",
                        0,
                        context.runtime().clock().instant()));
    }

    private void send(UssdStep step, int span, String session, Duration timeout, CompletableFuture<UssdResult> future) {
        String obstacle = outbox.obstacle();
        if (obstacle != null) {
            refuse(future, span, FailureClass.RETRY_LATER, obstacle);
            return;
        }
        UssdSend send = new UssdSend(
                context,
                sessions,
                pending,
                session,
                step,
                timeout != null ? timeout : config.sendTimeout(),
                future,
                outbox::forget);
        send.startClock();
        outbox.dispatch(send, span);
    }

    private void refuse(CompletableFuture<UssdResult> future, int span, FailureClass failure, String why) {
        context.complete(
                future,
                UssdResult.unanswered(
                        UssdStatus.FAILED,
                        failure,
                        span,
                        "gateway " + config.name() + ": nothing was sent: " + why,
                        0,
                        context.runtime().clock().instant()));
    }
}
