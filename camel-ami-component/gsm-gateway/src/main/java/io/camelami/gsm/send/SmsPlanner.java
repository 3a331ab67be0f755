package io.camelami.gsm.send;

import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the dialect how a message is sent, and refuses what is the same for all dialects. */
final class SmsPlanner {
    private final String name;
    private final DialectSession dialect;

    /** @param name of the dialect, for people */
    SmsPlanner(String name, DialectSession dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    /** @throws SmsRefusedException if this gateway cannot send it; nothing is written then */
    SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        SmsPlan plan = dialect.plan(request);
        // Only now: a dialect that had to find out first what it speaks to knows it when it can plan.
        refuseWhatItLacks(request);
        return plan;
    }

    private void refuseWhatItLacks(SmsRequest request) throws SmsRefusedException {
        Set<SmsFeature> has = dialect.capabilities().sms();
        Set<SmsFeature> lacks = new TreeSet<>(request.options().asked());
        lacks.removeAll(has);
        if (!lacks.isEmpty()) {
            throw new SmsRefusedException(
                    FailureClass.CONFIGURATION,
                    "it asks for " + words(lacks) + ", which dialect " + name + " cannot do on this gateway; it has "
                            + words(new TreeSet<>(has))
                            + ". Do not ask for it, or send over a gateway whose dialect, or"
                            + " driver, has it");
        }
    }

    private static String words(Set<SmsFeature> features) {
        return features.isEmpty()
                ? "nothing"
                : features.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
