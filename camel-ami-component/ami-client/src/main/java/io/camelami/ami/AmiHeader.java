package io.camelami.ami;

import java.util.Objects;

/**
 * One {@code Name: value} line, the name in the case it had on the wire.
 *
 * <p>{@link #toString()} shows the name only: values carry secrets, numbers and texts.
 */
public record AmiHeader(String name, String value) {

    public AmiHeader {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return name;
    }
}
