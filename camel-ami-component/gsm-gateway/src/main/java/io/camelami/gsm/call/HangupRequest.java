package io.camelami.gsm.call;

/**
 * Hangs up one channel, or all that match a pattern.
 *
 * @param channel name of the channel; null with a pattern
 * @param pattern POSIX extended regular expression for channel names, without slashes around it; Asterisk 12 and later. Null
 *     with a channel
 * @param cause what the other side is told, a code of {@link HangupCause} from 1 to 127; 0 for the server's own
 */
public record HangupRequest(String channel, String pattern, int cause) {

    public HangupRequest {
        if ((channel == null) == (pattern == null)) {
            throw new IllegalArgumentException("a hangup needs either a channel or a pattern");
        }
        if (channel != null) {
            Checks.channel("channel", channel);
        } else {
            Checks.required("pattern", pattern);
        }
        if (cause < 0 || cause > 127) {
            throw new IllegalArgumentException("cause " + cause + " is not in 1..127, nor 0 for none");
        }
    }

    public static HangupRequest of(String channel) {
        return new HangupRequest(channel, null, 0);
    }

    public static HangupRequest matching(String pattern) {
        return new HangupRequest(null, pattern, 0);
    }

    public HangupRequest withCause(int newCause) {
        return new HangupRequest(channel, pattern, newCause);
    }

    /** Without the channel: its name may hold a number. */
    @Override
    public String toString() {
        return "HangupRequest[" + (channel != null ? "one channel" : "a pattern") + ", cause=" + cause + "]";
    }
}
