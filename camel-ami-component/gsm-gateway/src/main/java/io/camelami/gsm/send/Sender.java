package io.camelami.gsm.send;

import io.camelami.gsm.FailureClass;
import java.time.Duration;

/** Something on its way out that needs a span for itself for a while. All of it runs on the {@link Worker}. */
interface Sender {
    /** For the link to tell what became of an action when its time is over. */
    Duration LAST_WORD = Duration.ofSeconds(1);

    /** Whom it goes to; null if it counts in no quota. */
    String recipient();

    /** How many parts it has. */
    int parts();

    /** Whether it has ended. */
    boolean isDone();

    /**
     * Begins to wait for its turn on a span.
     *
     * @param allowance what it may write there
     */
    void enter(Lane lane, Allowance allowance);

    /** It is its turn. */
    void proceed();

    /** No span can be chosen for it, so it ends. */
    void noSpan(FailureClass failure, String why);

    /** The gateway is no longer heard: what waits for it ends as what it is. */
    void linkLost(String reason);

    /** The gateway object is closed. */
    void closed();
}
