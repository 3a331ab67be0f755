package io.camelami.gsm.dialect;

import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.GatewayConfig;

/** Whether a dialect can do what is asked, before anything is written. */
public final class Ability {

    private Ability() {}

    /** @return why not and what helps, as a clause for people; null if it can */
    public static String lacking(GatewayConfig config, DialectSession dialect, Operation operation) {
        return dialect.capabilities().operations().contains(operation)
                ? null
                : "dialect " + config.dialect() + " cannot " + operation.words() + "; " + dialect.insteadOf(operation);
    }
}
