package io.camelami.gsm.receive;

import io.camelami.gsm.dialect.InboundPart;
import java.util.List;

/**
 * A message handed on by the {@link Reassembler}.
 *
 * @param first the part that came first: sender, span, time and reference of the message
 * @param text all parts that came, joined in order; halves of a surrogate pair that found no other half are U+FFFD
 * @param missing numbers, from 1, of the parts that never came
 * @param evicted whether it was handed on early because too many others were incomplete
 */
public record Assembled(InboundPart first, String text, List<Integer> missing, boolean evicted) {

    public Assembled {
        missing = List.copyOf(missing);
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "Assembled[first=" + first + ", missing=" + missing + ", evicted=" + evicted + "]";
    }
}
