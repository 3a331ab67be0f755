package io.camelami.ami;

/**
 * What a link has counted since it was started. Every event read was wanted and is among the first three, or is
 * {@code filtered}, or belongs to the answer of an action.
 *
 * @param events handed to the listener
 * @param dropped events that found no room, see {@link AmiOverflow#DROP}
 * @param waiting events that wait for the listener now
 * @param filtered events that the filter did not want
 * @param timeouts actions without an answer in time
 * @param late answers and list items that came after that
 * @param unmatched answers that belong to no action
 * @param pending actions without an answer now
 */
public record LinkCounters(
        long events,
        long dropped,
        long waiting,
        long filtered,
        long timeouts,
        long late,
        long unmatched,
        long pending) {

    static final LinkCounters ZERO = new LinkCounters(0, 0, 0, 0, 0, 0, 0, 0);

    LinkCounters plus(LinkCounters other) {
        return new LinkCounters(
                events + other.events,
                dropped + other.dropped,
                waiting + other.waiting,
                filtered + other.filtered,
                timeouts + other.timeouts,
                late + other.late,
                unmatched + other.unmatched,
                pending + other.pending);
    }
}
