package io.camelami.component;

import java.time.Duration;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** What the operations on calls read from a message. */
final class CallHeaders {

    private CallHeaders() {}

    static String required(Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("header " + header + " is missing");
        }
        return value;
    }

    static String optional(Message message, String header) {
        return message.getHeader(header, String.class);
    }

    static String orElse(Message message, String header, String otherwise) {
        String value = message.getHeader(header, String.class);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** A Duration, a text such as {@code 20s}, or a number of milliseconds; null if there is none. */
    static Duration duration(Message message, String header) {
        return message.getHeader(header) instanceof Number millis
                ? Duration.ofMillis(millis.longValue())
                : message.getHeader(header, Duration.class);
    }

    /** Why a message cannot be obeyed. Where Camel could not convert a value, its own words would repeat that. */
    static String reason(RuntimeException e) {
        return e instanceof TypeConversionException conversion
                ? "a header is a " + conversion.getFromType().getSimpleName() + " that cannot be read as a "
                        + conversion.getToType().getSimpleName()
                : e.getMessage();
    }

    /** Also removes what an earlier operation or the consumer has left there. */
    static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
