package io.camelami.simulator;

import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.GsmAlphabet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the drivers make of a text that they are to send: parts as a network gets them. */
final class DongleEncoding {
    /** What fits the user data of a TPDU; a network takes no more. */
    private static final int MOST_OCTETS = 140;
    /** What fits the buffer in which the first driver builds its command. */
    private static final int BUFFER_OCTETS = 161;

    private static final int HEADER_SEPTETS = 7;
    private static final int HEADER_OCTETS = 6;

    /**
     * One PDU.
     *
     * @param text what a phone shows of it
     * @param octets user data, header included
     */
    record Part(String text, int octets) {
        boolean fits() {
            return octets <= MOST_OCTETS;
        }
    }

    private DongleEncoding() {}

    /** The text that is meant by a {@code Message} header: C escapes, of which few are known. */
    static String unescaped(String wire) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < wire.length(); i++) {
            char c = wire.charAt(i);
            if (c != '\\' || i + 1 == wire.length()) {
                text.append(c);
                continue;
            }
            char escaped = wire.charAt(++i);
            int known = "bfnrt".indexOf(escaped);
            text.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
        }
        return text.toString();
    }

    static Optional<String> utf8(String wire) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Wire.bytes(wire)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * As the first driver does it: all ASCII goes out as septets without translation, all else as UCS-2 without
     * surrogates, and no text is cut.
     *
     * @return empty if it refuses the text
     */
    static Optional<Part> original(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return Optional.empty();
        }
        int octets = ascii ? (text.length() * 7 + 7) / 8 : text.length() * 2;
        String shown = ascii ? GsmAlphabet.decode(text.getBytes(StandardCharsets.US_ASCII)) : text;
        return octets > BUFFER_OCTETS ? Optional.empty() : Optional.of(new Part(shown, octets));
    }

    /** As the later drivers do it. */
    static List<Part> later(String text) {
        Optional<byte[]> septets = GsmAlphabet.encode(text);
        return septets.isPresent() ? sevenBit(text, septets.get().length) : ucs2(text);
    }

    /** A text of 160 septets is taken for two, of which the first gets the 159 that stand alone, too many for a part. */
    private static List<Part> sevenBit(String text, int length) {
        if (length < 160) {
            return List.of(new Part(text, (length * 7 + 7) / 8));
        }
        int limit = length == 160 ? 159 : 152;
        List<Part> parts = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int cost = 0;
        for (char c : text.toCharArray()) {
            int more = GsmAlphabet.encode(String.valueOf(c)).orElseThrow().length;
            if (cost + more > limit) {
                parts.add(sevenBitPart(piece.toString(), cost));
                piece.setLength(0);
                cost = 0;
            }
            piece.append(c);
            cost += more;
        }
        parts.add(sevenBitPart(piece.toString(), cost));
        return parts;
    }

    private static Part sevenBitPart(String text, int septets) {
        return new Part(text, ((HEADER_SEPTETS + septets) * 7 + 7) / 8);
    }

    /** Parts of 67 units, whatever is cut by that. */
    private static List<Part> ucs2(String text) {
        if (text.length() <= 70) {
            return List.of(new Part(text, text.length() * 2));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i += 67) {
            String piece = text.substring(i, Math.min(i + 67, text.length()));
            parts.add(new Part(piece, HEADER_OCTETS + piece.length() * 2));
        }
        return parts;
    }
}
