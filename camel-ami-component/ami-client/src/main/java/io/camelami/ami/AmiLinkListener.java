package io.camelami.ami;

import java.util.List;

/**
 * Told what happens on a link, one call at a time, on the thread that reads from the gateway: while a method runs
 * nothing is read, so hand over and return. Exceptions are logged and change nothing.
 */
public interface AmiLinkListener {

    /** Logged in; {@code status.epoch()} is one more than at the last call. Comes before the first events of the epoch. */
    default void linkUp(LinkStatus status) {}

    /**
     * The link is lost, or the first attempt after the start failed; not called again for further failed attempts. Comes
     * after the last events of the epoch.
     */
    default void linkDown(LinkStatus status) {}

    /**
     * The events of one read, in order; never empty. Answers to actions that came in the same read have been given
     * before. Items of lists that answer an action are not among them.
     *
     * @param epoch of the login they came under
     */
    default void events(List<AmiEvent> batch, long epoch) {}
}
