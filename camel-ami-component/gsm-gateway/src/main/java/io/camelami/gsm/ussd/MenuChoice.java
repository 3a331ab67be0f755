package io.camelami.gsm.ussd;

import io.camelami.gsm.ussd.UssdMenu.Option;
import io.camelami.gsm.ussd.UssdScript.Choice;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is answered to a menu.
 *
 * @param answer null if nothing can be chosen
 * @param detail why not; else null
 */
record MenuChoice(String answer, String detail) {

    static MenuChoice of(Choice choice, String menu) {
        if (choice instanceof UssdScript.Answer answer) {
            return new MenuChoice(answer.text(), null);
        }
        Pattern pattern = ((UssdScript.Match) choice).pattern();
        List<Option> options = UssdMenu.options(menu);
        List<Option> fitting;
        try {
            fitting = options.stream()
                    .filter(option ->
                            pattern.matcher(new BoundedText(option.label())).find())
                    .toList();
        } catch (BoundedText.TooCostlyException e) {
            return new MenuChoice(null, "its pattern takes too long to compare; make it simpler");
        }
        return switch (fitting.size()) {
            case 1 -> new MenuChoice(fitting.get(0).key(), null);
            case 0 -> new MenuChoice(null, "its pattern fits none of the menu's " + options.size() + " options");
            default ->
                new MenuChoice(null, "its pattern fits " + fitting.size() + " of the menu's options; make it name one");
        };
    }

    /**
     * A text that can be read only so often: the network writes the text, and a pattern that backtracks could be kept
     * busy by it for ever.
     */
    private record BoundedText(String text, int[] reads) implements CharSequence {
        private static final int MOST_READS = 100_000;

        BoundedText(String text) {
            this(text, new int[1]);
        }

        static final class TooCostlyException extends RuntimeException {
            private static final long serialVersionUID = 1L;

            TooCostlyException() {
                super(null, null, false, false);
            }
        }

        @Override
        public char charAt(int index) {
            if (++reads[0] > MOST_READS) {
                throw new TooCostlyException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
