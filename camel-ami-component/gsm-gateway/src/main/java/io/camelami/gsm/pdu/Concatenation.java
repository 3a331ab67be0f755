package io.camelami.gsm.pdu;

/**
 * Which part of which message (TS 23.040 §9.2.3.24.1 and .8).
 *
 * @param reference the sender's number of the message, 0..255, or 0..65535 if {@code wide}
 * @param total how many parts the message has, 1..255
 * @param number which one this is, 1..total
 * @param wide whether the reference has 16 bits
 */
public record Concatenation(int reference, int total, int number, boolean wide) {

    public Concatenation {
        if (reference < 0 || reference > (wide ? 0xFFFF : 0xFF) || total < 1 || total > 255) {
            throw new IllegalArgumentException("reference " + reference + " or total " + total + " is out of range");
        }
        if (number < 1 || number > total) {
            throw new IllegalArgumentException("part " + number + " of " + total + " cannot be");
        }
    }
}
