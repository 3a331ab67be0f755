package io.camelami.gsm.call;

/** The values of {@code ChannelState} that matter here. */
final class ChannelState {

    static final int RESERVED = 1;
    static final int DIALING = 3;
    /** It calls Asterisk: the other side hears a ring. */
    static final int RING = 4;
    /** It is called by Asterisk, and rings. */
    static final int RINGING = 5;

    static final int UP = 6;

    private ChannelState() {}
}
