package io.camelami.gsm.receive;

import io.camelami.gsm.dialect.InboundPart;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the parts of long messages together, in whatever order they come, for one gateway.
 *
 * <p>Parts belong together if span, sender, reference and total are equal and they were sent and come within the time
 * window of the first one. A part that repeats one already there is dropped if it says the same, and begins another message if it
 * does not: two messages are never mixed, and no part is lost without a word. Not thread-safe; the time comes from the
 * caller.
 */
public final class Reassembler {
    private record Key(int span, String sender, String reference, int total) {}

    private record Fingerprint(String text, OffsetDateTime sentAt) {
        static Fingerprint of(InboundPart part) {
            return new Fingerprint(part.text(), part.sentAt());
        }
    }

    private static final class Pending {
        final InboundPart first;
        final Instant expires;
        final TreeMap<Integer, InboundPart> byIndex = new TreeMap<>();

        Pending(InboundPart first, Instant expires) {
            this.first = first;
            this.expires = expires;
        }
    }

    private record Done(Map<Integer, Fingerprint> parts, Instant forgetAt) {}

    private final Duration window;
    private final int limit;
    private final LinkedHashMap<Key, Pending> pending = new LinkedHashMap<>();
    /** Finished messages, so that a part the network delivers a second time does not begin a new one. */
    private final LinkedHashMap<Key, Done> done = new LinkedHashMap<>();

    /**
     * @param window how long parts wait for the missing ones, from the first one on
     * @param limit how many messages may be incomplete at a time; one more and the oldest is handed on as it is
     */
    public Reassembler(Duration window, int limit) {
        this.window = window;
        this.limit = limit;
    }

    /** @return the messages that this part finishes or pushes out; often none */
    public List<Assembled> accept(InboundPart part, Instant now) {
        List<Assembled> ready = new ArrayList<>(expire(now));
        if (part.total() <= 1 || part.reference() == null || part.index() < 0 || part.index() > part.total()) {
            // Nothing says what it belongs to, so it is handed on by itself.
            ready.add(new Assembled(part, withoutHalves(part.text()), List.of(), false));
            return ready;
        }
        Key key = new Key(part.span(), part.sender(), part.reference(), part.total());
        Done finished = done.get(key);
        if (finished != null && Fingerprint.of(part).equals(finished.parts().get(part.index()))) {
            return ready;
        }
        Pending message = pending.get(key);
        if (message != null && !fits(message, part)) {
            pending.remove(key);
            ready.add(assemble(message, false));
            message = null;
        }
        if (message == null) {
            if (pending.size() >= limit) {
                Iterator<Pending> oldest = pending.values().iterator();
                ready.add(assemble(oldest.next(), true));
                oldest.remove();
            }
            message = new Pending(part, now.plus(window));
            pending.put(key, message);
        }
        message.byIndex.putIfAbsent(part.index(), part);
        if (message.byIndex.size() == part.total()) {
            pending.remove(key);
            ready.add(assemble(message, false));
            remember(key, message, now);
        }
        return ready;
    }

    /** @return the incomplete messages whose window is over at {@code now} */
    public List<Assembled> expire(Instant now) {
        done.values().removeIf(message -> !message.forgetAt().isAfter(now));
        List<Assembled> ready = new ArrayList<>();
        for (Iterator<Pending> oldest = pending.values().iterator(); oldest.hasNext(); ) {
            Pending message = oldest.next();
            if (message.expires.isAfter(now)) {
                break;
            }
            oldest.remove();
            ready.add(assemble(message, false));
        }
        return ready;
    }

    /** @return everything still incomplete, which is then forgotten */
    public List<Assembled> drain() {
        List<Assembled> ready = new ArrayList<>();
        pending.values().forEach(message -> ready.add(assemble(message, false)));
        pending.clear();
        return ready;
    }

    /** When the next incomplete message is due; empty while there is none. */
    public Optional<Instant> nextExpiry() {
        return pending.values().stream().findFirst().map(message -> message.expires);
    }

    /** Index 0 and index {@code total} tell two ways of counting: they cannot be of one message. */
    private boolean fits(Pending message, InboundPart part) {
        if (!sentTogether(message.first.sentAt(), part.sentAt())) {
            return false;
        }
        InboundPart same = message.byIndex.get(part.index());
        if (same != null) {
            return Fingerprint.of(same).equals(Fingerprint.of(part));
        }
        boolean fromZero = part.index() == 0 && message.byIndex.containsKey(part.total());
        boolean fromOne = part.index() == part.total() && message.byIndex.containsKey(0);
        return !fromZero && !fromOne;
    }

    /** Parts that the network held back for long arrive together with those of a later message. */
    private boolean sentTogether(OffsetDateTime one, OffsetDateTime other) {
        return one == null
                || other == null
                || Duration.between(one, other).abs().compareTo(window) <= 0;
    }

    private void remember(Key key, Pending message, Instant now) {
        if (done.size() >= limit) {
            Iterator<Key> oldest = done.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        Map<Integer, Fingerprint> parts = new LinkedHashMap<>();
        message.byIndex.forEach((index, part) -> parts.put(index, Fingerprint.of(part)));
        done.remove(key);
        done.put(key, new Done(parts, now.plus(window)));
    }

    private static Assembled assemble(Pending message, boolean evicted) {
        // Gateways count from 0 or from 1 (gateways.md §3.5); only index 0 gives it away.
        int base = message.byIndex.containsKey(0) ? 0 : 1;
        List<Integer> missing = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < message.first.total(); i++) {
            InboundPart part = message.byIndex.get(base + i);
            if (part == null) {
                missing.add(i + 1);
            } else {
                text.append(part.text());
            }
        }
        return new Assembled(message.first, withoutHalves(text.toString()), missing, evicted);
    }

    /** A half of a surrogate pair is no text: encoders turn it into a question mark or fail. */
    static String withoutHalves(String text) {
        Objects.requireNonNull(text);
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                if (whole == null) {
                    whole = new StringBuilder(text);
                }
                whole.setCharAt(i, '\uFFFD');
            }
        }
        return whole == null ? text : whole.toString();
    }
}
