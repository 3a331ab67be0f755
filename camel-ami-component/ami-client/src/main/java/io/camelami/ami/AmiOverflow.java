package io.camelami.ami;

/** What becomes of events that a listener does not take in time, once {@code eventQueue} of them wait. */
public enum AmiOverflow {
    /**
     * Nothing is lost: nothing more is read until there is room. What the gateway says meanwhile, answers included, stays
     * in the buffers between; a gateway that cannot get rid of it may end the session (Asterisk after its
     * {@code writetimeout}), and that is a loss which the next login announces.
     */
    BLOCK,
    /**
     * Reading goes on, so answers come in time: the newest events are dropped, counted and announced in their place, see
     * {@link AmiLinkListener#eventsDropped}.
     */
    DROP
}
