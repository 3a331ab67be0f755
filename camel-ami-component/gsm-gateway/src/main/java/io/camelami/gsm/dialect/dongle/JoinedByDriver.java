package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.event.InboundSms;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the parts that came while nobody was logged in. wdoekes' driver joins long messages itself, over restarts too, and
 * tells the whole text behind the last part: what is in it and not in the parts that were seen is in those that were not.
 */
final class JoinedByDriver {
    private static final int MOST = 256;

    private record Key(int span, String sender, String reference, int total) {
        static Key of(InboundPart part) {
            return new Key(part.span(), part.sender(), part.reference(), part.total());
        }
    }

    private final Map<Key, TreeMap<Integer, String>> seen = new LinkedHashMap<>();

    void seen(InboundPart part) {
        if (seen.size() >= MOST && !seen.containsKey(Key.of(part))) {
            Iterator<Key> oldest = seen.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        seen.computeIfAbsent(Key.of(part), key -> new TreeMap<>()).put(part.index(), part.text());
    }

    /**
     * The driver tells the message that a part has completed.
     *
     * @param last that part
     * @param whole all of the text
     * @return the parts that were not seen; of several in a row the first has all of their text
     */
    List<InboundPart> unseen(InboundPart last, String whole) {
        Map<Integer, String> texts = seen.remove(Key.of(last));
        if (texts == null || texts.size() == last.total()) {
            return List.of();
        }
        List<InboundPart> unseen = new ArrayList<>();
        int at = 0;
        int number = 1;
        while (number <= last.total()) {
            int next = number;
            while (next <= last.total() && !texts.containsKey(next)) {
                next++;
            }
            int end = next > last.total() ? whole.length() : start(texts, next, last.total(), whole, at);
            boolean gap = next > number;
            if (end < at || gap == (end == at)) {
                // The driver's text is not made of these parts: something between two neighbours, or nothing for a gap.
                return List.of();
            }
            for (int missing = number; missing < next; missing++) {
                unseen.add(withText(last, missing, missing == number ? whole.substring(at, end) : ""));
            }
            at = end + (next > last.total() ? 0 : texts.get(next).length());
            number = next + 1;
        }
        return at == whole.length() ? unseen : List.of();
    }

    /** Where a part begins: the last one ends with the text, whatever is before it that looks alike. */
    private static int start(Map<Integer, String> texts, int number, int total, String whole, int from) {
        String text = texts.get(number);
        if (number == total) {
            return whole.endsWith(text) ? whole.length() - text.length() : -1;
        }
        return whole.indexOf(text, from);
    }

    private static InboundPart withText(InboundPart part, int number, String text) {
        return new InboundPart(
                part.span(),
                part.sender(),
                text,
                part.sentAt(),
                part.zoneAssumed(),
                part.reference(),
                number,
                part.total(),
                InboundSms.Source.EVENT);
    }
}
