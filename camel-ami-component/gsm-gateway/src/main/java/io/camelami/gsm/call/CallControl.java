package io.camelami.gsm.call;

import java.time.Duration;

/** A change to a call that goes on, done by one action of the server. */
public sealed interface CallControl {

    /**
     * Puts a channel on a parking space.
     *
     * @param channel the one that is parked
     * @param announceTo the channel that hears the space, and gets the call back in the end; required before Asterisk 12,
     *     otherwise may be null
     * @param timeout until the call comes back; null for the server's own
     * @param lot name of the parking lot; null for the default one
     */
    record Park(String channel, String announceTo, Duration timeout, String lot) implements CallControl {
        public Park {
            Checks.channel("channel", channel);
            if (announceTo != null) {
                Checks.channel("announceTo", announceTo);
            }
        }

        @Override
        public String toString() {
            return "Park";
        }
    }

    /**
     * Lets two channels talk to each other, whatever they do now.
     *
     * @param tone whether both hear a tone first
     */
    record Bridge(String channel1, String channel2, boolean tone) implements CallControl {
        public Bridge {
            Checks.channel("channel1", channel1);
            Checks.channel("channel2", channel2);
        }

        @Override
        public String toString() {
            return "Bridge";
        }
    }

    /**
     * Lets a channel of a conversation call somebody, as if its user had pressed the key for an attended transfer. The
     * server needs that key in its {@code features.conf}.
     */
    record AttendedTransfer(String channel, String context, String exten) implements CallControl {
        public AttendedTransfer {
            Checks.channel("channel", channel);
            Checks.required("context", context);
            Checks.required("exten", exten);
        }

        @Override
        public String toString() {
            return "AttendedTransfer";
        }
    }

    /** Plays one key to a channel: 0 to 9, A to D, star or hash. */
    record Dtmf(String channel, char digit) implements CallControl {
        public Dtmf {
            Checks.channel("channel", channel);
            if ("0123456789ABCDabcd*#".indexOf(digit) < 0) {
                throw new IllegalArgumentException("a key is one of 0-9, A-D, * and #");
            }
        }

        @Override
        public String toString() {
            return "Dtmf";
        }
    }

    /** Silences a channel, or lets it be heard again. */
    record Mute(String channel, Direction direction, boolean on) implements CallControl {

        /** Seen from the server: IN is what the channel says, OUT what it hears. */
        public enum Direction {
            IN,
            OUT,
            ALL
        }

        public Mute {
            Checks.channel("channel", channel);
        }

        @Override
        public String toString() {
            return "Mute[" + direction + (on ? ", on]" : ", off]");
        }
    }
}
