package io.camelami.simulator.sms;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The 7-bit default alphabet with its extension table (3GPP TS 23.038, 6.2.1). */
public final class GsmAlphabet {
    private static final char ESCAPE = 0x1B;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
            + " !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION_CHARS = "\f^{}\\[~]|€";
    private static final byte[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    private GsmAlphabet() {}

    /** The septets of a text, one a byte, or empty when a character is not in the alphabet. */
    public static Optional<byte[]> encode(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int code = c == ESCAPE ? -1 : BASIC.indexOf(c);
            int extension = EXTENSION_CHARS.indexOf(c);
            if (code >= 0) {
                septets.write(code);
            } else if (extension >= 0) {
                septets.write(ESCAPE);
                septets.write(EXTENSION_CODES[extension]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(septets.toByteArray());
    }

    /** The text of septets, one a byte; of what is no character it shows what a phone does. */
    public static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < septets.length; i++) {
            if (septets[i] == ESCAPE && i + 1 < septets.length) {
                text.append(extension(septets[++i]));
            } else {
                text.append(BASIC.charAt(septets[i]));
            }
        }
        return text.toString();
    }

    private static char extension(byte code) {
        for (int i = 0; i < EXTENSION_CODES.length; i++) {
            if (EXTENSION_CODES[i] == code) {
                return EXTENSION_CHARS.charAt(i);
            }
        }
        // An unknown code after the escape shows as the character of the basic table (TS 23.038, 6.2.1.1).
        return BASIC.charAt(code);
    }

    /**
     * Packs septets into octets, low bits first.
     *
     * @param fillBits zero bits before the first septet, which move it to a septet border after a header
     */
    public static byte[] pack(byte[] septets, int fillBits) {
        byte[] octets = new byte[(fillBits + septets.length * 7 + 7) / 8];
        for (int i = 0; i < septets.length; i++) {
            for (int bit = 0; bit < 7; bit++) {
                if ((septets[i] >> bit & 1) != 0) {
                    int position = fillBits + i * 7 + bit;
                    octets[position / 8] |= (byte) (1 << position % 8);
                }
            }
        }
        return octets;
    }

    /** The reverse of {@link #pack}. */
    public static byte[] unpack(byte[] octets, int fillBits, int count) {
        byte[] septets = new byte[count];
        for (int i = 0; i < count; i++) {
            for (int bit = 0; bit < 7; bit++) {
                int position = fillBits + i * 7 + bit;
                if ((octets[position / 8] >> position % 8 & 1) != 0) {
                    septets[i] |= (byte) (1 << bit);
                }
            }
        }
        return septets;
    }
}
