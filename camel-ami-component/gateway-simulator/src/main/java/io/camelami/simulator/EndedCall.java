package io.camelami.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of a call that came in.
 *
 * @param answered null if it was not
 */
record EndedCall(CallEnd end, Instant started, Instant answered, Instant ended) {

    boolean isAnswered() {
        return answered != null;
    }

    boolean isBusy() {
        return end == CallEnd.BUSY;
    }

    /** As call records and dial events of a phone's own side have it. */
    String disposition() {
        return isAnswered() ? "ANSWERED" : isBusy() ? "BUSY" : "NO ANSWER";
    }

    String dialStatus() {
        return isAnswered() ? "ANSWER" : isBusy() ? "BUSY" : "CANCEL";
    }

    /** In whole seconds, as all gateways have it. */
    long talked() {
        return isAnswered() ? Duration.between(answered, ended).toSeconds() : 0;
    }

    long lasted() {
        return Duration.between(started, ended).toSeconds();
    }
}
