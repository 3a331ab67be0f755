package io.camelami.smscenter.message;

import java.time.Instant;
import java.util.UUID;

/**
 * An SMS on its way from the gateway to the database.
 *
 * @param key made on arrival; a message that is stored again under the same key is the same message
 * @param sentAt when the network took it; null if the gateway does not tell
 * @param detail what is wrong with it (missing parts); null for a whole message
 */
public record ReceivedSms(
        UUID key,
        String gateway,
        int span,
        String from,
        String text,
        Integer parts,
        String detail,
        Instant sentAt,
        Instant receivedAt) {

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "ReceivedSms[key=" + key + ", gateway=" + gateway + ", span=" + span + "]";
    }
}
