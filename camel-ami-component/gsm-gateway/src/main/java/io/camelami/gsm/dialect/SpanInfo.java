package io.camelami.gsm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One span of a gateway's own listing.
 *
 * @param span its number, from 1, as the user sees it
 * @param up whether the gateway says that it is registered and usable
 * @param state the gateway's words
 */
public record SpanInfo(int span, boolean up, String state) {

    /** {@code GSM span 1: Power on, Provisioned, Up, Active,Standard}, older {@code GSM span1: ...} (§2.5, §3.2). */
    private static final Pattern LINE = Pattern.compile("\\s*GSM span ?(\\d{1,4}): ?(.*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern UP = Pattern.compile("(^|,\\s*)Up\\s*(,|$)");

    /** Reads the answer to {@code gsm show spans}; lines of other shapes are passed over. */
    public static List<SpanInfo> readAll(List<String> lines) {
        List<SpanInfo> spans = new ArrayList<>();
        for (String line : lines) {
            Matcher span = LINE.matcher(line);
            if (span.matches()) {
                String state = span.group(2).strip();
                spans.add(new SpanInfo(
                        Integer.parseInt(span.group(1)), UP.matcher(state).find(), state));
            }
        }
        return List.copyOf(spans);
    }
}
