package io.camelami.gsm.event;

import java.time.Instant;

/**
 * The gateway is no longer heard; {@code epoch} is that of the session that ended.
 *
 * @param reason a sentence for people
 */
public record LinkDown(String gateway, Instant seenAt, long epoch, String reason) implements GatewayEvent {}
