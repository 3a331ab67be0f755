package io.camelami.ami;

import java.time.Clock;
import java.time.Instant;

/** How a link stands, from which {@link LinkStatus} is taken. Guarded by the link's lock. */
final class Standing {

    private final String gateway;
    private final Clock clock;
    private LinkState state = LinkState.NEW;
    private Instant since;
    private String reason = "not started";
    private long epoch;
    private int attempts;
    private String banner = "";
    private Instant lastReceived;

    Standing(String gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
        this.since = clock.instant();
    }

    LinkState state() {
        return state;
    }

    boolean is(LinkState other) {
        return state == other;
    }

    long epoch() {
        return epoch;
    }

    int attempts() {
        return attempts;
    }

    void become(LinkState next, String why) {
        if (state != next) {
            since = clock.instant();
        }
        state = next;
        reason = why;
    }

    void loggedIn(long number, String greeting) {
        epoch = number;
        attempts = 0;
        banner = greeting;
        become(LinkState.UP, "logged in");
    }

    /** @return whether that is news: the state was another */
    boolean lost(LinkState next, AmiException why) {
        boolean news = state != next;
        if (state != LinkState.UP) {
            attempts++;
        }
        become(next, why.getMessage());
        return news;
    }

    /** @return whether that is news */
    boolean standBy(String why) {
        boolean news = state != LinkState.STANDBY;
        become(LinkState.STANDBY, why);
        return news;
    }

    /** @param when null if nothing came */
    void received(Instant when) {
        lastReceived = when != null ? when : lastReceived;
    }

    /** @param session the present one, which may be null or not logged in */
    LinkStatus status(AmiSession session) {
        Instant last = session == null ? null : session.lastReceived();
        Reading.Stall stall = session == null ? null : session.stall();
        return new LinkStatus(
                gateway,
                state,
                since,
                epoch,
                stall == null ? reason : stall.reason(),
                attempts,
                banner,
                last == null ? lastReceived : last,
                stall == null ? null : stall.since());
    }
}
