package io.camelami.gsm.call;

/** What became of a call, or of an attempt to make one. Every originate ends in exactly one of these. */
public enum CallOutcome {
    /** The called party answered. */
    ANSWERED,
    /** The called party is busy. */
    BUSY,
    /** It rang, and nobody answered in time. */
    NO_ANSWER,
    /** The network or the gateway had no free circuit. */
    CONGESTION,
    /** It could not be dialled at all: no such channel, device, extension or right. */
    FAILED,
    /** The other side, or the network for it, ended the call before an answer; the cause says more. */
    HUNG_UP,
    /** It may have been made or not: the link was lost, or the server never told. */
    UNKNOWN
}
