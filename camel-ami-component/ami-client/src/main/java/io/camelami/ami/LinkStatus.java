package io.camelami.ami;

import java.time.Instant;

/**
 * What can be said of a link at one moment.
 *
 * @param gateway its name
 * @param since when the state began
 * @param epoch logins so far; the number of the present one while UP, else of the last one; 0 before the first
 * @param reason a sentence saying why the link is in this state
 * @param attempts attempts in a row that failed since the link was last up
 * @param banner the gateway's greeting at the last login, empty before
 * @param lastReceived when the last complete message was read, null before the first
 * @param stalledSince since when nothing has been read because our own side takes nothing more, told in {@code reason};
 *     null while it reads. Not a lost link, for the gateway may be well, but nothing of it is heard
 */
public record LinkStatus(
        String gateway,
        LinkState state,
        Instant since,
        long epoch,
        String reason,
        int attempts,
        String banner,
        Instant lastReceived,
        Instant stalledSince) {

    /** Whether actions can be sent. */
    public boolean up() {
        return state == LinkState.UP;
    }

    /** Whether the gateway is heard: the link is up, and what comes is read. */
    public boolean heard() {
        return up() && stalledSince == null;
    }
}
