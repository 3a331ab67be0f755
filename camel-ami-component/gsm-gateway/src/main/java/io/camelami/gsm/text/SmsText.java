package io.camelami.gsm.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a text costs before it is sent, and how it is cut. Pure functions. */
public final class SmsText {

    private SmsText() {}

    /** The cost of {@code text} as this library sends it: GSM if the alphabet covers it, 8-bit part references. */
    public static SmsCost cost(String text) {
        int septets = septets(text);
        return septets >= 0 && septets <= Alphabet.GSM.single()
                // Most texts are so, and for them there is nothing to be cut or named.
                ? new SmsCost(Alphabet.GSM, septets, 1, Alphabet.GSM.single() - septets, List.of(), List.of())
                : costOfAny(text);
    }

    /** -1 if the GSM alphabet lacks a character of it. */
    private static int septets(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int septets = GsmAlphabet.septets(text.charAt(i));
            if (septets == 0) {
                return -1;
            }
            sum += septets;
        }
        return sum;
    }

    /** As {@link #cost}, without a short cut. */
    static SmsCost costOfAny(String text) {
        Alphabet alphabet = alphabetOf(text);
        Set<String> outsideGsm = new LinkedHashSet<>();
        Set<String> lost = new LinkedHashSet<>();
        int units = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            units += units(unit, alphabet);
            if (isPair(text, i)) {
                outsideGsm.add(text.substring(i, i + 2));
                units += units(text.charAt(++i), alphabet);
            } else if (Character.isSurrogate(unit)) {
                lost.add(String.format("U+%04X", (int) unit));
            } else if (GsmAlphabet.septets(unit) == 0) {
                outsideGsm.add(String.valueOf(unit));
            }
        }
        List<String> parts = split(text, alphabet, false);
        int room = parts.size() == 1 ? alphabet.single() : alphabet.part(false);
        int used = length(parts.get(parts.size() - 1), alphabet);
        return new SmsCost(alphabet, units, parts.size(), room - used, List.copyOf(outsideGsm), List.copyOf(lost));
    }

    /** GSM if the alphabet covers all of {@code text}, else UCS-2. */
    public static Alphabet alphabetOf(String text) {
        return GsmAlphabet.covers(text) ? Alphabet.GSM : Alphabet.UCS2;
    }

    /**
     * Cuts {@code text} into the parts it is sent as, never between an escape and its code nor inside a surrogate pair.
     *
     * @param wideReference whether the parts carry a 16-bit reference, which leaves one unit less for text
     * @return at least one part; one exactly if the text fits an SMS that stands alone
     * @throws IllegalArgumentException if {@code alphabet} is GSM and lacks a character of the text
     */
    public static List<String> split(String text, Alphabet alphabet, boolean wideReference) {
        if (length(text, alphabet) <= alphabet.single()) {
            return List.of(text);
        }
        int room = alphabet.part(wideReference);
        List<String> parts = new ArrayList<>();
        int start = 0;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int step = isPair(text, i) ? 2 : 1;
            int units = length(text.substring(i, i + step), alphabet);
            if (used + units > room) {
                parts.add(text.substring(start, i));
                start = i;
                used = 0;
            }
            used += units;
            i += step;
        }
        parts.add(text.substring(start));
        return List.copyOf(parts);
    }

    /**
     * Length of {@code text} in units of {@code alphabet}.
     *
     * @throws IllegalArgumentException if {@code alphabet} is GSM and lacks a character of the text
     */
    public static int length(String text, Alphabet alphabet) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            length += units(text.charAt(i), alphabet);
        }
        return length;
    }

    private static int units(char unit, Alphabet alphabet) {
        if (alphabet == Alphabet.UCS2) {
            return 1;
        }
        int septets = GsmAlphabet.septets(unit);
        if (septets == 0) {
            throw new IllegalArgumentException(String.format("U+%04X is not in the GSM default alphabet", (int) unit));
        }
        return septets;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
