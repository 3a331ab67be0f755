package io.camelami.gsm.send;

import java.util.List;

/**
 * The room that a message waiting for a span has in the quotas of the span. Belongs to the {@link Quotas}, and is touched
 * by nobody else.
 */
final class Reservation {
    final SpanQuota quota;
    final String recipient;
    /** Of the message, not counted yet. */
    int parts;
    /** Counted last. */
    int counted;

    Slots countedIn;
    List<Integer> places = List.of();

    Reservation(SpanQuota quota, String recipient, int parts) {
        this.quota = quota;
        this.recipient = recipient;
        this.parts = parts;
    }
}
