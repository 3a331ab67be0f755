package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CommandOutput;
import java.util.Optional;

/** Reads a span's number as the driver does, with its complaints. */
final class SpanArgument {
    private static final int SPAN_LIMIT = 32;

    private final Radio radio;

    SpanArgument(Radio radio) {
        this.radio = radio;
    }

    /** The modem of the span, or empty after a complaint was printed. */
    Optional<Modem> modem(String word, CommandOutput output) {
        int span = number(word);
        if (span < 1 || span > SPAN_LIMIT) {
            output.print("Invalid span '" + word + "'.  Should be a number from 1 to " + SPAN_LIMIT + "\n");
            return Optional.empty();
        }
        Optional<Modem> modem = radio.modem(span);
        if (modem.isEmpty()) {
            output.print("No GSM running on span " + span + "\n");
        }
        return modem;
    }

    /** The number a word begins with, or 0, as C's atoi has it. */
    static int number(String word) {
        int end = 0;
        while (end < word.length() && end < 9 && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(word.substring(0, end));
    }
}
