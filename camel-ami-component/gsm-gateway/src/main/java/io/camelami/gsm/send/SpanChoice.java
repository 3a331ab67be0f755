package io.camelami.gsm.send;

import io.camelami.gsm.Span;
import java.util.List;
import java.util.stream.IntStream;

/** Which span takes a message that names none: one after the other, of those that are up if any is. */
final class SpanChoice {
    private List<Integer> spans = List.of();
    private boolean known;
    private int next;

    /** @param count as configured; 0 if the gateway has to be asked */
    SpanChoice(int count) {
        if (count > 0) {
            spans = IntStream.rangeClosed(1, count).boxed().toList();
            known = true;
        }
    }

    boolean known() {
        return known;
    }

    /** What the gateway answered. */
    void learn(List<Span> listing) {
        List<Span> up = listing.stream().filter(Span::up).toList();
        spans = (up.isEmpty() ? listing : up).stream().map(Span::number).toList();
        known = !spans.isEmpty();
    }

    /** @return a span; only while {@link #known()} */
    int choose() {
        next = (next + 1) % spans.size();
        return spans.get((next + spans.size() - 1) % spans.size());
    }
}
