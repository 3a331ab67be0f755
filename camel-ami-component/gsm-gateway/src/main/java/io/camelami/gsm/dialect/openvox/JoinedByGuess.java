package io.camelami.gsm.dialect.openvox;

import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.GsmAlphabet;
import io.camelami.gsm.text.SmsText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the parts of a long message where nothing on the wire tells that they are parts: the option {@code joinParts}.
 *
 * <p>A text that fills a part to the last character is held back. What comes next on that span ends the waiting: the next
 * part, if it is of the same sender and not longer than a part, else another message, and what was held is told before it.
 * A part that is not full is the last one. It is a guess, see {@link OpenVoxDialect}.
 */
final class JoinedByGuess {
    private static final int MOST_PARTS = 255;

    private final Duration patience;
    private final Map<Integer, Run> bySpan = new HashMap<>();

    /** Full parts, one behind the other, so far. */
    private record Run(InboundPart joined, Alphabet alphabet, Later held) {}

    /** @param patience how long a full part waits for the next one; none are joined if it is zero */
    JoinedByGuess(Duration patience) {
        this.patience = patience;
    }

    /** What was held on that span, and what {@code part} makes of it, in order. */
    List<Signal> accept(InboundPart part) {
        if (patience.isZero()) {
            return List.of(part);
        }
        bySpan.values().removeIf(run -> run.held().over());
        Run run = bySpan.remove(part.span());
        List<Signal> signals = new ArrayList<>();
        if (run != null && !continues(run, part)) {
            signals.add(run.held().tell());
            run = null;
        }
        Alphabet alphabet = run == null ? alphabet(part.text()) : run.alphabet();
        InboundPart joined = part;
        if (run != null) {
            run.held().takeBack();
            joined = joined(run.joined(), part);
        }
        if (mayBePart(part) && isFull(part.text(), alphabet) && joined.total() < MOST_PARTS) {
            Later held = new Later(joined, patience);
            bySpan.put(part.span(), new Run(joined, alphabet, held));
            signals.add(held);
        } else {
            signals.add(joined);
        }
        return signals;
    }

    /** Where the PDU was seen, it tells by itself; without a sender nobody knows whose it is. */
    private static boolean mayBePart(InboundPart part) {
        return part.source() != InboundSms.Source.PDU && !part.sender().isEmpty();
    }

    private static boolean continues(Run run, InboundPart part) {
        return mayBePart(part)
                && part.sender().equals(run.joined().sender())
                && (run.alphabet() == Alphabet.UCS2 || alphabet(part.text()) == Alphabet.GSM)
                && part.text().length() <= run.alphabet().part(false);
    }

    /** The driver shows septets as if they were ASCII; another firmware may show what they mean. */
    private static Alphabet alphabet(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? Alphabet.GSM : SmsText.alphabetOf(text);
    }

    /** With a reference of 8 or of 16 bits; an escape that is not cut in two leaves the same room as the latter. */
    private static boolean isFull(String text, Alphabet alphabet) {
        return isFull(text.length(), alphabet)
                || alphabet == Alphabet.GSM
                        && GsmAlphabet.covers(text)
                        && isFull(SmsText.length(text, alphabet), alphabet);
    }

    private static boolean isFull(int units, Alphabet alphabet) {
        return units == alphabet.part(false) || units == alphabet.part(true);
    }

    private static InboundPart joined(InboundPart run, InboundPart next) {
        return new InboundPart(
                run.span(),
                run.sender(),
                run.text() + next.text(),
                run.sentAt(),
                run.zoneAssumed(),
                null,
                1,
                run.total() + 1,
                run.source());
    }

    /** What is held is told in its time; what comes after the gap is not its next part. */
    void linkLost() {
        bySpan.clear();
    }
}
