package io.camelami.gsm.ussd;

import io.camelami.gsm.FailureClass;
import java.time.Instant;
import java.util.Objects;

/**
 * How one USSD request ended.
 *
 * @param status exactly one, never null
 * @param failure why, if {@code status} is {@link UssdStatus#FAILED}; otherwise null
 * @param span the span it was sent from, counted from 1; 0 if none was chosen before it failed
 * @param text the network's answer, decoded; null if none came
 * @param dcs data coding scheme of the answer, or {@link UssdText#NO_DCS} if the gateway did not tell
 * @param raw the answer as the gateway printed it, for a text that was decoded wrongly; null if none came
 * @param session by which the menu is continued ({@link UssdRequest#answer}); null unless {@code status} is
 *     {@link UssdStatus#FURTHER_ACTION}
 * @param reply the gateway's line that decided, without code and text; may be null
 * @param detail a sentence for people: what was tried, what came back, what changes it; without code and text
 * @param epoch the login session in which it was written; 0 if nothing was written
 * @param at when it was known
 */
public record UssdResult(
        UssdStatus status,
        FailureClass failure,
        int span,
        String text,
        int dcs,
        String raw,
        String session,
        String reply,
        String detail,
        long epoch,
        Instant at) {

    public UssdResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
        if ((status == UssdStatus.FAILED) != (failure != null)) {
            throw new IllegalArgumentException("a failure class belongs to FAILED and to no other status");
        }
        if (session != null && status != UssdStatus.FURTHER_ACTION) {
            throw new IllegalArgumentException("only a menu has a session to be continued");
        }
    }

    /** A request that ended without the gateway having said anything. */
    public static UssdResult unanswered(
            UssdStatus status, FailureClass failure, int span, String detail, long epoch, Instant at) {
        return new UssdResult(status, failure, span, null, UssdText.NO_DCS, null, null, null, detail, epoch, at);
    }

    /** @param session the one that the answer opened or left open; null if it is no menu */
    public static UssdResult of(UssdReply reply, int span, String session, String detail, long epoch, Instant at) {
        return new UssdResult(
                reply.status(),
                reply.failure(),
                span,
                reply.text(),
                reply.dcs(),
                reply.raw(),
                session,
                reply.line(),
                detail,
                epoch,
                at);
    }

    /** Whether a menu is open and waits for a choice. */
    public boolean isMenu() {
        return session != null;
    }

    /** Without the texts: they may be private. */
    @Override
    public String toString() {
        return "UssdResult[" + status + (failure == null ? "" : " " + failure) + ", span=" + span + ", dcs=" + dcs
                + ", session=" + session + ", epoch=" + epoch + ", " + detail + "]";
    }
}
