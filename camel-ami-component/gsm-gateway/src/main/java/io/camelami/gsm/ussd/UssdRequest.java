package io.camelami.gsm.ussd;

import io.camelami.gsm.SpanNumber;
import java.time.Duration;
import java.util.Objects;

/**
 * One USSD code to dial, or one choice in a menu that is open.
 *
 * @param code what to dial or to answer; checked here, see {@link UssdCode}
 * @param span the span to send from, counted from 1 as the user sees it; 0 for any, or for that of the menu
 * @param timeout how long it may take, waiting for the span included; null for the gateway's sendTimeout
 * @param session the menu to continue, from {@link UssdResult#session()}; null to open a session
 */
public record UssdRequest(String code, int span, Duration timeout, String session) {

    /** @throws IllegalArgumentException if the code has a character that must not reach the wire, or span is not in 0..999 */
    public UssdRequest {
        Objects.requireNonNull(code, "code");
        if (session == null) {
            UssdCode.check(code);
        } else {
            UssdCode.checkAnswer(code);
        }
        SpanNumber.check(span);
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
    }

    /** @param code such as {@code *100#} */
    public static UssdRequest dial(String code) {
        return new UssdRequest(code, 0, null, null);
    }

    /** A choice in the menu of {@code session}. */
    public static UssdRequest answer(String session, String choice) {
        return new UssdRequest(choice, 0, null, Objects.requireNonNull(session, "session"));
    }

    public UssdRequest withSpan(int newSpan) {
        return new UssdRequest(code, newSpan, timeout, session);
    }

    public UssdRequest withTimeout(Duration newTimeout) {
        return new UssdRequest(code, span, newTimeout, session);
    }

    /** Without the code, which may hold a PIN. */
    @Override
    public String toString() {
        return "UssdRequest[span=" + span + (session == null ? "" : ", session=" + session) + "]";
    }
}
