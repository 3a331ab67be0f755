package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import java.time.Duration;

/** One action of a {@link SmsPlan}, and what its answer means. */
public interface SmsStep {

    /** Why it cannot go out from this span, as a failure; null if it can. Nothing is written then. */
    default Verdict refusal(int span) {
        return null;
    }

    /**
     * @param span the span to send from, counted from 1 as the user sees it
     * @param timeLeft how long the gateway may take for it, for commands that take a timeout themselves
     */
    AmiAction action(int span, Duration timeLeft);

    /** What the answer says. */
    Verdict onReply(int span, AmiResponse reply);

    /** How many parts of the text go out with it. */
    default int parts() {
        return 1;
    }

    /** Whether the gateway answers nothing else on the same session until this is done. */
    default boolean blocking() {
        return false;
    }

    /**
     * The id under which a {@link SendReport} may tell of it; null if none will. It is waited for only after
     * {@link Verdict#awaitReport()}.
     */
    default String reportKey() {
        return null;
    }
}
