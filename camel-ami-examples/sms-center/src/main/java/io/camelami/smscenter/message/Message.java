package io.camelami.smscenter.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A message as it is stored and shown.
 *
 * @param id counts up in the order of arrival
 * @param from sender of an inbound message, else null
 * @param to recipient of an outbound message, else null
 * @param span span of the gateway, counted from 1; null while the gateway has not chosen one
 * @param parts how many SMS it is on the air; null if not known
 * @param failure why it FAILED, as a failure class of {@code ami-gsm:}; else null
 * @param detail a sentence for people about how it ended; null if there is nothing to say
 * @param sentAt inbound: when the network took it, if the gateway tells; outbound: null
 * @param createdAt when it was stored
 * @param changedAt when its state last changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        long id,
        Direction direction,
        MessageState state,
        String from,
        String to,
        String text,
        String gateway,
        Integer span,
        Integer parts,
        String failure,
        String detail,
        Instant sentAt,
        Instant createdAt,
        Instant changedAt) {

    /** Without numbers and text: they are private. */
    @Override
    public String toString() {
        return "Message[id=" + id + ", " + direction + ", " + state + ", span=" + span + "]";
    }
}
