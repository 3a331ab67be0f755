package io.camelami.gsm.ussd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** One run of a script on one span. Each step begins when the one before is answered, so nothing here is locked. */
public final class UssdScriptRun {
    private final UssdScript script;
    private final Duration stepTimeout;
    private final Function<UssdRequest, CompletableFuture<UssdResult>> sender;
    private final Consumer<String> canceller;
    private final List<UssdResult> results = new ArrayList<>();
    private final CompletableFuture<UssdScriptResult> future = new CompletableFuture<>();

    private UssdScriptRun(
            UssdScript script,
            Duration stepTimeout,
            Function<UssdRequest, CompletableFuture<UssdResult>> sender,
            Consumer<String> canceller) {
        this.script = script;
        this.stepTimeout = stepTimeout;
        this.sender = sender;
        this.canceller = canceller;
    }

    /**
     * Runs {@code script} to its end, or to the first step that does not lead on. A menu that is open then is cancelled,
     * so that the span is free.
     *
     * @param span the span to dial from; 0 for any
     * @param stepTimeout how long each step may take; null for the gateway's sendTimeout
     * @param sender sends one step; its future always completes normally
     * @param canceller ends the session of that id
     * @return completes normally, with the result of each step
     */
    public static CompletableFuture<UssdScriptResult> start(
            UssdScript script,
            int span,
            Duration stepTimeout,
            Function<UssdRequest, CompletableFuture<UssdResult>> sender,
            Consumer<String> canceller) {
        UssdScriptRun run = new UssdScriptRun(script, stepTimeout, sender, canceller);
        run.send(UssdRequest.dial(script.code()).withSpan(span));
        return run.future;
    }

    private void send(UssdRequest request) {
        sender.apply(request.withTimeout(stepTimeout)).whenComplete((result, error) -> {
            if (error != null) {
                future.completeExceptionally(error);
                return;
            }
            try {
                answered(result);
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
    }

    private void answered(UssdResult result) {
        results.add(result);
        int done = results.size();
        int planned = script.choices().size() + 1;
        if (done == planned) {
            boolean answered = result.text() != null || isNetworksWord(result.status());
            end(result, answered, answered ? "all " + planned + " steps were answered" : stopped(done, result));
        } else if (!result.isMenu()) {
            end(result, false, stopped(done, result));
        } else {
            MenuChoice choice =
                    MenuChoice.of(script.choices().get(done - 1), result.text() == null ? "" : result.text());
            if (choice.answer() == null) {
                end(result, false, "step " + (done + 1) + " of " + planned + " was not sent: " + choice.detail());
            } else {
                send(UssdRequest.answer(result.session(), choice.answer()));
            }
        }
    }

    private static boolean isNetworksWord(UssdStatus status) {
        return switch (status) {
            case DONE, FURTHER_ACTION, TERMINATED -> true;
            default -> false;
        };
    }

    private String stopped(int done, UssdResult result) {
        return "step " + done + " of " + (script.choices().size() + 1) + " ended with " + result.status() + ": "
                + result.detail();
    }

    private void end(UssdResult last, boolean complete, String detail) {
        if (last.isMenu()) {
            canceller.accept(last.session());
        }
        future.complete(new UssdScriptResult(results, script.choices().size() + 1, complete, detail));
    }
}
