package io.camelami.gsm.event;

import io.camelami.gsm.Span;
import java.time.Instant;
import java.util.Set;

/**
 * A span is not what it was. Told to those only who asked with {@link io.camelami.gsm.GsmGateway#watchSpans}.
 *
 * @param span what it is like now
 * @param changed what is new about it, at least one thing
 */
public record SpanChange(String gateway, Instant seenAt, long epoch, Span span, Set<What> changed)
        implements GatewayEvent {

    public SpanChange {
        changed = Set.copyOf(changed);
    }

    /** What can be new about a span. */
    public enum What {
        /** It is told for the first time. */
        FOUND,
        /** The gateway does not list it any more. */
        GONE,
        UP,
        DOWN,
        /** The network has let it in, or not any more. */
        REGISTRATION,
        /** Another network, or the first one that is known. */
        OPERATOR,
        /** Another SIM, or the first one that is known. */
        SIM,
        /** The signal has become too weak to rely on, or good enough again. */
        SIGNAL,
        /** It is still down, and the gateway gives another reason. */
        STATE
    }
}
