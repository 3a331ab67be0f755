package io.camelami.gsm.ussd;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A way through a menu: a code to dial, then a choice for each menu that comes.
 *
 * <p>Written in one line, the steps parted by {@code ;}
 * <pre>
 * *100#;2;/balance/
 * </pre>
 * <ul>
 *   <li>the first step is the code to dial;
 *   <li>a step without slashes is answered as it stands, blanks around it left off: {@code 2}, {@code *}, {@code John};
 *   <li>{@code /pattern/} chooses the one option of the menu whose words it occurs in: a regular expression, upper and
 *       lower case alike, {@code \/} for a slash. What is answered is the option's key ({@code 3} for {@code 3. Balance}).
 * </ul>
 * A {@code ;} between slashes belongs to the pattern. There are at most {@value #MOST_STEPS} steps.
 *
 * @param code the code to dial
 * @param choices what is chosen in the menus that follow, in order; may be empty
 */
public record UssdScript(String code, List<Choice> choices) {
    public static final int MOST_STEPS = 20;
    private static final int LONGEST_PATTERN = 200;
    private static final char SEPARATOR = ';';
    private static final char SLASH = '/';

    /** What is done in one menu. */
    public sealed interface Choice permits Answer, Match {}

    /** Answers {@code text}, whatever the menu says. */
    public record Answer(String text) implements Choice {
        public Answer {
            UssdCode.checkAnswer(text);
        }

        /** Without the answer, which may be a PIN. */
        @Override
        public String toString() {
            return "Answer";
        }
    }

    /** Chooses the one option whose words {@code pattern} occurs in. */
    public record Match(Pattern pattern) implements Choice {
        public Match {
            Objects.requireNonNull(pattern, "pattern");
        }
    }

    /** @throws IllegalArgumentException if the code cannot be dialled or there are too many steps */
    public UssdScript {
        UssdCode.check(code);
        choices = List.copyOf(choices);
        if (choices.size() >= MOST_STEPS) {
            throw new IllegalArgumentException(
                    "the USSD script has " + (choices.size() + 1) + " steps, " + MOST_STEPS + " are possible");
        }
    }

    /** Dials {@code code} and chooses nothing yet. */
    public static UssdScript dial(String code) {
        return new UssdScript(code, List.of());
    }

    /** This script with one more step, which answers {@code text}. */
    public UssdScript answer(String text) {
        return with(new Answer(text));
    }

    /** This script with one more step, which chooses the option that {@code regex} occurs in. */
    public UssdScript choose(String regex) {
        return with(match(regex));
    }

    private UssdScript with(Choice choice) {
        List<Choice> more = new ArrayList<>(choices);
        more.add(choice);
        return new UssdScript(code, more);
    }

    /** Whether {@code text} has more than one step; a {@code ;} is no character of a code. */
    public static boolean isScript(String text) {
        return text.indexOf(SEPARATOR) >= 0;
    }

    /**
     * @throws IllegalArgumentException saying which step is wrong and why, without repeating it
     */
    public static UssdScript parse(String text) {
        List<String> steps = split(text);
        List<Choice> choices = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            try {
                choices.add(choice(steps.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("step " + (i + 1) + " of the USSD script: " + e.getMessage(), e);
            }
        }
        return new UssdScript(steps.get(0), choices);
    }

    private static Choice choice(String step) {
        if (step.isEmpty() || step.charAt(0) != SLASH) {
            return new Answer(step);
        }
        if (step.length() < 3 || step.charAt(step.length() - 1) != SLASH) {
            throw new IllegalArgumentException("a pattern stands between slashes, as in /balance/");
        }
        return match(step.substring(1, step.length() - 1).replace("\\/", "/"));
    }

    private static Match match(String regex) {
        if (regex.isEmpty() || regex.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException(
                    "a pattern of " + regex.length() + " characters is not possible, 1 to " + LONGEST_PATTERN + " are");
        }
        try {
            return new Match(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        }
    }

    /** At each separator outside of slashes; slashes count at the start of a step only. */
    private static List<String> split(String text) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = endOfStep(text, from);
            steps.add(text.substring(from, end).strip());
            from = end + 1;
        }
        return steps;
    }

    private static int endOfStep(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == SLASH) {
            i++;
            while (i < text.length() && text.charAt(i) != SLASH) {
                i += text.charAt(i) == '\\' ? 2 : 1;
            }
        }
        int end = text.indexOf(SEPARATOR, Math.min(i, text.length()));
        return end < 0 ? text.length() : end;
    }

    /** Without code and answers, which may hold a PIN. */
    @Override
    public String toString() {
        return "UssdScript[" + (choices.size() + 1) + " steps]";
    }
}
