package io.camelami.ami;

/** Makes a gateway's words fit for a log line or a message. */
final class Printable {

    private static final int LONGEST = 120;

    private Printable() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.length() > LONGEST ? clean.append('…').toString() : clean.toString();
    }

    /** The kind of a failure and its words, for sentences such as "cannot connect: …". */
    static String of(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? kind : kind + ", " + of(cause.getMessage());
    }
}
