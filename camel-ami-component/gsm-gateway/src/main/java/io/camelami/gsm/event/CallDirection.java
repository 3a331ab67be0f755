package io.camelami.gsm.event;

/** Where a call comes from, seen from the gateway. */
public enum CallDirection {
    /** It came in over a trunk, that is from the mobile network. */
    INBOUND,
    /** It goes out over a trunk. */
    OUTBOUND,
    /** No trunk takes part, as far as the channel names tell. */
    INTERNAL
}
