package io.camelami.gsm.dialect;

import io.camelami.gsm.GatewayConfig;
import java.util.Map;
import java.util.TreeSet;

/** Reads {@link GatewayConfig#dialectOptions()}, and says what is wrong with them. */
public final class DialectOptions {
    private final String dialect;
    private final Map<String, String> values;
    private final TreeSet<String> known = new TreeSet<>();

    public DialectOptions(String dialect, GatewayConfig config) {
        this.dialect = dialect;
        this.values = config.dialectOptions();
    }

    public boolean flag(String name, boolean otherwise) {
        known.add(name);
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "option " + name + "=" + value + " of dialect " + dialect + " must be true or false");
        }
        return Boolean.parseBoolean(value);
    }

    /** @param otherwise what counts if the option is not given; may be null */
    public String text(String name, String otherwise) {
        known.add(name);
        return values.getOrDefault(name, otherwise);
    }

    /** @throws IllegalArgumentException if there is an option that was never asked for */
    public void complain() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("dialect " + dialect + " has no option '" + name + "'; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
    }
}
