package io.camelami.gsm.ussd;

import java.util.List;

/**
 * How a script ended.
 *
 * @param steps the result of each step that was sent, in order; at least one
 * @param planned how many steps the script has
 * @param complete whether all of them were sent and answered by the network
 * @param detail a sentence for people: what ended it; without codes and texts
 */
public record UssdScriptResult(List<UssdResult> steps, int planned, boolean complete, String detail) {

    public UssdScriptResult {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a script begins with a step");
        }
    }

    /** The result of the last step that was sent. */
    public UssdResult last() {
        return steps.get(steps.size() - 1);
    }
}
