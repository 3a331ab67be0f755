package io.camelami.ami;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which classes of events the event session is told. A session whose mask cannot be brought to what is wanted is ended: the
 * next login says the mask anew, and a listener that waits for events it is never told would be the worse.
 */
final class EventMask {

    private static final Logger LOG = LoggerFactory.getLogger(EventMask.class);

    private final AmiLinkConfig config;
    private String wanted;
    /** What the session that is open, or the one that logs in, has been asked for last. */
    private String asked;

    EventMask(AmiLinkConfig config) {
        this.config = config;
        this.wanted = config.eventMask();
    }

    synchronized String forLogin() {
        asked = wanted;
        return wanted;
    }

    /** @param session the one that is logged in, or null */
    void change(String mask, AmiSession session) {
        synchronized (this) {
            wanted = mask;
        }
        if (session != null) {
            tell(session);
        }
    }

    /** Tells it what was wanted since its login was written. */
    void loggedIn(AmiSession session) {
        tell(session);
    }

    private void tell(AmiSession session) {
        String mask;
        CompletableFuture<AmiResponse> told;
        // Sent under the lock, so that the last one that is written is the last one that was wanted.
        synchronized (this) {
            if (wanted.equals(asked)) {
                return;
            }
            mask = wanted;
            asked = mask;
            told = session.send(
                    AmiAction.of("Events").with("EventMask", mask),
                    config.keepAlive().window());
        }
        told.whenComplete((answer, failure) -> {
            if (answer == null || !answer.success()) {
                refused(session, mask, answer);
            }
        });
    }

    private void refused(AmiSession session, String mask, AmiResponse answer) {
        if (session.ended()) {
            return;
        }
        String why = answer == null ? "it gave no answer" : Printable.of(answer.message());
        LOG.warn("{}: does not take the event mask {} ({}); it gets a new login with it", config.gateway(), mask, why);
        session.shut(new AmiUnreachableException(
                "Gateway " + config.gateway() + ": did not take the event mask " + mask + ": " + why));
    }
}
