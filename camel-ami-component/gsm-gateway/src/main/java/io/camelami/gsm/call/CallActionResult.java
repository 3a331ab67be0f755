package io.camelami.gsm.call;

import io.camelami.ami.AmiResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of a change to a call.
 *
 * @param outcome exactly one, never null
 * @param reply the server's own words; may be null
 * @param channels how many channels it met; 1 unless a pattern was given
 * @param detail a sentence for people, without numbers
 * @param epoch the login session in which it was written; 0 if nothing was written
 * @param at when the outcome was known
 */
public record CallActionResult(Outcome outcome, String reply, int channels, String detail, long epoch, Instant at) {

    /** How it went. */
    public enum Outcome {
        DONE,
        /** The second leg of a redirect could not be moved; the first one was. */
        PARTLY,
        /** There is no such channel, or no longer. */
        NO_SUCH_CHANNEL,
        /** The channel exists but is not answered, which this action needs. */
        NOT_UP,
        /** The AMI user may not do this. */
        FORBIDDEN,
        /** The server does not have this action, or not the feature it needs. */
        NOT_SUPPORTED,
        /** The server refused or failed; {@link CallActionResult#reply()} says why. Nothing was changed. */
        FAILED,
        /** It may have been done or not: no answer came. */
        UNKNOWN
    }

    public CallActionResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(at, "at");
    }

    /** Reads the server's answer (gateways.md §1.9: the texts are the same in all versions but for a word or two). */
    public static CallActionResult of(AmiResponse response, long epoch, Instant at) {
        String reply = response.message().strip();
        Outcome outcome = response.success() ? Outcome.DONE : refused(reply.toLowerCase(Locale.ROOT));
        int channels = 0;
        if (outcome == Outcome.DONE) {
            // Hangup with a pattern answers with a list: a ChannelHungup each, and an end.
            channels = response.events().isEmpty()
                    ? 1
                    : (int) response.events().stream()
                            .filter(event -> event.is("ChannelHungup"))
                            .count();
            if (channels == 0) {
                outcome = Outcome.NO_SUCH_CHANNEL;
            }
        }
        return new CallActionResult(outcome, withoutChannel(reply), channels, detail(outcome), epoch, at);
    }

    /** A result that no answer of the server decided. */
    static CallActionResult without(Outcome outcome, String why, long epoch, Instant at) {
        return new CallActionResult(outcome, null, 0, why, epoch, at);
    }

    private static Outcome refused(String reply) {
        if (reply.contains("does not exist")
                || reply.equals("no such channel")
                || reply.contains("channel not found")) {
            return Outcome.NO_SUCH_CHANNEL;
        }
        if (reply.contains("not up")) {
            return Outcome.NOT_UP;
        }
        if (reply.startsWith("secondary redirect failed")) {
            return Outcome.PARTLY;
        }
        if (reply.contains("permission denied") || reply.contains("forbidden")) {
            return Outcome.FORBIDDEN;
        }
        if (reply.startsWith("invalid/unknown command") || reply.contains("feature code")) {
            return Outcome.NOT_SUPPORTED;
        }
        return Outcome.FAILED;
    }

    /** {@code Channel does not exist: <name>}: the name may hold a number. */
    private static String withoutChannel(String reply) {
        int colon = reply.indexOf(": ");
        return colon < 0 ? reply : reply.substring(0, colon);
    }

    private static String detail(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "The server did it.";
            case PARTLY -> "The server moved the first channel, but could not move the second.";
            case NO_SUCH_CHANNEL ->
                "The server has no such channel; it may have been hung up meanwhile. Channel patterns need Asterisk 12.";
            case NOT_UP -> "The channel is not answered yet, and this can be done to an answered one only.";
            case FORBIDDEN -> "The AMI user may not do this: write=call (manager.conf) is needed.";
            case NOT_SUPPORTED ->
                "The server does not have this action, or the feature it needs is not switched on (features.conf).";
            case FAILED -> "The server refused it.";
            case UNKNOWN -> "No answer came.";
        };
    }
}
