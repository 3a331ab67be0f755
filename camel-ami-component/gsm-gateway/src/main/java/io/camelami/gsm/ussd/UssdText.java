package io.camelami.gsm.ussd;

import io.camelami.gsm.pdu.Septets;
import io.camelami.gsm.text.GsmAlphabet;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The text of a USSD answer, out of what a gateway or modem gives for it: plain text, hex of UCS-2, or hex of packed
 * 7-bit characters.
 *
 * <p>Total: anything gives a text, in the worst case itself. Which form it is cannot always be known (a plain
 * {@code CAFE} is also a Korean syllable in UCS-2), so whoever shows the text should keep what it was read from.
 *
 * @param text decoded, with its own line ends
 * @param form what it was taken for
 */
public record UssdText(String text, Form form) {

    /** The form it came in. */
    public enum Form {
        PLAIN,
        /** Hex of UCS-2, most significant octet first, in truth UTF-16: emoji come as surrogate pairs. */
        UCS2,
        /** Hex of the GSM default alphabet, packed seven bits a character (TS 23.038 §6.1.2.3). */
        GSM7
    }

    /** For a data coding scheme that was not told. */
    public static final int NO_DCS = -1;

    /**
     * What a gateway printed as the text of an answer. The gateway may have decoded it already, whatever the data coding
     * scheme says, so hex is decoded only where the result reads like a text; decimal digits alone (a voucher, a
     * balance) are hex only if they are those of Latin characters.
     *
     * @param dcs data coding scheme as printed, or {@link #NO_DCS}
     */
    public static UssdText printed(String printed, int dcs) {
        String hex = printed.strip();
        if (!isHex(hex)) {
            return plain(printed);
        }
        Alphabet alphabet = Alphabet.ofDcs(dcs);
        String wide = ucs2(hex);
        boolean wideFits = wide != null && TextGuess.isText(wide) && (!isAmbiguous(hex) || TextGuess.isLatin(wide));
        if (alphabet == Alphabet.GSM7 || !wideFits) {
            String packed = alphabet == Alphabet.GSM7 || alphabet == Alphabet.UNKNOWN ? gsm7(hex) : null;
            if (packed != null && !isAmbiguous(hex) && TextGuess.isWestern(packed)) {
                return new UssdText(packed, Form.GSM7);
            }
        }
        return wideFits ? new UssdText(wide, Form.UCS2) : plain(printed);
    }

    /**
     * The text of a {@code +CUSD} line as the modem gave it. The data coding scheme decides, unless the result is no
     * text (UCS-2 under a 7-bit scheme has been seen).
     *
     * @param dcs as in the line, or {@link #NO_DCS}
     */
    public static UssdText ofModem(String payload, int dcs) {
        Alphabet alphabet = Alphabet.ofDcs(dcs);
        if (alphabet == Alphabet.UNKNOWN) {
            return printed(payload, dcs);
        }
        if (!isHex(payload) || alphabet == Alphabet.OCTETS) {
            return plain(payload);
        }
        String wide = ucs2(payload);
        if (alphabet == Alphabet.UCS2) {
            return wide != null && TextGuess.isWellFormed(wide) ? new UssdText(wide, Form.UCS2) : plain(payload);
        }
        String packed = gsm7(payload);
        if (!TextGuess.isWestern(packed) && wide != null && TextGuess.isText(wide)) {
            return new UssdText(wide, Form.UCS2);
        }
        return new UssdText(packed, Form.GSM7);
    }

    private static UssdText plain(String text) {
        return new UssdText(text, Form.PLAIN);
    }

    private static boolean isHex(String text) {
        return !text.isEmpty() && text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** Hex that is as likely something else: digits alone, or one or two characters. */
    private static boolean isAmbiguous(String hex) {
        return hex.length() <= 4 || hex.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** @return null if it is no whole number of characters */
    private static String ucs2(String hex) {
        if (hex.length() % 4 != 0) {
            return null;
        }
        String text = new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_16BE);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String gsm7(String hex) {
        byte[] packed = HexFormat.of().parseHex(hex);
        int count = packed.length * 8 / 7;
        byte[] septets = Septets.unpack(packed, 0, count);
        // Seven bits are left over after 8n - 1 characters. The standard fills them with CR; modems and networks have
        // been seen to fill them with zeros, which is '@' (chan_dongle shows it so).
        boolean filled = count % 8 == 0 && (septets[count - 1] == '\r' || septets[count - 1] == 0);
        String text = GsmAlphabet.decode(septets);
        return filled ? text.substring(0, text.length() - 1) : text;
    }

    /** Without the text: it may be private. */
    @Override
    public String toString() {
        return "UssdText[" + form + ", " + text.length() + " characters]";
    }

    /** The alphabet a data coding scheme of cell broadcast and USSD stands for (TS 23.038 §5); not that of SMS. */
    private enum Alphabet {
        GSM7,
        UCS2,
        OCTETS,
        UNKNOWN;

        static Alphabet ofDcs(int dcs) {
            if (dcs < 0 || dcs > 0xFF) {
                return UNKNOWN;
            }
            return switch (dcs >> 4) {
                // 0x11 is UCS-2 behind a language code; modems show it without the code.
                case 0x1 -> dcs == 0x11 ? UCS2 : GSM7;
                case 0x4, 0x5, 0x6, 0x7, 0x9 -> ofBits(dcs >> 2 & 3);
                case 0xF -> (dcs & 4) == 0 ? GSM7 : OCTETS;
                case 0x0, 0x2, 0x3 -> GSM7;
                default -> UNKNOWN;
            };
        }

        private static Alphabet ofBits(int bits) {
            return switch (bits) {
                case 1 -> OCTETS;
                case 2 -> UCS2;
                default -> GSM7;
            };
        }
    }
}
