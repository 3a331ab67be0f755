package io.camelami.simulator;

/**
 * What the network says to a USSD code.
 *
 * @param type of {@code +CUSD}: 0 no more, 1 a menu that waits for a choice, 2 ended by the network, 3 another client
 *     answered, 4 not supported, 5 network timeout
 * @param text null for none
 */
public record UssdAnswer(int type, String text) {

    /** An answer that wants nothing more. */
    public static UssdAnswer of(String text) {
        return new UssdAnswer(0, text);
    }

    /** A menu that waits for a choice. */
    public static UssdAnswer menu(String text) {
        return new UssdAnswer(1, text);
    }

    boolean isMenu() {
        return type == 1;
    }
}
