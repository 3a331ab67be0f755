package io.camelami.gsm.text;

import java.util.Arrays;

/**
 * The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1).
 *
 * <p>Not a {@link java.nio.charset.Charset}: a sender has to know which characters the alphabet lacks and what each
 * one costs, and a Charset would only replace them.
 */
public final class GsmAlphabet {

    /** Announces a character of the extension table; on its own it shows as a blank. */
    public static final int ESCAPE = 0x1B;

    private static final String DEFAULT = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENSION_CHARACTERS = "\f^{}\\[~]|€";
    private static final int[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    /** By UTF-16 unit: the code, plus 0x80 if it is in the extension table, or -1. */
    private static final short[] CODES = new short['€' + 1];

    private static final char[] EXTENSION_BY_CODE = new char[128];

    static {
        Arrays.fill(CODES, (short) -1);
        for (int code = 0; code < 128; code++) {
            if (code != ESCAPE) {
                CODES[DEFAULT.charAt(code)] = (short) code;
            }
        }
        for (int i = 0; i < EXTENSION_CODES.length; i++) {
            char character = EXTENSION_CHARACTERS.charAt(i);
            CODES[character] = (short) (0x80 | EXTENSION_CODES[i]);
            EXTENSION_BY_CODE[EXTENSION_CODES[i]] = character;
        }
    }

    private GsmAlphabet() {}

    /** How many septets a character takes: 1, 2 for one of the extension table, or 0 if the alphabet lacks it. */
    public static int septets(char character) {
        int code = code(character);
        return code < 0 ? 0 : code < 0x80 ? 1 : 2;
    }

    /** Whether every character of {@code text} is in the alphabet. */
    public static boolean covers(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (code(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The septets of {@code text}, one in each byte.
     *
     * @throws IllegalArgumentException if the alphabet lacks a character; the message gives its code point, not the text
     */
    public static byte[] encode(CharSequence text) {
        byte[] septets = new byte[text.length() * 2];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = code(text.charAt(i));
            if (code < 0) {
                throw new IllegalArgumentException(
                        String.format("U+%04X is not in the GSM default alphabet", (int) text.charAt(i)));
            }
            if (code >= 0x80) {
                septets[length++] = ESCAPE;
            }
            septets[length++] = (byte) (code & 0x7F);
        }
        return Arrays.copyOf(septets, length);
    }

    /** As {@link #decode(byte[], int, int)} with the default tables. */
    public static String decode(byte[] septets) {
        return decode(septets, 0, 0);
    }

    /**
     * The text of septets, one in each byte. Total: a code after ESCAPE that the extension table lacks is read from the
     * main table, a lone ESCAPE is a blank, as TS 23.038 asks of receivers.
     *
     * @param locking national language whose locking shift table is the main table; 0 for the default alphabet, which also
     *     counts for languages that are not known here (TS 23.038 §6.2.1.2.4)
     * @param single national language whose single shift table is the extension table; 0 likewise
     */
    public static String decode(byte[] septets, int locking, int single) {
        String national = ShiftTables.locking(locking);
        String main = national != null ? national : DEFAULT;
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int code = septets[i] & 0x7F;
            if (code != ESCAPE) {
                text.append(main.charAt(code));
            } else if (i + 1 == septets.length || (septets[i + 1] & 0x7F) == ESCAPE) {
                text.append(' ');
                i++;
            } else {
                int extended = septets[++i] & 0x7F;
                char character = extension(single, extended);
                text.append(character != 0 ? character : main.charAt(extended));
            }
        }
        return text.toString();
    }

    /** 0 if neither has it. */
    private static char extension(int single, int code) {
        char national = ShiftTables.single(single, code);
        return national != 0 ? national : EXTENSION_BY_CODE[code];
    }

    private static int code(char character) {
        return character < CODES.length ? CODES[character] : -1;
    }
}
