package io.camelami.gsm;

import io.camelami.ami.AmiAction;
import java.util.Locale;
import java.util.Set;

/** What an action does to the login session it is sent in, which all users of a gateway share. */
final class SessionEffects {

    /** What the server takes for a yes (ast_true). */
    private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1", "on");

    private SessionEffects() {}

    /** Why nobody may send it; null if anybody may. */
    static String obstacle(AmiAction action) {
        return switch (name(action)) {
            case "login", "logoff" -> "the link logs in and off itself";
            case "events", "filter" -> "all would hear less, or more; who listens chooses what to hear";
            default -> null;
        };
    }

    /** Whether the session does nothing else, not even tell events, until the action is over. */
    static boolean holdsUp(AmiAction action) {
        return switch (name(action)) {
            case "waitevent" -> true;
            case "originate" -> !YES.contains(lower(action.get("Async")));
            // Command and smscommand; that AGI has such a header, too, does no harm.
            default -> action.get("Command") != null;
        };
    }

    private static String name(AmiAction action) {
        return lower(action.name().strip());
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
