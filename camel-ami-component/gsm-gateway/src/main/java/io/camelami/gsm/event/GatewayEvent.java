package io.camelami.gsm.event;

import java.time.Instant;

/** Something a gateway, or the link to it, tells. */
public sealed interface GatewayEvent
        permits InboundSms, SmsReport, InboundUssd, CallEvent, Call, Cdr, SpanChange, LinkDown, LinkUp, Gap, RawEvent {

    /** Name of the gateway, as configured. */
    String gateway();

    /** When it was seen here. */
    Instant seenAt();

    /** Number of the login session in which it was seen; grows by one with every login. */
    long epoch();
}
