package io.camelami.gsm.ussd;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a menu, out of its text: {@code 1 Balance}, {@code 2. Top up}, {@code 3) Help}, {@code # Next}. */
public final class UssdMenu {
    /** At the start of a line the key may stand alone. */
    private static final Pattern LINE_KEY =
            Pattern.compile("\\s*[(\\[]?(\\d{1,2}|[*#]\\d?|\\d[*#])(?:\\s*[.):\\]>=-]+\\s*|\\s+)(?=\\S)(.*)");

    /** Menus in one line ({@code 1.Yes 2.Info}); a figure with decimals such as {@code 5.00} is no key. */
    private static final Pattern INNER_KEY = Pattern.compile("\\s[(\\[]?(\\d{1,2}|[*#])[.):\\]](?!\\d)\\s*(?=\\S)");

    private static final int LONGEST_LABEL = 200;
    /** Far beyond any menu; what a gateway prints beyond it is not searched. */
    private static final int LONGEST_TEXT = 4096;

    /**
     * @param key what is answered to choose it
     * @param label the words beside it
     */
    public record Option(String key, String label) {

        /** Without the words: they may be private. */
        @Override
        public String toString() {
            return "Option[" + key + "]";
        }
    }

    private UssdMenu() {}

    /** The options in the order of the text; empty if it is no menu. */
    public static List<Option> options(String text) {
        List<Option> options = new ArrayList<>();
        for (String line :
                text.substring(0, Math.min(text.length(), LONGEST_TEXT)).split("\\R")) {
            Matcher key = LINE_KEY.matcher(line);
            String rest = line;
            String open = null;
            if (key.matches()) {
                open = key.group(1);
                rest = key.group(2);
            }
            int from = 0;
            Matcher inner = INNER_KEY.matcher(rest);
            while (inner.find()) {
                add(options, open, rest.substring(from, inner.start()));
                open = inner.group(1);
                from = inner.end();
            }
            add(options, open, rest.substring(from));
        }
        return List.copyOf(options);
    }

    private static void add(List<Option> options, String key, String words) {
        if (key != null) {
            String label = words.strip();
            options.add(new Option(key, label.substring(0, Math.min(label.length(), LONGEST_LABEL))));
        }
    }
}
