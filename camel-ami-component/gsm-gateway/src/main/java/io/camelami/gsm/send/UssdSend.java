package io.camelami.gsm.send;

import io.camelami.ami.AmiEncodingException;
import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiNotWrittenException;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdSessions;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.gsm.ussd.UssdText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One USSD code or choice on its way, from the queue of its span to its one status. Runs on the {@link Worker}. */
final class UssdSend implements Sender {
    private final SendContext context;
    private final UssdSessions sessions;
    private final PendingUssd pending;
    private final String session;
    private final UssdStep step;
    private final Duration timeout;
    private final long deadline;
    private final CompletableFuture<UssdResult> future;
    private final Consumer<UssdSend> atEnd;

    private Lane lane;
    private Future<?> timer;
    private int span;
    private long epoch;
    private boolean answerOutstanding;
    private boolean written;
    private boolean done;

    /** @param session the menu it continues; null if it opens a session */
    UssdSend(
            SendContext context,
            UssdSessions sessions,
            PendingUssd pending,
            String session,
            UssdStep step,
            Duration timeout,
            CompletableFuture<UssdResult> future,
            Consumer<UssdSend> atEnd) {
        this.context = context;
        this.sessions = sessions;
        this.pending = pending;
        this.session = session;
        this.step = step;
        this.timeout = timeout;
        this.deadline = context.now() + timeout.toNanos();
        this.future = future;
        this.atEnd = atEnd;
    }

    /** Begins the time that the whole request may take. */
    void startClock() {
        timer = context.worker().schedule(timeout, this::timeIsOver);
    }

    @Override
    public String recipient() {
        return null;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void enter(Lane chosen, Allowance unlimited) {
        if (done) {
            return;
        }
        lane = chosen;
        span = chosen.span();
        if (!chosen.enter(this)) {
            lane = null;
            fail(FailureClass.RETRY_LATER, "as many requests as may (option sendQueue) already wait for this span");
        }
    }

    @Override
    public void proceed() {
        if (done) {
            return;
        }
        if (!context.link().status().up()) {
            fail(
                    FailureClass.RETRY_LATER,
                    "the link is down: " + context.link().status().reason());
        } else if (context.now() - deadline >= 0) {
            timeIsOver();
        } else if (session == null && sessions.isOpen(span, context.now())) {
            end(
                    UssdStatus.BUSY,
                    null,
                    "nothing was sent: a menu of another request is open on this span; it is free when that menu is"
                            + " answered to its end or cancelled, at the latest "
                            + UssdSessions.LONGEST_WAIT.toSeconds() + " s after it came");
        } else if (session != null && !sessions.take(session, context.now())) {
            fail(FailureClass.RECIPIENT, "the menu that it answers is over, or was answered already; dial again");
        } else {
            write();
        }
    }

    private void write() {
        epoch = context.link().status().epoch();
        answerOutstanding = true;
        pending.register(span, this);
        CompletableFuture<AmiResponse> answer;
        try {
            Duration left = Duration.ofNanos(deadline - context.now());
            var action = step.action(span, left);
            answer = step.blocking()
                    ? context.link().sendOnCommandSession(action, left)
                    : context.link().send(action, left);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((reply, failure) -> context.worker().execute(() -> answered(reply, failure)));
    }

    private void answered(AmiResponse reply, Throwable failure) {
        answerOutstanding = false;
        if (done) {
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AmiNotWrittenException) {
            fail(FailureClass.RETRY_LATER, cause.getMessage());
            return;
        }
        if (cause instanceof AmiEncodingException) {
            fail(FailureClass.RECIPIENT, cause.getMessage());
            return;
        }
        if (cause instanceof AmiNoAnswerException noAnswer
                && noAnswer.reason() == AmiNoAnswerException.Reason.TIMEOUT) {
            unanswered();
            return;
        }
        written = true;
        if (cause != null) {
            end(
                    UssdStatus.UNKNOWN,
                    null,
                    "it was written and not answered, the network may have carried it out or not: "
                            + cause.getMessage());
            return;
        }
        UssdReply said = step.onReply(span, reply);
        if (said != null) {
            end(said);
        }
    }

    /** The answer came as an event; may be called by any thread. */
    void told(UssdReply reply) {
        context.worker().execute(() -> {
            written = true;
            end(reply);
        });
    }

    private void timeIsOver() {
        if (done) {
            return;
        }
        if (answerOutstanding) {
            // The link's time for the answer ends now, too, and only the link knows whether anything was written.
            timer = context.worker().schedule(LAST_WORD, this::giveUp);
        } else {
            giveUp();
        }
    }

    private void giveUp() {
        if (answerOutstanding) {
            unanswered();
        } else if (written) {
            end(
                    UssdStatus.TIMEOUT,
                    null,
                    "the modem took it, and the network did not answer within " + option()
                            + "; it may still have carried it out");
        } else {
            fail(FailureClass.RETRY_LATER, "its turn on the span did not come within " + option());
        }
    }

    private void unanswered() {
        written = true;
        end(
                UssdStatus.UNKNOWN,
                null,
                "the gateway did not answer within " + option() + "; the network may have carried it out or not");
    }

    private String option() {
        return timeout.toMillis() + " ms (timeout of the request, else option sendTimeout)";
    }

    @Override
    public void linkLost(String reason) {
        if (answerOutstanding) {
            // The link itself ends what was written and not answered.
            return;
        }
        if (written) {
            end(UssdStatus.UNKNOWN, null, "the link was lost before the network's answer was told: " + reason);
        } else {
            fail(FailureClass.RETRY_LATER, "the link is down: " + reason);
        }
    }

    @Override
    public void closed() {
        if (answerOutstanding) {
            // The link, which was closed before, has not told that it withdrew it.
            written = true;
            end(UssdStatus.UNKNOWN, null, "the gateway was closed before it answered");
        } else {
            linkLost("the gateway was closed");
        }
    }

    @Override
    public void noSpan(FailureClass failure, String why) {
        fail(failure, why);
    }

    private void fail(FailureClass failure, String why) {
        end(UssdStatus.FAILED, failure, "nothing was sent: " + why);
    }

    private void end(UssdStatus status, FailureClass failure, String detail) {
        end(new UssdReply(status, failure, null, null, UssdText.NO_DCS, null, detail));
    }

    private void end(UssdReply reply) {
        if (done) {
            return;
        }
        done = true;
        if (timer != null) {
            timer.cancel(false);
        }
        pending.remove(span, this);
        // Before the span is given to the next one, which must find the menu.
        String menu = reply.status() == UssdStatus.FURTHER_ACTION ? sessions.menu(span, context.now()) : null;
        if (lane != null) {
            judge(reply);
            lane.leave(this);
        }
        atEnd.accept(this);
        context.complete(
                future,
                UssdResult.of(
                        reply,
                        span,
                        menu,
                        "gateway " + context.gateway() + (span > 0 ? ", span " + span : "") + ": " + reply.detail(),
                        written ? epoch : 0,
                        context.runtime().clock().instant()));
    }

    /** What the end tells of the span, if its modem had the code. */
    private void judge(UssdReply reply) {
        if (!written) {
            return;
        }
        switch (reply.status()) {
            case FAILED -> lane.failed(reply.failure());
            case TIMEOUT, BUSY, UNKNOWN -> {}
            default -> lane.worked();
        }
    }
}
