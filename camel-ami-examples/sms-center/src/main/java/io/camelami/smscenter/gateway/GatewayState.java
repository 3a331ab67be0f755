package io.camelami.smscenter.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What the page shows of the gateway.
 *
 * @param dialect as it is spoken now, and whether it was found out
 * @param reason why it is down; null if it is up
 * @param since since when it is up or down
 * @param missed the last time in which messages may have been missed; null if there was none
 * @param unstored how many received messages wait in files because the database does not take them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayState(
        String name,
        String address,
        String dialect,
        int spans,
        boolean simulated,
        boolean up,
        String reason,
        Instant since,
        Missed missed,
        int unstored) {

    /**
     * A time in which the gateway was not heard, or could not be kept up with.
     *
     * @param what a sentence for people: what the gateway may have told meanwhile and will not repeat
     */
    public record Missed(Instant from, Instant to, String what) {}
}
