package io.camelami.gsm.pdu;

import java.time.Duration;
import java.util.Objects;

/**
 * A message to send.
 *
 * @param to recipient: digits, {@code *} and {@code #}, with a leading {@code +} for an international number
 * @param text the whole text
 * @param flash whether it is shown at once and not stored (class 0)
 * @param reportRequested whether the network is asked for a delivery report
 * @param validity how long the network shall try, or null for its own choice
 */
public record SmsSubmit(String to, String text, boolean flash, boolean reportRequested, Duration validity) {

    public SmsSubmit {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(text, "text");
    }

    public static SmsSubmit of(String to, String text) {
        return new SmsSubmit(to, text, false, false, null);
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "SmsSubmit[" + text.length() + " characters, flash=" + flash + "]";
    }
}
