package io.camelami.ami;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a gateway is asked to do: a name and headers in order, repeats allowed. Immutable.
 *
 * <p>Anything may be put in; {@link AmiEncoder} refuses what would not arrive as it stands here. The session adds the
 * ActionID unless the action carries one of its own.
 */
public final class AmiAction {

    private final String name;
    private final List<AmiHeader> headers;

    private AmiAction(String name, List<AmiHeader> headers) {
        this.name = name;
        this.headers = headers;
    }

    /** @param name of the action, such as {@code Command} */
    public static AmiAction of(String name) {
        return new AmiAction(Objects.requireNonNull(name, "name"), List.of());
    }

    /** This action with one more header at the end. */
    public AmiAction with(String headerName, String value) {
        List<AmiHeader> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(new AmiHeader(headerName, value));
        return new AmiAction(name, Collections.unmodifiableList(more));
    }

    public String name() {
        return name;
    }

    /** The headers in order, without {@code Action}. */
    public List<AmiHeader> headers() {
        return headers;
    }

    /** The first value of that header name in any case, or null. */
    public String get(String headerName) {
        for (AmiHeader header : headers) {
            if (header.name().equalsIgnoreCase(headerName)) {
                return header.value();
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmiAction that && name.equals(that.name) && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, headers);
    }

    /** The name and the header names, never a value. */
    @Override
    public String toString() {
        return "AmiAction[" + name + ": "
                + String.join(", ", headers.stream().map(AmiHeader::name).toList()) + "]";
    }
}
