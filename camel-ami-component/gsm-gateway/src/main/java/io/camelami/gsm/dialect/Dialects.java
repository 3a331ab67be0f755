package io.camelami.gsm.dialect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds dialects. */
public final class Dialects {

    private Dialects() {}

    /**
     * The dialects there are, no two of one name.
     *
     * @param own dialects of the caller, which come before those found by {@link ServiceLoader}
     */
    public static List<Dialect> all(Collection<? extends Dialect> own) {
        Map<String, Dialect> byName = new LinkedHashMap<>();
        own.forEach(dialect -> byName.putIfAbsent(dialect.name(), dialect));
        ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader())
                .forEach(dialect -> byName.putIfAbsent(dialect.name(), dialect));
        return List.copyOf(byName.values());
    }

    /**
     * @param name in any case
     * @param own dialects of the caller, which come before those found by {@link ServiceLoader}
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static Dialect find(String name, Collection<? extends Dialect> own) {
        List<Dialect> known = all(own);
        return known.stream()
                .filter(dialect -> dialect.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "dialect '" + name + "' is unknown; known are " + names(known) + ", and auto to find it out"));
    }

    /** For people. */
    public static String names(Collection<Dialect> dialects) {
        return dialects.stream().map(Dialect::name).collect(Collectors.joining(", "));
    }
}
