package io.camelami.gsm.ussd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A modem's own line for USSD, {@code +CUSD: 0,"D9775D0E12…",15}, as chan_dongle and chan_quectel hand it on in
 * DongleNewCUSD. It has the type and the exact text, which their NewUSSD lacks or garbles.
 *
 * @param text decoded; null if the line has none, as in {@code +CUSD: 5}
 * @param raw the text as in the line; null if there is none
 * @param dcs as in the line, or {@link UssdText#NO_DCS}
 */
public record Cusd(UssdStatus status, String text, String raw, int dcs) {
    /** The text runs to the last quote: modems quote nothing within it. */
    private static final Pattern LINE = Pattern.compile(
            "\\s*\\+CUSD:\\s*(\\d{1,3})\\s*(?:,\\s*\"(.*)\"\\s*(?:,\\s*(\\d{1,3}))?)?\\s*", Pattern.DOTALL);

    /** @return null if it is no such line */
    public static Cusd parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        UssdStatus status = UssdStatus.ofType(Integer.parseInt(matcher.group(1)));
        int dcs = matcher.group(3) == null ? UssdText.NO_DCS : Integer.parseInt(matcher.group(3));
        String raw = matcher.group(2);
        return new Cusd(status, raw == null ? null : UssdText.ofModem(raw, dcs).text(), raw, dcs);
    }

    /** Without the text: it may be private. */
    @Override
    public String toString() {
        return "Cusd[" + status + ", dcs=" + dcs + "]";
    }
}
