package io.camelami.gsm.dialect;

import java.util.Objects;

/**
 * What a dialect needs of the link. The masks are as the AMI header {@code Events} takes them.
 *
 * @param events what the gateway is to tell for messages, USSD, reports, spans and originates, which are always heard
 * @param callEvents what it is to tell while somebody follows calls
 * @param rawEvents what it is to tell while somebody listens for events as they come
 * @param commandSessions how many sessions it needs beside the one for events, for commands that block theirs; 0 if no
 *     command does
 */
public record LinkNeeds(String events, String callEvents, String rawEvents, int commandSessions) {

    public LinkNeeds {
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(callEvents, "callEvents");
        Objects.requireNonNull(rawEvents, "rawEvents");
    }

    /** Of a gateway that tells the same whoever listens. */
    public LinkNeeds(String events, int commandSessions) {
        this(events, events, events, commandSessions);
    }
}
