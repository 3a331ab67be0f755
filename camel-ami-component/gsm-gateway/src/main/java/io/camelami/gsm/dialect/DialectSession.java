package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.SmsRequest;
import java.time.Duration;
import java.util.List;

/**
 * A dialect at work on one gateway, for as long as the gateway object lives, over all of its connections.
 *
 * <p>It translates and remembers what a translation needs; waiting, timing, order and outcomes are the gateway's.
 * {@link #read} and {@link #linkLost} are called by one thread at a time, the others by any.
 */
public interface DialectSession {

    Capabilities capabilities();

    /** What the link must bring. */
    LinkNeeds needs();

    /** The least time between two parts on one span that is safe for this kind of gateway. */
    default Duration pacing() {
        return Duration.ZERO;
    }

    /** What the gateway may have told during an outage and will not repeat, as a sentence for people. */
    String mayBeMissing();

    /**
     * Turns a request into what has to be written, in order. The span is chosen later.
     *
     * @throws SmsRefusedException if this gateway cannot send it; nothing is written then
     */
    SmsPlan plan(SmsRequest request) throws SmsRefusedException;

    /** What an event means; often nothing. Never throws, whatever is in it. */
    List<Signal> read(AmiEvent event);

    /** The connection is gone: what belonged to it will not be continued. */
    default void linkLost() {}

    /** What asks the gateway for its spans; null if it cannot be asked. */
    AmiAction listSpans();

    /** Reads the answer to {@link #listSpans()}. */
    List<SpanInfo> readSpans(AmiResponse answer);

    /**
     * The action that runs a CLI command on this gateway.
     *
     * @throws IllegalArgumentException if the command contains a line end, or this gateway runs none
     */
    AmiAction command(String command);
}
