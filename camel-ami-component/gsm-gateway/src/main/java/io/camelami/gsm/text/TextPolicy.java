package io.camelami.gsm.text;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may become of a text before it is sent. A pure function: the text to send, or a refusal.
 *
 * @param unicode what to do with characters outside the GSM alphabet
 * @param longText what to do with a text that takes more than one part
 */
public record TextPolicy(Unicode unicode, LongText longText) {

    /** Sends every text as it is. */
    public static final TextPolicy AS_IT_IS = new TextPolicy(Unicode.AUTO, LongText.SPLIT);

    /** Enough to find them by, and too few to read a text from. */
    private static final int MOST_NAMED = 10;

    /** What somebody sees as one character: with its accents, both halves of a pair, CR and LF (UAX #29). */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private static final Pattern CODE_POINT = Pattern.compile(".", Pattern.DOTALL);

    /** What to do with characters outside the GSM alphabet. */
    public enum Unicode {
        /** They make it a text of UCS-2. */
        AUTO,
        /** They are refused. */
        REJECT,
        /** Signs and letters become what comes next to them in the GSM alphabet; where nothing does, they are refused. */
        TRANSLITERATE
    }

    /** What to do with a text that takes more than one part. */
    public enum LongText {
        /** It is sent in parts. */
        SPLIT,
        /** It is refused. */
        REJECT,
        /** What does not fit one part is cut off. */
        TRUNCATE
    }

    /** @param truncated whether some of the text that was given is missing at its end */
    public record Result(String text, boolean truncated) {

        /** Without the text: it is private. */
        @Override
        public String toString() {
            return "Result[" + text.length() + " characters, truncated=" + truncated + "]";
        }
    }

    public TextPolicy {
        Objects.requireNonNull(unicode, "unicode");
        Objects.requireNonNull(longText, "longText");
    }

    /** As {@link #apply(String, ToIntFunction)} for one who sends as {@link SmsText} counts. */
    public Result apply(String text) throws TextRefusedException {
        return apply(text, any -> 1);
    }

    /**
     * @param parts how many parts its sender makes of a text; counts where it makes more of it than {@link SmsText} does
     * @throws TextRefusedException if the text may not be sent
     */
    public Result apply(String text, ToIntFunction<String> parts) throws TextRefusedException {
        String inAlphabet =
                switch (unicode) {
                    case AUTO -> text;
                    case REJECT -> withinGsm(text);
                    case TRANSLITERATE -> withinGsm(Transliteration.toGsm(text));
                };
        return longText == LongText.SPLIT ? new Result(inAlphabet, false) : onePart(inAlphabet, parts);
    }

    private Result onePart(String text, ToIntFunction<String> parts) throws TextRefusedException {
        int needed = Math.max(SmsText.cost(text).parts(), parts.applyAsInt(text));
        if (needed == 1) {
            return new Result(text, false);
        }
        String first = firstPart(text, parts);
        if (longText == LongText.REJECT || first.isEmpty()) {
            throw new TextRefusedException(
                    "the text takes " + needed + " parts and may take one (option longText); of its "
                            + text.codePointCount(0, text.length()) + " characters one part holds the first "
                            + first.codePointCount(0, first.length()));
        }
        return new Result(first, true);
    }

    private static String withinGsm(String text) throws TextRefusedException {
        Set<Integer> outside = text.codePoints()
                .filter(point -> !GsmAlphabet.covers(Character.toString(point)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        if (outside.isEmpty()) {
            return text;
        }
        // Sorted, so that nothing of a short text can be read off them.
        List<String> named = outside.stream()
                .limit(MOST_NAMED)
                .map(point -> String.format("U+%04X", point))
                .toList();
        throw new TextRefusedException("the text has characters that are not in the GSM alphabet (option unicode): "
                + String.join(", ", named)
                + (outside.size() > MOST_NAMED ? " and " + (outside.size() - MOST_NAMED) + " others" : ""));
    }

    /**
     * As much of the beginning as one part holds. First by what the alphabets hold, since a sender may have another way for
     * a longer text: OpenVox sends a text with a line end as a PDU, which holds more.
     */
    private static String firstPart(String text, ToIntFunction<String> parts) {
        String first = beginning(text, candidate -> SmsText.cost(candidate).parts() == 1);
        return parts.applyAsInt(first) == 1 ? first : beginning(first, candidate -> parts.applyAsInt(candidate) == 1);
    }

    /** The longest beginning that fits; empty if none does. If one fits, shorter ones must. */
    private static String beginning(String text, Predicate<String> fits) {
        // A part never holds more than that, so no more has to be looked at.
        String start = text.substring(0, Math.min(text.length(), Alphabet.GSM.single() + 1));
        String whole = longest(start, ends(CHARACTER, start), fits);
        return whole.isEmpty() ? longest(start, ends(CODE_POINT, start), fits) : whole;
    }

    private static List<Integer> ends(Pattern unit, String text) {
        return unit.matcher(text).results().map(MatchResult::end).toList();
    }

    private static String longest(String text, List<Integer> ends, Predicate<String> fits) {
        int known = 0;
        int low = 0;
        int high = ends.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (fits.test(text.substring(0, ends.get(middle)))) {
                known = ends.get(middle);
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return text.substring(0, known);
    }
}
