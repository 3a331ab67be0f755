package io.camelami.gsm;

/** Numbers in a form that may be logged. */
public final class Mask {
    private static final int KEPT_IN_FRONT = 3;
    private static final int KEPT_AT_END = 2;
    private static final int SHORTEST = 8;

    private Mask() {}

    /**
     * {@code +8613632919026} as {@code +861***26}: enough to recognise a number one knows, too little to learn it.
     * Anything of fewer than eight characters, and every name, becomes {@code ***}.
     */
    public static String number(String number) {
        if (number == null || number.isEmpty()) {
            return "";
        }
        int plus = number.charAt(0) == '+' ? 1 : 0;
        boolean digits = number.chars().skip(plus).allMatch(c -> c >= '0' && c <= '9');
        if (!digits || number.length() - plus < SHORTEST) {
            return "***";
        }
        return number.substring(0, plus + KEPT_IN_FRONT) + "***" + number.substring(number.length() - KEPT_AT_END);
    }
}
