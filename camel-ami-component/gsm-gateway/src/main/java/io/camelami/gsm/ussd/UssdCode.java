package io.camelami.gsm.ussd;

import java.util.function.IntPredicate;

/**
 * What may be dialled. The gateway puts it between the quotes of {@code AT+CUSD=1,"…"} and inside a line of AMI or of
 * the CLI, so that a character too many would be another command to the modem; only what is listed here passes.
 */
public final class UssdCode {
    /** What 160 octets hold in the GSM alphabet (TS 23.038 §6.1.2.3). */
    public static final int LONGEST = 182;

    private static final String ANSWER_SIGNS = "*#+., -";

    private UssdCode() {}

    /**
     * Checks a code that opens a session: digits, {@code *} and {@code #}.
     *
     * @throws IllegalArgumentException saying what is wrong; never repeats the code, which may hold a PIN
     */
    public static String check(String code) {
        return check("USSD code", code, UssdCode::isDialled, "digits, * and # can be dialled");
    }

    /**
     * Checks an answer to a menu: what is dialled, and for menus that ask for a name or an amount letters without
     * accents, blank and {@code + . , -}.
     *
     * @throws IllegalArgumentException saying what is wrong; never repeats the answer
     */
    public static String checkAnswer(String answer) {
        return check(
                "answer to a USSD menu",
                answer,
                c -> isDialled(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || ANSWER_SIGNS.indexOf(c) >= 0,
                "letters, digits, blank and * # + . , - can be answered");
    }

    /** Whether it is made of digits, {@code *} and {@code #} alone, as some gateways want it also within a menu. */
    public static boolean isDialled(String code) {
        return !code.isEmpty() && code.chars().allMatch(UssdCode::isDialled);
    }

    private static boolean isDialled(int c) {
        return c >= '0' && c <= '9' || c == '*' || c == '#';
    }

    private static String check(String what, String value, IntPredicate allowed, String rule) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the " + what + " is empty: " + rule);
        }
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + value.length() + " characters, " + LONGEST + " are possible");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!allowed.test(value.charAt(i))) {
                throw new IllegalArgumentException(String.format(
                        "character %d of the %s is U+%04X: %s", i + 1, what, (int) value.charAt(i), rule));
            }
        }
        return value;
    }
}
