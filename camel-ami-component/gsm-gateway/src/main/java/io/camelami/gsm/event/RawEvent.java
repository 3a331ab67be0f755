package io.camelami.gsm.event;

import io.camelami.ami.AmiEvent;
import java.time.Instant;

/** An AMI event as it came. */
public record RawEvent(String gateway, Instant seenAt, long epoch, AmiEvent event) implements GatewayEvent {}
