package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.Span;
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

    /** What helps one who needs an operation that {@link #capabilities()} lacks, as a clause for people. */
    default String insteadOf(Operation lacking) {
        return "if the gateway is of another kind, choose the dialect of that (option dialect)";
    }

    /** What the link must bring. */
    LinkNeeds needs();

    /** The least time between two parts on one span that is safe for this kind of gateway. */
    default Duration pacing() {
        return Duration.ZERO;
    }

    /** What the gateway may have told during an outage and will not repeat, as a sentence for people. */
    String mayBeMissing();

    /**
     * Whether {@link #plan} can be asked. While it cannot, the gateway is asked for its spans after each login, and messages
     * wait for its answer.
     */
    default boolean ready() {
        return true;
    }

    /**
     * Turns a request into what has to be written, in order. The span is chosen later.
     *
     * @throws SmsRefusedException if this gateway cannot send it; nothing is written then
     */
    SmsPlan plan(SmsRequest request) throws SmsRefusedException;

    /**
     * What dials a USSD code, or answers a menu that is open. Asked only where {@link #capabilities()} has SEND_USSD.
     *
     * @param code checked already, see {@link io.camelami.gsm.ussd.UssdCode}
     * @param menu whether it is an answer to a menu
     * @throws IllegalArgumentException if this gateway cannot send it; says why and does not repeat it
     */
    default UssdStep ussd(String code, boolean menu) {
        throw new IllegalArgumentException("this gateway has no way to send USSD over AMI");
    }

    /** What tells the network that an open menu is given up; null if the gateway has nothing for it. */
    default UssdStep endUssd() {
        return null;
    }

    /**
     * Whether {@link #read} may make something of events of that name. What nobody needs is passed over before it is
     * decoded, which matters on a busy PBX. Asked with each event, by any thread.
     *
     * @param event as on the wire, in any case
     */
    default boolean reads(String event) {
        return true;
    }

    /** What an event means; often nothing. Never throws, whatever is in it. */
    List<Signal> read(AmiEvent event);

    /** The connection is gone: what belonged to it will not be continued. */
    default void linkLost() {}

    /** What asks the gateway for its spans; null if it cannot be asked. */
    default AmiAction listSpans() {
        return null;
    }

    /**
     * Reads the answer to {@link #listSpans()}.
     *
     * @throws IllegalStateException if the gateway refused to list them, or does not know how; says what it answered
     */
    default List<Span> readSpans(AmiResponse answer) {
        return List.of();
    }

    /** What asks for the details of one span; null if the listing has all there is. */
    default AmiAction showSpan(int span) {
        return null;
    }

    /** Adds to a span of the listing what the answer to {@link #showSpan} tells. Never throws, whatever is in it. */
    default Span readSpan(Span listed, AmiResponse answer) {
        return listed;
    }

    /**
     * The action that runs a CLI command on this gateway. Asked only where {@link #capabilities()} has COMMAND.
     *
     * @throws IllegalArgumentException if the command contains a line end
     */
    default AmiAction command(String command) {
        return CliCommands.command(command);
    }
}
