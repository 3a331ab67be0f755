package io.camelami.gsm.text;

import java.util.List;

/**
 * What it takes to send a text.
 *
 * @param alphabet the alphabet the network carries it in
 * @param units its length in that alphabet: septets for GSM, UTF-16 units for UCS-2
 * @param parts how many SMS it becomes, at least 1
 * @param unitsLeft how many more units fit before another part is needed
 * @param outsideGsm the characters, each once and in order, that are not in the GSM alphabet: they make the text
 *     UCS-2, and are lost on a gateway that cannot send it
 * @param lost the characters that no alphabet can carry (halves of a surrogate pair), as {@code U+D83D}
 */
public record SmsCost(
        Alphabet alphabet, int units, int parts, int unitsLeft, List<String> outsideGsm, List<String> lost) {

    public SmsCost {
        outsideGsm = List.copyOf(outsideGsm);
        lost = List.copyOf(lost);
    }

    /** Without the characters: they are private. */
    @Override
    public String toString() {
        return "SmsCost[alphabet=" + alphabet + ", units=" + units + ", parts=" + parts + ", unitsLeft=" + unitsLeft
                + ", outsideGsm=" + outsideGsm.size() + ", lost=" + lost.size() + "]";
    }
}
