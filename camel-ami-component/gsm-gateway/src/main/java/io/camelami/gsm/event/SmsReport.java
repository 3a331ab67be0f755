package io.camelami.gsm.event;

import io.camelami.gsm.Outcome;
import java.time.Instant;

/**
 * What became of a message that was sent earlier, as the gateway told it in an event of its own; also of messages that
 * somebody else sent, and of those whose send had already ended otherwise.
 *
 * @param span the span it went out on, counted from 1; 0 if neither the gateway nor we know
 * @param id the caller's reference; null if the message is not one of ours or had none
 * @param gatewayId the id that the gateway gave; null if it gave none
 * @param outcome SENT, also while the network still tries to deliver it; DELIVERED, FAILED, EXPIRED or UNKNOWN
 * @param reply what the gateway said, without number and text
 * @param awaited whether it ended a send that still waited for it
 */
public record SmsReport(
        String gateway,
        Instant seenAt,
        long epoch,
        int span,
        String id,
        String gatewayId,
        Outcome outcome,
        String reply,
        boolean awaited)
        implements GatewayEvent {}
