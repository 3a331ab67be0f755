package io.camelami.gsm;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.call.RedirectRequest;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.SpanChange;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdScript;
import io.camelami.gsm.ussd.UssdScriptResult;
import io.camelami.gsm.ussd.UssdScriptRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One GSM gateway: its link, its dialect and its spans. */
public interface GsmGateway extends AutoCloseable {

    GatewayConfig config();

    /** Connects in the background and returns at once, also when the gateway cannot be reached. */
    void start();

    /**
     * The name of the dialect it is spoken to in. With {@code dialect=auto} the one that was found, which stays as long as
     * this object is open, and {@code auto} until then.
     */
    default String dialect() {
        return config().dialect();
    }

    /** Nothing at all while the dialect is still to be found. */
    Capabilities capabilities();

    /** The state of the link and of the spans, as known now; never blocks. */
    GatewayStatus status();

    /**
     * Sends an SMS; never blocks and never throws. The future always completes normally, with exactly one outcome, on a
     * thread that may be kept. What cannot be sent is {@link Outcome#FAILED} before a byte is written:
     * {@link FailureClass#RECIPIENT} or {@link FailureClass#CONFIGURATION} for the request itself,
     * {@link FailureClass#RETRY_LATER} while the link is down.
     */
    CompletableFuture<SmsResult> sendSms(SmsRequest request);

    /**
     * Makes a call. The future always completes normally, with exactly one outcome: when the channel answered, or when it
     * is known that it did not.
     */
    CompletableFuture<CallResult> originate(OriginateRequest request);

    /** Sends one or both legs of a call elsewhere. The future always completes normally. */
    CompletableFuture<CallActionResult> redirect(RedirectRequest request);

    /** Hangs up. The future always completes normally. */
    CompletableFuture<CallActionResult> hangup(HangupRequest request);

    /** Parks, bridges, transfers, plays a key or mutes. The future always completes normally. */
    CompletableFuture<CallActionResult> control(CallControl control);

    /**
     * Dials a USSD code, or answers a menu. The future always completes normally, with exactly one status; it never
     * blocks the caller, and nothing is ever sent twice.
     *
     * <p>A span does one thing at a time: a request waits for the SMS and USSD before it on the span. While a menu is
     * open on a span, other codes for that span end with BUSY.
     */
    CompletableFuture<UssdResult> sendUssd(UssdRequest request);

    /**
     * Gives up the menu of {@link UssdResult#session()}, so that its span is free; tells the network where the gateway
     * has a command for that. The future always completes normally.
     */
    CompletableFuture<UssdResult> cancelUssd(String session);

    /**
     * Walks through a menu. The future always completes normally, with the result of each step.
     *
     * @param span the span to dial from, counted from 1; 0 for any
     * @param stepTimeout how long each step may take; null for the gateway's sendTimeout
     */
    default CompletableFuture<UssdScriptResult> runUssd(UssdScript script, int span, Duration stepTimeout) {
        return UssdScriptRun.start(script, span, stepTimeout, this::sendUssd, this::cancelUssd);
    }

    /**
     * Asks the gateway for its spans, with all that it tells of them. Fails with a {@code io.camelami.ami.AmiException}; with an
     * {@link UnsupportedOperationException} where the gateway has no listing, and with an {@link IllegalStateException}
     * where it refuses to give it.
     */
    CompletableFuture<List<Span>> spans();

    /**
     * Sends any AMI action; an event list is collected to its end. Fails with a {@code io.camelami.ami.AmiException}, and
     * with an {@link UnsupportedOperationException} where the dialect takes none, or the action acts on the session, which all
     * users of the gateway share: Login, Logoff, Events and Filter. What keeps its session from telling events (Command, WaitEvent, Originate
     * without Async) runs apart, if the dialect has sessions for commands.
     */
    CompletableFuture<AmiResponse> action(AmiAction action);

    /**
     * Runs a CLI command in the way of this gateway. Fails with a {@code io.camelami.ami.AmiException}, with an
     * {@link UnsupportedOperationException} where the dialect runs none, or with an {@link IllegalArgumentException} for a
     * command that is more than one line.
     */
    CompletableFuture<AmiResponse> command(String command);

    /**
     * Tells {@code listener} everything from now on, one thing at a time. A listener that takes its time holds up the others
     * but neither answers nor signs of life; when some thousand events wait for it, the reading stops (and so pushes back
     * on the gateway), and {@link #status()} tells if that lasts.
     */
    Subscription subscribe(Consumer<GatewayEvent> listener);

    /**
     * Tells {@code listener} what is told from now on, all events of one read in one call. What nobody needs may never come
     * into being: calls are followed, and raw events made, only while somebody does. A call that goes on when the first one
     * who needs calls comes is told as one whose beginning was not seen.
     *
     * @param kinds which kinds of events it needs, asked again and again; it may be told others as well
     */
    Subscription subscribe(
            Predicate<Class<? extends GatewayEvent>> kinds, Consumer<? super List<GatewayEvent>> listener);

    /**
     * Tells {@code listener} what each span is like, now or as soon as the gateway is logged in, and then each change that
     * matters. For that the spans are listed again at intervals ({@link SpanRules#check()}) and when the gateway tells that
     * one has changed, for as long as anybody watches; what changed during an outage is told after it. The listener is
     * called by one thread of its own and may block it: then it misses what is no longer true when it returns.
     *
     * @throws UnsupportedOperationException if the gateway has no listing
     */
    Subscription watchSpans(Consumer<? super SpanChange> listener);

    /** Ends every pending request with its outcome and leaves no thread, socket or timer. */
    @Override
    void close();

    /** A listener's place; {@link #close()} ends it. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
