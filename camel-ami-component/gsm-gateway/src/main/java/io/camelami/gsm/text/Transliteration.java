package io.camelami.gsm.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts what comes next to it in the GSM alphabet in the place of a character that the alphabet lacks: a letter without its
 * accents, a sign that looks or reads alike. What would change the meaning or vanish is left as it is.
 */
final class Transliteration {
    private static final Map<Integer, String> SIGNS = new HashMap<>();

    static {
        put("‘’‚‛′‹›`´ʼʹ", "'");
        put("“”„‟″«»", "\"");
        put("‐‑‒–—―−⁃", "-");
        put("•‣◦▪●∙", "*");
        put("·", ".");
        put("⁄∕÷", "/");
        put("×", "x");
        put("→", "->");
        put("←", "<-");
        put("≤", "<=");
        put("≥", ">=");
        put("±", "+/-");
        // An o in its place would read as a zero behind a number.
        put("°", "deg");
        put("©", "(c)");
        put("®", "(R)");
        put("µ", "u");
        put("ł", "l");
        put("Ł", "L");
        put("đð", "d");
        put("ĐÐ", "D");
        put("þ", "th");
        put("Þ", "Th");
        put("ħ", "h");
        put("Ħ", "H");
        put("ŧ", "t");
        put("Ŧ", "T");
        put("ŋ", "n");
        put("Ŋ", "N");
        put("œ", "oe");
        put("Œ", "OE");
        put("ẞ", "SS");
        put("ı", "i");
        put("\t", " ");
        put("\u0085\u2028\u2029", "\n");
        // Hints for line breaks, joining, direction and looks, of which nothing is seen, and the frame of 1️⃣.
        put(
                "\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069",
                "");
        put("\uFE0E\uFE0F\u20E3", "");
    }

    private Transliteration() {}

    private static void put(String characters, String replacement) {
        characters.codePoints().forEach(point -> SIGNS.put(point, replacement));
    }

    static String toGsm(String text) {
        if (GsmAlphabet.covers(text)) {
            return text;
        }
        StringBuilder gsm = new StringBuilder(text.length());
        // Composed first: of e and an accent the alphabet has the two in one.
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(point -> append(point, gsm));
        return gsm.toString();
    }

    private static void append(int point, StringBuilder gsm) {
        if (isMark(point) && !gsm.isEmpty() && Character.isLetter(gsm.codePointBefore(gsm.length()))) {
            return;
        }
        String near = near(point);
        boolean number = Character.getType(point) == Character.OTHER_NUMBER;
        if (number && !gsm.isEmpty() && Character.isDigit(gsm.charAt(gsm.length() - 1))) {
            // So that 1½ does not become 11/2.
            gsm.append(' ');
        }
        gsm.append(near != null ? near : Character.toString(point));
    }

    /** Null if there is nothing near. */
    private static String near(int point) {
        String itself = Character.toString(point);
        if (GsmAlphabet.covers(itself)) {
            return itself;
        }
        if (SIGNS.containsKey(point)) {
            return SIGNS.get(point);
        }
        if (Character.getType(point) == Character.SPACE_SEPARATOR) {
            return " ";
        }
        StringBuilder near = new StringBuilder();
        for (int part :
                Normalizer.normalize(itself, Normalizer.Form.NFKD).codePoints().toArray()) {
            if (isMark(part)) {
                if (!Character.isLetter(point)) {
                    // The stroke makes ≠ out of =.
                    return null;
                }
            } else if (GsmAlphabet.covers(Character.toString(part))) {
                near.appendCodePoint(part);
            } else if (part != point && SIGNS.containsKey(part)) {
                near.append(SIGNS.get(part));
            } else {
                return null;
            }
        }
        return near.toString();
    }

    private static boolean isMark(int point) {
        return Character.getType(point) == Character.NON_SPACING_MARK;
    }
}
