package io.camelami.gsm.ussd;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Whether characters that were decoded on trial read like something a network would write. */
final class TextGuess {
    private static final double ENOUGH = 0.85;
    private static final String COMMON_SIGNS = " \n\r.,:;*#-/()!?'+%$€£";

    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);

    private TextGuess() {}

    /** No half of a surrogate pair, nothing unassigned or private, no control character but line ends and TAB. */
    static boolean isWellFormed(String text) {
        return text.codePoints().allMatch(TextGuess::isCharacter);
    }

    private static boolean isCharacter(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
            // What a decoder writes in place of what it could not read.
            default -> codePoint != 0xFFFD;
        };
    }

    /** Well formed, and in one script beside the Latin one; chance mixes several. */
    static boolean isText(String text) {
        if (text.isBlank() || !isWellFormed(text)) {
            return false;
        }
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        text.codePoints().mapToObj(TextGuess::script).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        scripts.remove(UnicodeScript.LATIN);
        return scripts.size() <= 1;
    }

    private static UnicodeScript script(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        return EAST_ASIAN.contains(script) ? UnicodeScript.HAN : script;
    }

    /** Nothing beyond Latin-1. */
    static boolean isLatin(String text) {
        return text.chars().allMatch(c -> c < 0x100);
    }

    /** Mostly the letters, digits and signs of ordinary messages; letters with accents are the lesser part of them. */
    static boolean isWestern(String text) {
        int plain = 0;
        int accented = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && Character.isLetterOrDigit(c) || COMMON_SIGNS.indexOf(c) >= 0) {
                plain++;
            } else if (Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN) {
                accented++;
            }
        }
        return plain > 0 && plain >= 2 * accented && plain >= ENOUGH * (text.length() - accented);
    }
}
