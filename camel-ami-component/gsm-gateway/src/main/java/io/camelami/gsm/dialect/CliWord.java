package io.camelami.gsm.dialect;

/**
 * One word of an Asterisk CLI command, quoted so that nothing in it can end the word.
 *
 * <p>Inside double quotes the tokenizer of every Asterisk from 1.4 on treats only {@code "} and {@code \} specially,
 * and {@code \x} is {@code x} for every x, so that a line end cannot be written at all (gateways.md §1.7).
 */
public final class CliWord {

    private CliWord() {}

    /**
     * @return {@code value} in double quotes
     * @throws IllegalArgumentException if it contains CR, LF or NUL; the message does not repeat it
     */
    public static String quote(String value) {
        StringBuilder word = new StringBuilder(value.length() + 8).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException(
                        String.format("character %d is U+%04X, which no CLI command can carry", i + 1, (int) c));
            }
            if (c == '"' || c == '\\') {
                word.append('\\');
            }
            word.append(c);
        }
        return word.append('"').toString();
    }
}
