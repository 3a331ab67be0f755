package io.camelami.gsm.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Finds a dialect by name. */
public final class Dialects {

    private Dialects() {}

    /**
     * @param name in any case
     * @param own dialects of the caller, which come before those found by {@link ServiceLoader}
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static Dialect find(String name, Collection<? extends Dialect> own) {
        List<String> names = new ArrayList<>();
        List<Dialect> known = new ArrayList<>(own);
        ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader()).forEach(known::add);
        for (Dialect dialect : known) {
            if (dialect.name().equals(name.toLowerCase(Locale.ROOT))) {
                return dialect;
            }
            names.add(dialect.name());
        }
        throw new IllegalArgumentException("dialect '" + name + "' is unknown; known are " + String.join(", ", names));
    }
}
