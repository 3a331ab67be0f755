package io.camelami.gsm.call;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEncodingException;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.LinkStatus;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.receive.Listeners;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one gateway: follows those that go on, makes new ones, and changes them. Its methods may be called by any
 * thread and return at once; what it hands out completes on a thread that may be kept.
 */
public final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final GatewayConfig config;
    private final AmiLink link;
    private final AmiRuntime runtime;
    private final Function<Operation, String> lacking;
    private final CallWatch watch;
    private final Originates originates;

    /** @param lacking why the gateway cannot do an operation, and what helps; null if it can */
    public Switchboard(
            GatewayConfig config,
            Function<Operation, String> lacking,
            AmiLink link,
            AmiRuntime runtime,
            Listeners listeners) {
        this.config = config;
        this.lacking = lacking;
        this.link = link;
        this.runtime = runtime;
        this.watch = new CallWatch(config, runtime, listeners);
        this.originates = new Originates(config.name(), runtime);
    }

    /** @return completes normally, with exactly one outcome */
    public CompletableFuture<CallResult> originate(OriginateRequest request) {
        LinkStatus status = link.status();
        OriginateAttempt attempt = new OriginateAttempt(request, OriginateAttempt.newId(), status.epoch(), now());
        String unable = lacking.apply(Operation.ORIGINATE);
        if (unable != null) {
            attempt.refused(FailureClass.CONFIGURATION, notWritten(unable), now());
            return completed(attempt.result());
        }
        if (!status.up()) {
            attempt.refused(FailureClass.RETRY_LATER, notWritten("the link is down: " + status.reason()), now());
            return completed(attempt.result());
        }
        CompletableFuture<CallResult> result = originates.add(attempt);
        watch.dialing(request.channel());
        link.send(attempt.action(), config.actionTimeout()).whenComplete((response, error) -> {
            if (response != null) {
                originates.update(attempt, now -> attempt.answered(response, now));
            } else {
                originates.update(attempt, now -> notAnswered(attempt, error, now));
            }
        });
        return result;
    }

    private void notAnswered(OriginateAttempt attempt, Throwable failure, Instant now) {
        Throwable error = failure instanceof CompletionException ? failure.getCause() : failure;
        if (error instanceof AmiNoAnswerException unanswered) {
            if (unanswered.reason() == AmiNoAnswerException.Reason.LINK_LOST) {
                attempt.linkLost(error.getMessage(), now);
            }
            // After a timeout the OriginateResponse may still come: then that decides, or else the deadline.
        } else if (error instanceof AmiEncodingException) {
            attempt.refused(FailureClass.RECIPIENT, error.getMessage(), now);
        } else {
            attempt.refused(FailureClass.RETRY_LATER, error.getMessage(), now);
        }
    }

    public CompletableFuture<CallActionResult> redirect(RedirectRequest request) {
        return change(Operation.REDIRECT, CallActions.redirect(request));
    }

    public CompletableFuture<CallActionResult> hangup(HangupRequest request) {
        return change(Operation.HANGUP, CallActions.hangup(request));
    }

    public CompletableFuture<CallActionResult> control(CallControl control) {
        return change(Operation.CALL_CONTROL, CallActions.control(control));
    }

    private CompletableFuture<CallActionResult> change(Operation operation, AmiAction action) {
        String unable = lacking.apply(operation);
        if (unable != null) {
            return completed(
                    CallActionResult.without(CallActionResult.Outcome.NOT_SUPPORTED, notWritten(unable), 0, now()));
        }
        CompletableFuture<CallActionResult> result = new CompletableFuture<>();
        long epoch = link.status().epoch();
        link.send(action, config.actionTimeout()).whenComplete((response, error) -> {
            CallActionResult done =
                    response != null ? CallActionResult.of(response, epoch, now()) : notAnswered(error, epoch);
            complete(config.name(), runtime, result, done);
        });
        return result;
    }

    private CallActionResult notAnswered(Throwable failure, long epoch) {
        Throwable error = failure instanceof CompletionException ? failure.getCause() : failure;
        return error instanceof AmiNoAnswerException
                ? CallActionResult.without(CallActionResult.Outcome.UNKNOWN, error.getMessage(), epoch, now())
                : CallActionResult.without(CallActionResult.Outcome.FAILED, error.getMessage(), 0, now());
    }

    /** Who asks may be a thread that must not be kept. */
    private <T> CompletableFuture<T> completed(T result) {
        CompletableFuture<T> future = new CompletableFuture<>();
        complete(config.name(), runtime, future, result);
        return future;
    }

    private String notWritten(String why) {
        return "gateway " + config.name() + ": nothing was written: " + why;
    }

    // ------------------------------------------------------------------ what the link tells, in its thread

    /** Whether anybody needs calls from now on. Who begins to is told of those that go on, as after a gap; by any thread. */
    public void follow(boolean needed) {
        if (watch.follow(needed)) {
            LinkStatus status = link.status();
            if (status.up()) {
                askWhatGoesOn(status.epoch());
            }
        }
    }

    /** Whether events of that name are of use now. By any thread. */
    public boolean reads(String event) {
        return (watch.needed() || originates.any()) && CallTracker.reads(event);
    }

    public void read(AmiEvent event, long epoch, Instant now) {
        originates.read(event);
        watch.read(event, epoch, now);
    }

    /** After a gap the server is asked what goes on: a call may have begun in it, or ended. */
    public void linkUp(long epoch) {
        if (epoch > 1 && watch.needed()) {
            askWhatGoesOn(epoch);
        }
    }

    private void askWhatGoesOn(long epoch) {
        if (lacking.apply(Operation.HANGUP) != null) {
            return;
        }
        Instant asOf = now();
        // Elsewhere, since it tells listeners, which may take their time.
        link.send(AmiAction.of("CoreShowChannels"), config.actionTimeout())
                .whenCompleteAsync(
                        (list, error) -> reconcile(list, asOf, epoch),
                        task -> runtime.execute(AmiRuntime.threadName(config.name(), "calls"), task));
    }

    private void reconcile(AmiResponse list, Instant asOf, long epoch) {
        if (list != null && list.success()) {
            watch.reconcile(list.events(), asOf, epoch);
        } else if (watch.hasLiveCalls()) {
            LOG.info(
                    "{}: calls that ended during the gap are not known: CoreShowChannels was refused or not answered"
                            + " (the AMI user needs write=reporting)",
                    config.name());
        }
    }

    public void linkDown(String reason) {
        watch.interrupted();
        originates.linkLost("gateway " + config.name() + ": the link was lost before the outcome was known: " + reason);
    }

    /** Ends every originate that waits, as UNKNOWN. */
    public void close() {
        originates.close("gateway " + config.name() + ": it was closed before the outcome was known");
        watch.close();
    }

    private Instant now() {
        return runtime.clock().instant();
    }

    /** What waits for {@code future} may keep the thread, so it is neither the link's nor a timer's. */
    static <T> void complete(String gateway, AmiRuntime runtime, CompletableFuture<T> future, T result) {
        try {
            runtime.execute(AmiRuntime.threadName(gateway, "result"), () -> future.complete(result));
        } catch (RejectedExecutionException e) {
            future.complete(result);
        }
    }

    static Duration until(Instant due, Instant now) {
        return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    }
}
