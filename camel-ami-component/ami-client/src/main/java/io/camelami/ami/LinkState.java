package io.camelami.ami;

/** Where a link stands. */
public enum LinkState {
    /** Not started yet. */
    NEW,
    /** The first attempt, or another one after a loss, is under way. */
    CONNECTING,
    /** Logged in: events come and actions can be sent. */
    UP,
    /** Lost or not reached; another attempt is planned. */
    DOWN,
    /** The gateway refuses the login; tried again, slowly. */
    REFUSED,
    /** Closed for good. */
    CLOSED
}
