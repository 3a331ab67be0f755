package io.camelami.gsm.send;

import io.camelami.ami.AmiEncodingException;
import io.camelami.ami.AmiNotWrittenException;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One message on its way out, from the queue to its one outcome. Runs on the {@link Worker}; the few things that
 * {@link PendingReports} asks for from elsewhere are volatile.
 */
final class SmsSend implements Sender {
    /** As the vendor's own sender does with a busy span: ten times, a second apart (gateways.md §2.3). */
    private static final int BUSY_RETRIES = 10;

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

    private final SendContext context;
    private final SmsRequest request;
    private final SmsPlan plan;
    private final boolean truncated;
    private final Duration timeout;
    private final long deadline;
    private final CompletableFuture<SmsResult> future;
    private final Consumer<SmsSend> atEnd;
    private final Tally tally;
    private final Map<String, Integer> stepOfReport = new HashMap<>();

    private Lane lane;
    private Allowance allowance;
    private Future<?> timer;
    /** The pause before the next step. */
    private Future<?> pause;

    private int step;
    private int tries;
    private int partsWritten;
    private long epoch;
    private boolean answerOutstanding;
    private boolean written;
    private boolean closing;
    /** Ended without being known, and held until a report says more. */
    private volatile boolean verifying;

    private Verdict endedAs;
    private volatile int span;
    private volatile boolean done;

    SmsSend(
            SendContext context,
            SmsRequest request,
            SmsPlanner.Planned planned,
            Duration timeout,
            CompletableFuture<SmsResult> future,
            Consumer<SmsSend> atEnd) {
        this.context = context;
        this.request = request;
        this.plan = planned.plan();
        this.truncated = planned.truncated();
        this.timeout = timeout;
        this.deadline = context.now() + timeout.toNanos();
        this.future = future;
        this.atEnd = atEnd;
        this.tally = new Tally(plan.steps().size());
    }

    /** Begins the time that the whole send may take. */
    void startClock() {
        timer = context.worker().schedule(timeout, this::timeIsOver);
    }

    @Override
    public String recipient() {
        return request.to();
    }

    @Override
    public int parts() {
        return plan.parts();
    }

    @Override
    public void enter(Lane chosen, Allowance allowed) {
        allowance = allowed;
        if (done) {
            allowance.end();
            return;
        }
        lane = chosen;
        span = chosen.span();
        if (!chosen.enter(this)) {
            lane = null;
            end(Verdict.failed(
                    FailureClass.RETRY_LATER,
                    null,
                    "as many messages as may (option sendQueue) already wait for this span; nothing was sent"));
        }
    }

    int span() {
        return span;
    }

    String callerId() {
        return request.id();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    /** Whether a report of the gateway can still decide; may be asked by any thread. */
    boolean awaitsReport() {
        return !done || verifying;
    }

    /** Writes the next step as soon as the span may be used; all steps written, waits for what is still to be told. */
    @Override
    public void proceed() {
        if (done) {
            return;
        }
        if (allWritten()) {
            lane.leave(this);
            endIfComplete();
            return;
        }
        Duration rest = lane.rest();
        if (!rest.isZero()) {
            pause = context.worker().schedule(rest, this::proceed);
            return;
        }
        SmsStep current = plan.steps().get(step);
        allowance.count(current.parts(), why -> {
            if (why != null) {
                end(Endings.notSent(why));
            } else {
                write(current);
            }
        });
    }

    private void write(SmsStep current) {
        if (!context.link().isUp()) {
            allowance.notWritten();
            end(Endings.notSent("the link is down: " + context.link().status().reason()));
            return;
        }
        Verdict refusal = current.refusal(span);
        if (refusal != null) {
            end(refusal);
            return;
        }
        Duration left = Duration.ofNanos(deadline - context.now());
        if (left.isNegative() || left.isZero()) {
            allowance.notWritten();
            end(Endings.notItsTurn(timeout));
            return;
        }
        int index = step;
        if (current.reportKey() != null) {
            stepOfReport.put(current.reportKey(), index);
            context.reports().register(current.reportKey(), this);
        }
        lane.use(current.parts());
        epoch = context.link().epoch();
        answerOutstanding = true;
        tries++;
        CompletableFuture<AmiResponse> answer;
        try {
            var action = current.action(span, left);
            answer = current.blocking()
                    ? context.link().sendOnCommandSession(action, left)
                    : context.link().send(action, left);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete(
                (reply, failure) -> context.worker().executeHere(() -> answered(current, index, reply, failure)));
    }

    private void answered(SmsStep current, int index, AmiResponse reply, Throwable failure) {
        answerOutstanding = false;
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean wrote = !(cause instanceof AmiNotWrittenException) && !(cause instanceof AmiEncodingException);
        if (wrote) {
            // It may have waited for a free session before it was written.
            lane.use(current.parts());
        }
        if (done) {
            return;
        }
        if (wrote) {
            partsWritten += current.parts();
        } else {
            allowance.notWritten();
        }
        if (tally.has(index)) {
            // The report overtook the answer, and says more.
            advance(tally.verdict(index));
        } else if (cause != null) {
            tally.set(index, Endings.of(cause, timeout));
            endAt(index, "a part before it has no answer");
        } else {
            Verdict verdict = current.onReply(span, reply);
            if (verdict.failure() == FailureClass.RETRY_NOW) {
                allowance.notWritten();
                if (mayTryAgain()) {
                    partsWritten -= current.parts();
                    pause = context.worker().schedule(BUSY_PAUSE, this::proceed);
                    return;
                }
            }
            if (verdict.outcome() != null) {
                set(index, verdict);
            }
            advance(verdict);
        }
    }

    /** The gateway's verdict on a step, which also tells how the span does. */
    private void set(int index, Verdict verdict) {
        tally.set(index, verdict);
        switch (verdict.outcome()) {
            case ACCEPTED, SENT, DELIVERED -> lane.worked();
            case FAILED -> lane.failed(verdict.failure());
            case EXPIRED, UNKNOWN -> {}
        }
    }

    private boolean mayTryAgain() {
        return tries <= BUSY_RETRIES
                && deadline - context.now() > BUSY_PAUSE.toNanos() * 2
                && context.link().isUp();
    }

    private void advance(Verdict verdict) {
        if (verdict.outcome() == Outcome.FAILED) {
            endAt(step, "a part before it failed");
            return;
        }
        step++;
        tries = 0;
        proceed();
    }

    /** The steps after this one are not written. */
    private void endAt(int index, String why) {
        for (int before = 0; before < index; before++) {
            if (!tally.has(before)) {
                tally.set(before, Endings.notReportedYet());
            }
        }
        end(Endings.notSent(why));
    }

    /** A report of the gateway; may be called by any thread. */
    void reported(String key, Verdict verdict) {
        context.worker().execute(() -> {
            Integer index = stepOfReport.get(key);
            if (done && index != null) {
                reportedLate(index, verdict);
                return;
            }
            if (index == null || tally.has(index)) {
                return;
            }
            set(index, verdict);
            endIfComplete();
        });
    }

    private void endIfComplete() {
        if (tally.complete() && !answerOutstanding) {
            end(null);
        }
    }

    private void timeIsOver() {
        if (done) {
            return;
        }
        if (answerOutstanding) {
            // The link's time for the answer ends now, too, and only the link knows whether anything was written.
            timer = context.worker().schedule(LAST_WORD, () -> end(Endings.unanswered(timeout)));
            return;
        }
        if (allWritten()) {
            end(Endings.unreported(timeout));
        } else {
            end(Endings.notItsTurn(timeout));
        }
    }

    private boolean allWritten() {
        return step == plan.steps().size();
    }

    @Override
    public void noSpan(FailureClass failure, String why) {
        end(Verdict.failed(failure, null, "nothing was sent: " + why));
    }

    @Override
    public void linkLost(String reason) {
        if (done || answerOutstanding) {
            // The link itself ends what was written and not answered.
            return;
        }
        end(allWritten() ? Endings.reportLost(reason) : Endings.notSent("the link is down: " + reason));
    }

    @Override
    public void closed() {
        closing = true;
        if (verifying) {
            verified(tally.combine(endedAs));
        } else if (!done && answerOutstanding) {
            end(Endings.unknown("the gateway was closed before it answered"));
        } else {
            linkLost("the gateway was closed");
        }
    }

    /** The end, once. @param rest what is to be said of steps without a verdict */
    void end(Verdict rest) {
        if (done) {
            return;
        }
        done = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (pause != null) {
            pause.cancel(false);
        }
        if (lane != null) {
            if (answerOutstanding) {
                lane.use(plan.steps().get(step).parts());
            }
            lane.leave(this);
        }
        if (allowance != null) {
            allowance.end();
        }
        endedAs = rest;
        written = partsWritten > 0 || answerOutstanding;
        Verdict verdict = tally.combine(rest);
        boolean mayBeReported = !closing && !stepOfReport.isEmpty();
        if (verdict.outcome() == Outcome.UNKNOWN && request.verify() && mayBeReported) {
            verifying = true;
            timer = context.worker().schedule(timeout, () -> verified(Endings.noLateReport(verdict, timeout)));
        } else {
            tell(verdict);
        }
    }

    /** A report that came after the end: it may say what nobody knew. */
    private void reportedLate(int index, Verdict verdict) {
        boolean open = !tally.has(index) || tally.verdict(index).outcome() == Outcome.UNKNOWN;
        if (verifying && open) {
            tally.set(index, verdict);
            Verdict now = tally.combine(endedAs);
            if (now.outcome() != Outcome.UNKNOWN) {
                verified(now);
            }
        }
    }

    private void verified(Verdict verdict) {
        if (verifying) {
            verifying = false;
            timer.cancel(false);
            tell(verdict);
        }
    }

    private void tell(Verdict verdict) {
        atEnd.accept(this);
        context.complete(
                future,
                new SmsResult(
                        verdict.outcome(),
                        verdict.failure(),
                        span,
                        plan.id(),
                        written ? plan.parts() : 0,
                        written && truncated,
                        verdict.reply(),
                        "gateway " + context.gateway() + (span > 0 ? ", span " + span : "") + ": " + verdict.detail(),
                        written ? epoch : 0,
                        context.runtime().clock().instant()));
    }
}
