package io.camelami.gsm.call;

import io.camelami.ami.AmiMessage;
import java.util.Locale;

/** Header values as this package wants them. */
final class Field {

    private Field() {}

    /** The value without blanks around it, or null where Asterisk writes one of its several words for nothing. */
    static String text(AmiMessage message, String name) {
        String value = message.get(name);
        if (value == null) {
            return null;
        }
        value = value.strip();
        return switch (value) {
            case "", "<unknown>", "<null>", "(null)" -> null;
            default -> value;
        };
    }

    /** A whole number, or {@code otherwise} if there is none. */
    static int number(AmiMessage message, String name, int otherwise) {
        String value = text(message, name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    static boolean is(AmiMessage message, String name, String value) {
        return value.equalsIgnoreCase(text(message, name));
    }

    static String upper(String value) {
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }
}
