package io.camelami.ami;

/** Where a link stands. */
public enum LinkState {
    /** Not started yet. */
    NEW,
    /** The first attempt since the start is under way. */
    CONNECTING,
    /** Logged in: events come and actions can be sent. */
    UP,
    /** Lost or not reached; another attempt is planned or under way. */
    DOWN,
    /** This process may not use the gateway now, see {@link AmiPermit}: nothing is tried until it may. */
    STANDBY,
    /** The gateway refuses the login, or admits it once and has one; tried again, slowly. */
    REFUSED,
    /** Closed for good. */
    CLOSED
}
