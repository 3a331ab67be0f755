package io.camelami.ami;

/**
 * What a link has counted since it was started.
 *
 * @param events handed to the listener
 * @param filtered events that the filter did not want
 * @param timeouts actions without an answer in time
 * @param late answers and list items that came after that
 * @param unmatched answers that belong to no action
 * @param pending actions without an answer now
 */
public record LinkCounters(long events, long filtered, long timeouts, long late, long unmatched, long pending) {

    static final LinkCounters ZERO = new LinkCounters(0, 0, 0, 0, 0, 0);

    LinkCounters plus(LinkCounters other) {
        return new LinkCounters(
                events + other.events,
                filtered + other.filtered,
                timeouts + other.timeouts,
                late + other.late,
                unmatched + other.unmatched,
                pending + other.pending);
    }
}
