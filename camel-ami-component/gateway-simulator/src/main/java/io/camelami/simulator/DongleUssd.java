package io.camelami.simulator;

import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.GsmAlphabet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** USSD as the modem writes it, and as the drivers read it. */
final class DongleUssd {
    /** A comma inside the quotes is too much for the drivers. */
    private static final Pattern CUSD = Pattern.compile("\\+CUSD: \\d(?:,\"([^\",]*)\"(?:,(\\d+))?)?");

    private static final int SEVEN_BIT = 15;
    private static final int UCS2 = 72;

    private DongleUssd() {}

    /** The network's answer, in the alphabet that it needs. */
    static String line(UssdAnswer answer) {
        String head = "+CUSD: " + answer.type();
        if (answer.text() == null) {
            return head;
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        return head
                + GsmAlphabet.encode(answer.text())
                        .map(septets -> ",\"" + hex.formatHex(GsmAlphabet.pack(septets, 0)) + "\"," + SEVEN_BIT)
                        .orElseGet(() -> ",\"" + hex.formatHex(answer.text().getBytes(StandardCharsets.UTF_16BE))
                                + "\"," + UCS2);
    }

    /** The text that the driver finds in a line, as wire text, or empty when it finds none and tells of none. */
    static Optional<String> read(DongleDriver driver, String line) {
        Matcher cusd = CUSD.matcher(line);
        if (!cusd.matches()) {
            return Optional.empty();
        }
        if (cusd.group(1) == null) {
            return Optional.of("");
        }
        int coding = cusd.group(2) == null ? SEVEN_BIT : Integer.parseInt(cusd.group(2));
        try {
            return driver.isOriginal() ? original(cusd.group(1), coding) : later(cusd.group(1), coding);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> original(String text, int coding) {
        byte[] octets = HexFormat.of().parseHex(text);
        if (coding != 0 && coding != SEVEN_BIT) {
            return ucs2(octets)
                    .filter(t -> t.chars().noneMatch(c -> Character.isSurrogate((char) c)))
                    .map(Wire::of);
        }
        String septets = new String(GsmAlphabet.unpack(octets, 0, octets.length * 8 / 7), StandardCharsets.ISO_8859_1);
        int nul = septets.indexOf('\0');
        return Optional.of(nul < 0 ? septets : septets.substring(0, nul));
    }

    /** Only with bit 6 set the coding is looked at; what is left is 7 bit, as many septets as the octets hold. */
    private static Optional<String> later(String text, int coding) {
        int alphabet = (coding & 0x40) == 0 ? 0 : coding >> 2 & 0x03;
        if (alphabet == 1) {
            return Optional.of(text);
        }
        byte[] octets = HexFormat.of().parseHex(text);
        if (alphabet == 2) {
            return ucs2(octets).map(Wire::of);
        }
        return Optional.of(Wire.of(GsmAlphabet.decode(GsmAlphabet.unpack(octets, 0, octets.length * 8 / 7))));
    }

    private static Optional<String> ucs2(byte[] octets) {
        try {
            return Optional.of(StandardCharsets.UTF_16BE
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
