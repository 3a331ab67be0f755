package io.camelami.simulator;

import java.time.Duration;

/**
 * A message, or a part of one, that went out over the air.
 *
 * @param span the span it went through
 * @param to the recipient as the command gave it
 * @param text the text
 * @param id the id given with the command, or an empty string
 * @param flash whether it is to be shown at once and not stored (class 0)
 * @param validity how long the network shall try, as it was asked for; null if it was not
 * @param reportRequested whether a delivery report was asked for
 */
public record SentSms(
        int span, String to, String text, String id, boolean flash, Duration validity, boolean reportRequested) {

    /** One that asks for nothing. */
    public SentSms(int span, String to, String text, String id) {
        this(span, to, text, id, false, null, false);
    }
}
