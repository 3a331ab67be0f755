package io.camelami.simulator;

/** Who ends a call that came in. */
enum CallEnd {
    /** The caller, whether anybody had answered or not. */
    CALLER,
    /** The gateway, since who is called is busy. */
    BUSY,
    /** An AMI client, with the action Hangup. */
    CLIENT
}
