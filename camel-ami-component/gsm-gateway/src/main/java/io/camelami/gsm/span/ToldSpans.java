package io.camelami.gsm.span;

import io.camelami.gsm.Span;
import io.camelami.gsm.event.SpanChange.What;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody was told of the spans, and so what is news. It keeps quiet about what only goes to and fro. */
final class ToldSpans {
    /** From here down (-103 dBm) a message gets through by luck. */
    private static final int TOO_WEAK = 5;
    /** From here up (-97 dBm) it is good enough again; in between it stays what it was. */
    private static final int GOOD = 8;
    /** Reasons for being down that are told of one outage. */
    private static final int MOST_REASONS = 8;

    private final Map<Integer, Told> spans = new HashMap<>();

    /** News of one span. */
    record News(Span span, Set<What> changed) {}

    /** @return what was not told yet, in the order of the list */
    List<News> compare(List<Span> listed) {
        List<News> news = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (Span span : listed) {
            numbers.add(span.number());
            Told told = spans.get(span.number());
            Set<What> changed = EnumSet.noneOf(What.class);
            if (told == null) {
                told = new Told(span);
                spans.put(span.number(), told);
                changed.add(What.FOUND);
            } else {
                told.update(span, changed);
            }
            if (!changed.isEmpty()) {
                news.add(new News(span, changed));
            }
        }
        for (Iterator<Integer> known = spans.keySet().iterator(); known.hasNext(); ) {
            int number = known.next();
            if (!numbers.contains(number)) {
                known.remove();
                news.add(new News(Span.of(number, false, "not listed any more"), EnumSet.of(What.GONE)));
            }
        }
        return news;
    }

    /** Of one span. What the gateway leaves out now and then stays what it was. */
    private static final class Told {
        private final Set<String> reasons = new HashSet<>();
        private boolean up;
        private Boolean registered;
        private String operator;
        private String imsi;
        private boolean weak;

        Told(Span span) {
            up = span.up();
            registered = span.registered();
            operator = span.operator();
            imsi = span.imsi();
            weak = span.signal() != null && span.signal() <= TOO_WEAK;
            if (!up) {
                reasons.add(span.state());
            }
        }

        void update(Span now, Set<What> changed) {
            if (now.up() != up) {
                changed.add(now.up() ? What.UP : What.DOWN);
                up = now.up();
                reasons.clear();
            }
            // A modem that is not done with its first commands may be reset for ever: each reason is told once.
            if (!up && reasons.size() < MOST_REASONS && reasons.add(now.state()) && changed.isEmpty()) {
                changed.add(What.STATE);
            }
            if (now.registered() != null && !now.registered().equals(registered)) {
                registered = now.registered();
                changed.add(What.REGISTRATION);
            }
            if (now.operator() != null && !now.operator().equals(operator)) {
                operator = now.operator();
                changed.add(What.OPERATOR);
            }
            if (now.imsi() != null && !now.imsi().equals(imsi)) {
                imsi = now.imsi();
                changed.add(What.SIM);
            }
            if (now.signal() != null && (weak ? now.signal() >= GOOD : now.signal() <= TOO_WEAK)) {
                weak = !weak;
                changed.add(What.SIGNAL);
            }
        }
    }
}
