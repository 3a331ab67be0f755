package io.camelami.component;

/** What becomes of an event for which a route has no room, see the option {@code queueSize}. */
public enum WhenFull {
    /** It waits, and with it all that the gateway tells after it, to whichever route: nothing is lost. */
    BLOCK,
    /**
     * It is dropped, counted and announced in its place, so that the other routes and the sends wait for nothing. SMS, USSD,
     * delivery reports and news of the link are never dropped: they have as much room again, and wait when that is full too.
     */
    DROP
}
