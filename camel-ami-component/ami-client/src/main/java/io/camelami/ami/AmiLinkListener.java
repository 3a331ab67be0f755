package io.camelami.ami;

import java.time.Instant;
import java.util.List;

/**
 * Told what happens on a link: in order, one call at a time. A method may take its time: answers go on coming, and up to
 * {@code eventQueue} events wait; {@link AmiOverflow} says what happens to more. It may even wait for an answer to what it
 * sends. What throws is logged and changes nothing.
 *
 * <p>The thread is the one that has read the events, as long as the listener is quick. When it is not, another one reads on
 * after some milliseconds, or at once if somebody waits for an answer.
 */
public interface AmiLinkListener {

    /** Logged in; {@code status.epoch()} is one more than at the last call. Comes before the first events of the epoch. */
    default void linkUp(LinkStatus status) {}

    /**
     * The link is lost, or the first attempt after the start failed; not called again for further failed attempts. Comes
     * after the last events of the epoch; by then the link may be on its way to the next, see {@link AmiLink#status()}.
     */
    default void linkDown(LinkStatus status) {}

    /**
     * The events of one read, in order; never empty. An action whose answer came before them has ended before; one whose
     * answer came after them may have, too. Items of lists that answer an action are not among them.
     *
     * @param epoch of the login they came under
     */
    default void events(List<AmiEvent> batch, long epoch) {}

    /**
     * Events are missing here, between the last and the next call of {@link #events}; only with {@link AmiOverflow#DROP}.
     *
     * @param count how many, exactly
     * @param epoch of the login they came under
     * @param first when the first of them was read
     * @param last when the last of them was read
     */
    default void eventsDropped(long count, long epoch, Instant first, Instant last) {}
}
