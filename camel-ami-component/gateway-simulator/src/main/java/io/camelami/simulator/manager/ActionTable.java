package io.camelami.simulator.manager;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The actions a server knows, by name in any case. */
public final class ActionTable {
    private static final Set<String> BEFORE_LOGIN = Set.of("login", "logoff", "challenge");

    private record Entry(String name, String synopsis, String privilege, ActionHandler handler) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * @param privilege what ListCommands shows, such as {@code call,all} or {@code <none>}
     */
    public ActionTable add(String name, String privilege, ActionHandler handler) {
        return add(name, "", privilege, handler);
    }

    /**
     * @param synopsis what ListCommands shows behind the name
     */
    public ActionTable add(String name, String synopsis, String privilege, ActionHandler handler) {
        entries.put(name.toLowerCase(Locale.ROOT), new Entry(name, synopsis, privilege, handler));
        return this;
    }

    Optional<ActionHandler> find(String name) {
        return Optional.ofNullable(entries.get(name.toLowerCase(Locale.ROOT))).map(Entry::handler);
    }

    static boolean isAllowedBeforeLogin(String name) {
        return BEFORE_LOGIN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The lines of a ListCommands reply. */
    String listing() {
        StringBuilder lines = new StringBuilder();
        for (Entry entry : entries.values()) {
            lines.append(entry.name())
                    .append(": ")
                    .append(entry.synopsis())
                    .append(" (Priv: ")
                    .append(entry.privilege())
                    .append(")\r\n");
        }
        return lines.toString();
    }
}
