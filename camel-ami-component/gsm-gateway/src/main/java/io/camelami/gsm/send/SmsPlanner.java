package io.camelami.gsm.send;

import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.text.TextPolicy;
import io.camelami.gsm.text.TextRefusedException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the dialect how a message is sent, and does what is the same for all dialects: text policies and refusals. */
final class SmsPlanner {
    /** @param truncated whether it sends no more than the beginning of the text */
    record Planned(SmsPlan plan, boolean truncated) {}

    private final String name;
    private final DialectSession dialect;

    /** @param name of the dialect, for people */
    SmsPlanner(String name, DialectSession dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    /** @throws SmsRefusedException if this gateway cannot send it; nothing is written then */
    Planned plan(SmsRequest request) throws SmsRefusedException {
        TextPolicy.Result text = text(request);
        SmsPlan plan = dialect.plan(request.withText(text.text()));
        // Only now: a dialect that had to find out first what it speaks to knows it when it can plan.
        refuseWhatItLacks(request);
        return new Planned(plan, text.truncated());
    }

    private TextPolicy.Result text(SmsRequest request) throws SmsRefusedException {
        try {
            return request.textPolicy().apply(request.text(), text -> parts(request.withText(text)));
        } catch (TextRefusedException e) {
            throw new SmsRefusedException(FailureClass.RECIPIENT, e.getMessage());
        }
    }

    /** What is refused for another reason than its length, is when it is planned. */
    private int parts(SmsRequest request) {
        try {
            return dialect.plan(request).parts();
        } catch (SmsRefusedException e) {
            return 1;
        }
    }

    private void refuseWhatItLacks(SmsRequest request) throws SmsRefusedException {
        Set<SmsFeature> asked = request.options().asked();
        if (asked.isEmpty()) {
            return;
        }
        Set<SmsFeature> has = dialect.capabilities().sms();
        Set<SmsFeature> lacks = new TreeSet<>(asked);
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
