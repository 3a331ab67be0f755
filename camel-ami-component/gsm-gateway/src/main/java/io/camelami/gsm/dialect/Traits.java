package io.camelami.gsm.dialect;

import java.util.List;
import java.util.Set;

/**
 * What a server told when it was asked for {@code dialect=auto}. For telling gateways apart and for nothing else: what is
 * in here comes from the wire.
 *
 * @param actions the names of the actions that its user may send, in lower case ({@code ListCommands})
 * @param gsmVersion what the CLI command {@code gsm show version} printed; empty if it could not be asked
 * @param gsmSpans what the CLI command {@code gsm show spans} printed; empty if it could not be asked
 */
public record Traits(Set<String> actions, List<String> gsmVersion, List<String> gsmSpans) {

    public Traits {
        actions = Set.copyOf(actions);
        gsmVersion = List.copyOf(gsmVersion);
        gsmSpans = List.copyOf(gsmSpans);
    }

    /** @param beginning in lower case */
    public boolean hasActionsOf(String beginning) {
        return actions.stream().anyMatch(action -> action.startsWith(beginning));
    }
}
