package io.camelami.smscenter;

import java.io.Serial;

/** What is wrong with one field of a request, where only the application can know it. */
public final class InvalidInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String field;

    /** @param message goes on after the field's name, as "must be ..." */
    public InvalidInputException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
