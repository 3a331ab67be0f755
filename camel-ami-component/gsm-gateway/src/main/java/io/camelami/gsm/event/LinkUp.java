package io.camelami.gsm.event;

import java.time.Instant;

/** The gateway is reachable and logged in; {@code epoch} is that of the new session. */
public record LinkUp(String gateway, Instant seenAt, long epoch) implements GatewayEvent {}
