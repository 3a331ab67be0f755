package io.camelami.component;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an endpoint lets a message run on the server: what it does not list, it refuses. */
final class Allowed {

    private static final String ALL = "*";

    private final String option;
    private final List<String> entries;

    /** @param list parted by commas; null for nothing */
    Allowed(String option, String list) {
        this.option = option;
        this.entries = list == null
                ? List.of()
                : Stream.of(list.split(","))
                        .map(Allowed::normal)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    /** @throws SecurityException if nothing at all is allowed */
    void checkAny() {
        if (entries.isEmpty()) {
            throw new SecurityException(
                    "this endpoint does not allow it, since a message could otherwise run code on the"
                            + " server; list what a message may run in option " + option);
        }
    }

    /** @throws SecurityException if {@code wanted} is not listed; does not repeat it */
    void check(String wanted) {
        String normal = normal(wanted);
        if (entries.stream().noneMatch(entry -> admits(entry, normal))) {
            throw new SecurityException(
                    "option " + option + " of this endpoint does not list what the message wants to run");
        }
    }

    private static boolean admits(String entry, String wanted) {
        if (entry.equals(ALL)) {
            return true;
        }
        return entry.endsWith(" " + ALL)
                ? (wanted + " ").startsWith(entry.substring(0, entry.length() - 1))
                : entry.equals(wanted);
    }

    /** The server does not mind upper case and how many blanks there are. */
    private static String normal(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
