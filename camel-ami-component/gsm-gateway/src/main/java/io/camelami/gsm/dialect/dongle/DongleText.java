package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.SmsText;

/** A text as the {@code Message} header of wdoekes' driver takes it, and what the driver makes of it. */
final class DongleText {
    private static final String CONTROLS = "\b\f\n\r\t";
    private static final String LETTERS = "bfnrt";

    private DongleText() {}

    /**
     * The driver reads C escapes: {@code \b \f \n \r \t}, and any other {@code \x} as x. A blank or control character in
     * front is eaten by Asterisk unless it is behind a backslash (gateways.md §4.1, §8).
     */
    static String escaped(String text) {
        StringBuilder header = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int control = CONTROLS.indexOf(c);
            if (control >= 0) {
                header.append('\\').append(LETTERS.charAt(control));
            } else {
                if (c == '\\' || i == 0 && c <= ' ') {
                    header.append('\\');
                }
                header.append(c);
            }
        }
        return header.toString();
    }

    /**
     * A text that arrives as it was meant: one of exactly 160 septets the driver cuts in two of which the first is too long
     * for any network (159 septets and a header), so it gets a blank at its end and goes out in two good parts.
     */
    static String sendable(String text) {
        return isFatal(text) ? text + " " : text;
    }

    static boolean isFatal(String text) {
        return SmsText.alphabetOf(text) == Alphabet.GSM && SmsText.length(text, Alphabet.GSM) == 160;
    }

    /** How many parts the driver makes: it takes a 16-bit reference's room, and no care of surrogate pairs. */
    static int parts(String text) {
        Alphabet alphabet = SmsText.alphabetOf(text);
        if (alphabet == Alphabet.UCS2) {
            return text.length() <= 70 ? 1 : (text.length() + 66) / 67;
        }
        return SmsText.length(text, alphabet) < 160
                ? 1
                : SmsText.split(text, alphabet, true).size();
    }
}
