package io.camelami.simulator.sms;

import java.util.ArrayList;
import java.util.List;

/**
 * One part of a text message, as a phone cuts it: 160 septets or 70 UTF-16 units alone, 153 or 67 as one of several.
 *
 * @param text this part's text
 * @param sevenBit whether the whole message is in the GSM alphabet; else all parts are UCS-2
 * @param reference what the parts of one message share, 0..255
 * @param number this part's number, from 1
 * @param total how many parts the message has
 */
public record SmsPart(String text, boolean sevenBit, int reference, int number, int total) {
    private static final int SEPTETS_ALONE = 160;
    private static final int SEPTETS_OF_MANY = 153;
    private static final int UNITS_ALONE = 70;
    private static final int UNITS_OF_MANY = 67;

    /** Cuts a text; never between an escape and its code or inside a surrogate pair. */
    public static List<SmsPart> split(String text, int reference) {
        boolean sevenBit = GsmAlphabet.encode(text).isPresent();
        List<String> pieces = cut(text, sevenBit, sevenBit ? SEPTETS_ALONE : UNITS_ALONE);
        if (pieces.size() > 1) {
            pieces = cut(text, sevenBit, sevenBit ? SEPTETS_OF_MANY : UNITS_OF_MANY);
        }
        List<SmsPart> parts = new ArrayList<>();
        for (String piece : pieces) {
            parts.add(new SmsPart(piece, sevenBit, reference, parts.size() + 1, pieces.size()));
        }
        return List.copyOf(parts);
    }

    public boolean isAlone() {
        return total == 1;
    }

    private static List<String> cut(String text, boolean sevenBit, int limit) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int cost = 0;
        int i = 0;
        while (i < text.length()) {
            int length = Character.charCount(text.codePointAt(i));
            int charCost =
                    sevenBit ? GsmAlphabet.encode(text.substring(i, i + length)).orElseThrow().length : length;
            if (cost + charCost > limit) {
                pieces.add(text.substring(start, i));
                start = i;
                cost = 0;
            }
            cost += charCost;
            i += length;
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}
